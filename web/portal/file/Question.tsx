import { useState, type FormEvent } from 'react';
import { ApiError } from '../../data/core/errors';
import type { FilingForm } from '../../data/portal/public';
import { ErrorSummary } from '../../ui/portal/ErrorSummary';
import { described, Wrong } from '../../ui/portal/Field';
import { Heading } from '../../ui/portal/Heading';
import { Progress } from '../../ui/portal/Progress';
import { problemsOf, stepOf, wordsOf } from '../check';
import { go, stepHash, STEPS, type Step } from '../route';
import { useText } from '../text';
import { ClearDraft } from './ClearDraft';
import { OtherStep } from './OtherStep';
import { PlaceStep } from './PlaceStep';
import { ReviewStep } from './ReviewStep';
import { StoryStep } from './StoryStep';
import { TypeStep } from './TypeStep';
import type { Filing } from './useFiling';
import { YouStep } from './YouStep';

const SCREENS = {
  type: TypeStep,
  story: StoryStep,
  place: PlaceStep,
  you: YouStep,
  other: OtherStep,
  review: ReviewStep,
};

/** Fields without an input of their own, and the input to which their errors link. */
const STAND_IN: Record<string, string> = {
  latitude: 'longitude',
  respondent: 'respondent-kind',
  applicant: 'applicant-name',
  others: 'others-0-name',
  'others.name': 'others-0-name',
  'others.phone': 'others-0-phone',
};

/** The id of a field's input. */
const inputId = (field: string) => STAND_IN[field] ?? field.replaceAll('.', '-');

/** The screen of one question: progress, heading, answers, and buttons back and forward. */
export function Question(props: { step: Step; fromReview: boolean; form: FilingForm; filing: Filing }) {
  const { step, fromReview, form, filing } = props;
  const { draft, problems, setProblems, failure, sending, keptHere } = filing;
  const text = useText();
  const [attempt, setAttempt] = useState(0);
  const [agreed, setAgreed] = useState(false);
  const place = STEPS.indexOf(step);
  const last = step === 'review';
  const Screen = SCREENS[step];
  const title = text(`${step}.title`);
  // Errors of an earlier visit to this screen are hidden, unless the server has just sent the applicant here.
  const fresh = attempt > 0 || failure?.field !== undefined;
  const mine = fresh ? problems.filter(({ field }) => stepOf(field) === step) : [];
  const wrong = (field: string) => {
    const problem = mine.find((known) => known.field === field);
    return problem && wordsOf(problem, text);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!last) {
      const found = problemsOf(step, draft);
      setProblems(found);
      setAttempt(attempt + 1);
      if (found.length) return;
      go(stepHash(fromReview ? 'review' : STEPS[place + 1]!));
      return;
    }
    if (!agreed) {
      setProblems([{ field: 'consent_version', code: 'field_required' }]);
      setAttempt(attempt + 1);
      return;
    }
    const outcome = await filing.send(form.consent.version);
    setAttempt((before) => before + 1);
    if (outcome === null) return;
    if (!(outcome instanceof ApiError)) return go('#/file/receipt', true);
    const blamed = stepOf(outcome.field);
    if (blamed && blamed !== 'review') go(stepHash(blamed, true));
  };

  const general = last && failure && stepOf(failure.field) === null ? failure : null;
  const summary = mine.length > 0 && (
    <ErrorSummary
      title={text('file.summary_title')}
      token={attempt}
      items={mine.map((problem) => ({ id: inputId(problem.field), text: wordsOf(problem, text) }))}
    />
  );
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Progress
        step={place + 1}
        total={STEPS.length}
        text={text('file.progress', { step: place + 1, total: STEPS.length })}
      />
      <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
      {!last && summary}
      <p className="lead">{text(`${step}.lead`)}</p>
      <Screen form={form} filing={filing} wrong={wrong} />
      {last && summary}
      {last && (
        <label className={wrong('consent_version') ? 'agree agree-wrong' : 'agree'}>
          <input
            {...described('consent_version', undefined, wrong('consent_version'))}
            type="checkbox"
            checked={agreed}
            onChange={(event) => {
              setAgreed(event.target.checked);
              setProblems([]);
            }}
          />
          <span>
            {wrong('consent_version') && <Wrong id="consent_version" text={wrong('consent_version')!} />}
            {form.consent.texts[text.data].agree}
          </span>
        </label>
      )}
      {general && (
        <ErrorSummary
          title={text('form.server_title')}
          token={attempt}
          items={[
            { text: text(`error.${general.code}`, general.params, text('error.unknown')) },
            ...(draft.unanswered.length ? [{ text: text('review.uncertain') }] : []),
          ]}
        />
      )}
      <div className="bar">
        {place > 0 && !fromReview && (
          <a className="button button-plain" href={stepHash(STEPS[place - 1]!)}>
            {text('back')}
          </a>
        )}
        <button type="submit" className="button" aria-busy={sending} aria-disabled={sending}>
          {last
            ? text(sending ? 'review.sending' : 'review.send')
            : text(fromReview ? 'file.to_review' : 'next')}
        </button>
      </div>
      <p role="status" className="hint">
        {sending && (filing.sent ? text('photos.sending', filing.sent) : text('review.sending_hint'))}
      </p>
      <ClearDraft filing={filing} kept={keptHere} />
    </form>
  );
}

import { useState, type FormEvent } from 'react';
import { ApiError } from '../../data/core/errors';
import type { FilingForm } from '../../data/portal/public';
import { ErrorSummary } from '../../ui/portal/ErrorSummary';
import { described, Wrong } from '../../ui/portal/Field';
import { Heading } from '../../ui/portal/Heading';
import { Progress } from '../../ui/portal/Progress';
import { problemsOf, stepOf, wordsOf, type Problem } from '../check';
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
  const { draft, problems, setProblems, failure, keptHere } = filing;
  const text = useText();
  const [attempt, setAttempt] = useState(0);
  const [agreed, setAgreed] = useState(false);
  const place = STEPS.indexOf(step);
  const last = step === 'review';
  const Screen = SCREENS[step];
  const next = fromReview ? 'review' : (STEPS[place + 1] ?? 'review');
  const title = text(`${step}.title`);
  // Errors of an earlier visit to this screen are hidden, unless the server has just sent the applicant here.
  const fresh = attempt > 0 || failure?.field !== undefined;
  const mine = fresh ? problems.filter(({ field }) => stepOf(field) === step) : [];
  const wrong = (field: string) => {
    const problem = mine.find((known) => known.field === field);
    return problem && wordsOf(problem, text);
  };

  const show = (found: readonly Problem[]) => {
    setProblems(found);
    setAttempt(attempt + 1);
  };
  const goOn = () => {
    const found = problemsOf(step, draft);
    show(found);
    if (found.length === 0) go(stepHash(next));
  };
  const send = async () => {
    if (!agreed) return show([{ field: 'consent_version', code: 'field_required' }]);
    const outcome = await filing.send(form.consent.version);
    setAttempt((before) => before + 1);
    if (outcome === null) return;
    if (!(outcome instanceof ApiError)) return go('#/file/receipt', true);
    const blamed = stepOf(outcome.field);
    if (blamed && blamed !== 'review') go(stepHash(blamed, true));
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (last) void send();
    else goOn();
  };

  const summary = mine.length > 0 && (
    <ErrorSummary
      title={text('file.summary_title')}
      token={attempt}
      items={mine.map((problem) => ({ id: inputId(problem.field), text: wordsOf(problem, text) }))}
    />
  );
  return (
    <form noValidate onSubmit={submit}>
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
        <Consent
          words={form.consent.texts[text.data].agree}
          error={wrong('consent_version')}
          agreed={agreed}
          onChange={(checked) => {
            setAgreed(checked);
            setProblems([]);
          }}
        />
      )}
      {last && <Refused filing={filing} attempt={attempt} />}
      <Bar
        previous={fromReview ? undefined : STEPS[place - 1]}
        label={last ? 'review.send' : fromReview ? 'file.to_review' : 'next'}
        filing={filing}
      />
      <ClearDraft filing={filing} kept={keptHere} />
    </form>
  );
}

/** The buttons back and forward, and how far sending has come. */
function Bar(props: { previous: Step | undefined; label: string; filing: Filing }) {
  const { previous, label, filing } = props;
  const { sending, sent } = filing;
  const text = useText();
  return (
    <>
      <div className="bar">
        {previous && (
          <a className="button button-plain" href={stepHash(previous)}>
            {text('back')}
          </a>
        )}
        <button type="submit" className="button" aria-busy={sending} aria-disabled={sending}>
          {text(sending ? 'review.sending' : label)}
        </button>
      </div>
      <p role="status" className="hint">
        {sending && (sent ? text('photos.sending', sent) : text('review.sending_hint'))}
      </p>
    </>
  );
}

function Consent(props: {
  words: string;
  error: string | undefined;
  agreed: boolean;
  onChange: (agreed: boolean) => void;
}) {
  const { words, error, agreed, onChange } = props;
  return (
    <label className={error ? 'agree agree-wrong' : 'agree'}>
      <input
        {...described('consent_version', undefined, error)}
        type="checkbox"
        checked={agreed}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {error && <Wrong id="consent_version" text={error} />}
        {words}
      </span>
    </label>
  );
}

/** Why the application was not taken, when no input is to blame. */
function Refused({ filing, attempt }: { filing: Filing; attempt: number }) {
  const text = useText();
  const { failure, draft } = filing;
  if (!failure || stepOf(failure.field) !== null) return null;
  return (
    <ErrorSummary
      title={text('form.server_title')}
      token={attempt}
      items={[
        { text: text(`error.${failure.code}`, failure.params, text('error.unknown')) },
        ...(draft.unanswered.length ? [{ text: text('review.uncertain') }] : []),
      ]}
    />
  );
}

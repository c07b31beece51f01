import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { aidQuestions, checkAid, type AidAnswer, type AidQuestion } from '../../data/portal/help';
import { toApiError, type ApiError } from '../../data/core/errors';
import { inLanguage } from '../../text/languages';
import { CallLink } from '../../ui/portal/CallLink';
import { Choices } from '../../ui/portal/Choices';
import { Heading } from '../../ui/portal/Heading';
import { Loaded } from '../Loaded';
import { useText, type Text } from '../text';
import { useLoad } from '../useLoad';

const MEANS = ['low', 'unsure', 'enough'];

interface Answers {
  matter: string;
  income: string;
  /** Codes of the circumstances that apply. */
  marks: string[];
}

const nameOf = (one: { name: string; name_en: string }, text: Text) =>
  inLanguage(text.locale, one.name, one.name_en);

/** The legal-aid check: a few questions, and whether legal aid is likely. Nothing is stored. */
export function AidPage() {
  const text = useText();
  const questions = useLoad('aid', aidQuestions);
  const title = text('aid.title');
  return (
    <>
      <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
      <p className="lead">{text('aid.lead')}</p>
      <Loaded load={questions}>{(rows) => <AidForm questions={rows} />}</Loaded>
    </>
  );
}

/** The answers on this screen, and what follows from them. */
function useAid(questions: readonly AidQuestion[]) {
  const [answers, setAnswers] = useState<Answers>({ matter: '', income: '', marks: [] });
  const [lacking, setLacking] = useState(false);
  const [answer, setAnswer] = useState<AidAnswer | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const { matter, income, marks } = answers;
  // Some questions are asked only in some matters.
  const asked = questions.filter(
    ({ question, matters }) => question === 'mark' && (matters.length === 0 || matters.includes(matter)),
  );
  const forgetResult = () => {
    setAnswer(null);
    setFailure(null);
  };
  /** A changed answer invalidates the result below. */
  const change = (part: Partial<Answers>) => {
    setAnswers({ ...answers, ...part });
    forgetResult();
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    forgetResult();
    setLacking(true);
    const first = !matter ? 'matter' : !income ? 'income' : null;
    if (first) return document.getElementById(first)?.focus();
    checkAid(
      matter,
      income,
      marks.filter((mark) => asked.some(({ code }) => code === mark)),
    ).then(setAnswer, (error: unknown) => setFailure(toApiError(error)));
  };
  return { answers, asked, lacking, answer, failure, change, send };
}

function AidForm({ questions }: { questions: AidQuestion[] }) {
  const text = useText();
  const { answers, asked, lacking, answer, failure, change, send } = useAid(questions);
  const { matter, income, marks } = answers;
  return (
    <form onSubmit={send} noValidate>
      <Choices
        id="matter"
        legend={text('aid.matter')}
        error={lacking && !matter ? text('aid.choose') : undefined}
        value={matter}
        onChange={(value) => change({ matter: value })}
        choices={questions
          .filter(({ question }) => question === 'matter')
          .map((one) => ({ value: one.code, label: nameOf(one, text) }))}
      />
      <fieldset className="field">
        <legend>{text('aid.marks')}</legend>
        <div className="choices choices-rows">
          {asked.map((one) => (
            <label key={one.code} className="choice">
              <input
                type="checkbox"
                checked={marks.includes(one.code)}
                onChange={({ target }) =>
                  change({
                    marks: target.checked ? [...marks, one.code] : marks.filter((mark) => mark !== one.code),
                  })
                }
              />
              <span className="choice-label">{nameOf(one, text)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Choices
        id="income"
        legend={text('aid.income')}
        hint={text('aid.income_hint')}
        error={lacking && !income ? text('aid.choose') : undefined}
        value={income}
        onChange={(value) => change({ income: value })}
        choices={MEANS.map((value) => ({ value, label: text(`aid.means.${value}`) }))}
      />
      <p className="hint">{text('aid.not_kept')}</p>
      <button type="submit" className="button">
        {text('aid.look')}
      </button>
      {failure && (
        <p role="alert" className="inline-failure">
          {text(`error.${failure.code}`, failure.params, text('error.unknown'))}
        </p>
      )}
      {answer && <Result answer={answer} />}
    </form>
  );
}

/** Whether legal aid is likely, why, and where to apply. It takes the focus when it appears. */
function Result({ answer }: { answer: AidAnswer }) {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [answer]);
  return (
    <section className={`note aid aid-${answer.answer}`}>
      <h2 ref={heading} tabIndex={-1}>
        {text(`aid.answer.${answer.answer}`)}
      </h2>
      <p>{text(`aid.why.${answer.why}`)}</p>
      <ul className="dots">
        {answer.rules.map((rule) => (
          <li key={rule.basis}>
            {nameOf(rule, text)}{' '}
            <span className="hint">({inLanguage(text.locale, rule.basis, rule.basis_en)})</span>
          </li>
        ))}
      </ul>
      <p>{text('aid.where')}</p>
      <p>{text('aid.days')}</p>
      <p>
        <CallLink className="button" phone="12348" text={text('call', { phone: '12348' })} />
      </p>
      <p className="hint">{text('aid.not_binding')}</p>
    </section>
  );
}

import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { aidQuestions, checkAid, type AidAnswer, type AidQuestion } from '../../data/portal/help';
import { toApiError, type ApiError } from '../../data/core/errors';
import { inLanguage } from '../../text/languages';
import { CallLink } from '../../ui/portal/CallLink';
import { Choices } from '../../ui/portal/Choices';
import { Heading } from '../../ui/portal/Heading';
import { Loaded } from '../Loaded';
import { useText } from '../text';
import { useLoad } from '../useLoad';

const MEANS = ['low', 'unsure', 'enough'];

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

function AidForm({ questions }: { questions: AidQuestion[] }) {
  const text = useText();
  const name = (one: { name: string; name_en: string }) => inLanguage(text.locale, one.name, one.name_en);
  const [matter, setMatter] = useState('');
  const [income, setIncome] = useState('');
  const [marks, setMarks] = useState<string[]>([]);
  const [lacking, setLacking] = useState(false);
  const [answer, setAnswer] = useState<AidAnswer | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const result = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (answer) result.current?.focus();
  }, [answer]);

  const shown = questions
    .filter(
      ({ question, matters }) => question === 'mark' && (matters.length === 0 || matters.includes(matter)),
    )
    .map((one) => ({ code: one.code, label: name(one) }));
  // A changed answer invalidates the result below.
  const anew = () => {
    setAnswer(null);
    setFailure(null);
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    anew();
    setLacking(true);
    const first = !matter ? 'matter' : !income ? 'income' : null;
    if (first) return document.getElementById(first)?.focus();
    checkAid(
      matter,
      income,
      marks.filter((mark) => shown.some(({ code }) => code === mark)),
    ).then(setAnswer, (error: unknown) => setFailure(toApiError(error)));
  };
  return (
    <form onSubmit={send} noValidate>
      <Choices
        id="matter"
        legend={text('aid.matter')}
        error={lacking && !matter ? text('aid.choose') : undefined}
        value={matter}
        onChange={(value) => {
          setMatter(value);
          anew();
        }}
        choices={questions
          .filter(({ question }) => question === 'matter')
          .map((one) => ({ value: one.code, label: name(one) }))}
      />
      <fieldset className="field">
        <legend>{text('aid.marks')}</legend>
        <div className="choices choices-rows">
          {shown.map((one) => (
            <label key={one.code} className="choice">
              <input
                type="checkbox"
                checked={marks.includes(one.code)}
                onChange={({ target }) => {
                  setMarks(target.checked ? [...marks, one.code] : marks.filter((mark) => mark !== one.code));
                  anew();
                }}
              />
              <span className="choice-label">{one.label}</span>
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
        onChange={(value) => {
          setIncome(value);
          anew();
        }}
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
      {answer && (
        <section className={`note aid aid-${answer.answer}`}>
          <h2 ref={result} tabIndex={-1}>
            {text(`aid.answer.${answer.answer}`)}
          </h2>
          <p>{text(`aid.why.${answer.why}`)}</p>
          <ul className="dots">
            {answer.rules.map((rule) => (
              <li key={rule.basis}>
                {name(rule)}{' '}
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
      )}
    </form>
  );
}

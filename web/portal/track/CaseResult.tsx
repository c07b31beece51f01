import type { TrackedCase } from '../../data/portal/public';
import { Facts, type Fact } from '../../ui/portal/Facts';
import { daysAfter, fullDay, fullTime } from '../../domain/dates';
import { useText } from '../text';

/** Days from the agreement's effect within which both sides may apply for judicial confirmation. */
const CONFIRM_DAYS = 30;

/** The answer or the result, and what the applicant can do with it. */
export function CaseResult({ found }: { found: TrackedCase }) {
  const text = useText();
  const { answer, outcome, effective_on: effective, perform_by: perform } = found;
  // `CaseEnd` explains these outcomes.
  if (['rejected', 'withdrawn', 'referred'].includes(found.status)) return null;
  if (!answer && !outcome) return null;
  const day = (date: string) => fullDay(date, text.locale);
  const agreed = outcome === 'agreed_written' || outcome === 'agreed_oral';
  const confirmBy = effective && daysAfter(effective, CONFIRM_DAYS);
  const ways = agreed
    ? [
        ...(confirmBy && confirmBy >= new Date().toISOString().slice(0, 10)
          ? [text('ways.court_confirm', { date: day(confirmBy) })]
          : []),
        text('ways.perform'),
      ]
    : outcome === 'not_settled'
      ? [text('ways.sue'), text('ways.aid')]
      : [text('ways.ask'), text('ways.aid')];
  const facts: Fact[] = [
    ...(found.agreement_form
      ? [{ term: text('case.form'), value: text(`agreement.${found.agreement_form}`) }]
      : []),
    ...(effective ? [{ term: text('case.effective'), value: day(effective) }] : []),
    ...(perform ? [{ term: text('case.perform'), value: day(perform) }] : []),
    ...(found.closed_at
      ? [{ term: text('case.closed'), value: fullTime(found.closed_at, text.locale) }]
      : []),
  ];
  return (
    <section className="result" aria-labelledby="result">
      <h2 id="result">{text(answer ? 'case.answer' : 'case.result')}</h2>
      {answer ? <p className="quoted">{answer}</p> : <p>{text(`outcome.${outcome}`)}</p>}
      {facts.length > 0 && <Facts facts={facts} />}
      <h3>{text('case.ways')}</h3>
      <ul>
        {ways.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
    </section>
  );
}

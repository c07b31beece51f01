import type { TrackedCase } from '../../data/portal/public';
import { Facts, type Fact } from '../../ui/portal/Facts';
import { daysAfter, exactDay, exactTime } from '../dates';
import { useText, type Text } from '../text';

/** Days from the agreement's effect within which both sides may apply for judicial confirmation. */
const CONFIRM_DAYS = 30;

/** What the applicant can do with the result. */
function waysOf({ outcome, effective_on: effective }: TrackedCase, text: Text): string[] {
  if (outcome === 'not_settled') return [text('ways.sue'), text('ways.aid')];
  if (outcome !== 'agreed_written' && outcome !== 'agreed_oral') return [text('ways.ask'), text('ways.aid')];
  const confirmBy = effective && daysAfter(effective, CONFIRM_DAYS);
  const inTime = confirmBy && confirmBy >= new Date().toISOString().slice(0, 10);
  return [
    ...(inTime ? [text('ways.court_confirm', { date: exactDay(confirmBy, text.locale) })] : []),
    text('ways.perform'),
  ];
}

/** The answer or the result, and what the applicant can do with it. */
export function CaseResult({ found }: { found: TrackedCase }) {
  const text = useText();
  const { answer, outcome, effective_on: effective, perform_by: perform } = found;
  // `CaseEnd` explains these outcomes.
  if (['rejected', 'withdrawn', 'referred'].includes(found.status)) return null;
  if (!answer && !outcome) return null;
  const day = (date: string) => exactDay(date, text.locale);
  const facts: Fact[] = [
    ...(found.agreement_form
      ? [{ term: text('case.form'), value: text(`agreement.${found.agreement_form}`) }]
      : []),
    ...(effective ? [{ term: text('case.effective'), value: day(effective) }] : []),
    ...(perform ? [{ term: text('case.perform'), value: day(perform) }] : []),
    ...(found.closed_at
      ? [{ term: text('case.closed'), value: exactTime(found.closed_at, text.locale) }]
      : []),
  ];
  return (
    <section className="result" aria-labelledby="result">
      <h2 id="result">{text(answer ? 'case.answer' : 'case.result')}</h2>
      {answer ? <p className="quoted">{answer}</p> : <p>{text(`outcome.${outcome}`)}</p>}
      {facts.length > 0 && <Facts facts={facts} />}
      <h3>{text('case.ways')}</h3>
      <ul>
        {waysOf(found, text).map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
    </section>
  );
}

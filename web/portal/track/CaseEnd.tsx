import type { TrackedCase } from '../../data/portal/public';
import { useText } from '../text';

/** A case that ended before mediation had a result: why, and the alternatives. */
export function CaseEnd({ found }: { found: TrackedCase }) {
  const text = useText();
  const { status, answer, reject_reason: rejected, referred_to: referred } = found;
  if (!['rejected', 'withdrawn', 'referred'].includes(status)) return null;
  const why =
    status === 'rejected'
      ? text(`rejected.${rejected}`, {}, text('rejected.other'))
      : status === 'referred'
        ? text(`referred.${referred}`, {}, text('referred.other'))
        : text('case.withdrawn');
  const ways = status === 'withdrawn' ? [text('ways.file_again'), text('ways.aid')] : [text('ways.aid')];
  return (
    <section className="result" aria-labelledby="end">
      <h2 id="end">{text(`end.${status}`)}</h2>
      <p>{why}</p>
      <h3>{text('case.ways')}</h3>
      {status === 'rejected' && answer && <p className="quoted">{answer}</p>}
      <ul>
        {ways.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
    </section>
  );
}

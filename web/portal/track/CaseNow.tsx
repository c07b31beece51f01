import type { TrackedCase } from '../../data/portal/public';
import { CallLink } from '../../ui/portal/CallLink';
import { Light } from '../../ui/portal/Light';
import { Note } from '../../ui/portal/States';
import { fullTime, relativeTime } from '../../domain/dates';
import { useText } from '../text';

/** The stage of the case, who is responsible, and the next step with its deadline. */
export function CaseNow({ found }: { found: TrackedCase }) {
  const text = useText();
  const { organisation_name: who, organisation_phone: phone, due_stage, due_at, light } = found;
  return (
    <section className="now" aria-labelledby="now">
      <h2 id="now" className="now-title">
        {text(`standing.${found.status}`, {}, text(`reached.${found.status}`))}
      </h2>
      <p>{text(`meaning.${found.status}`)}</p>
      {found.suspended && <Note tone="quiet">{text('case.suspended')}</Note>}
      <dl className="now-facts">
        {who && (
          <div>
            <dt>{text(found.closed_at ? 'case.who_closed' : 'case.who')}</dt>
            <dd>
              {who}
              {phone && <CallLink phone={phone} text={text('call', { phone })} />}
            </dd>
          </div>
        )}
        {due_stage && due_at && (
          <div>
            <dt>{text('case.next')}</dt>
            <dd>
              <span className="line">{text(`due.${due_stage}`)}</span>
              <span className="line">
                {light && <Light colour={light} word={text(`light.${light}`)} />} ·{' '}
                {text('case.due_in', { when: relativeTime(due_at, text.locale) })}
              </span>
              <time className="line" dateTime={due_at}>
                {text('case.due_by', { when: fullTime(due_at, text.locale) })}
              </time>
              {found.provisional && <span className="line hint">{text('case.provisional')}</span>}
              {light === 'red' && (
                <span className="line">
                  {text(due_stage === 'supplement' ? 'light_hint.supplement' : 'light_hint.red')}
                </span>
              )}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

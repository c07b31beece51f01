import { type FormEvent, useState } from 'react';
import { type PlannedSession, replySession } from '../../data/portal/parties';
import { Facts } from '../../ui/portal/Facts';
import { fullTime } from '../../domain/dates';
import { useText } from '../text';
import type { Pair } from '../tracking';
import { HolderFields } from '../track/HolderFields';
import { useHolderForm } from '../track/useHolderForm';
import { calendarFile } from './calendarFile';
import { Trouble } from './Trouble';
import { useSend } from './useSend';

const LIMITS = [2, 500] as const;

interface SessionsProps {
  pair: Pair;
  sessions: PlannedSession[];
  onDone: () => void;
  onStale: () => void;
}

/** Upcoming sessions: when, where, and whether the party will come. */
export function SessionsAhead({ pair, sessions, onDone, onStale }: SessionsProps) {
  const text = useText();
  if (sessions.length === 0) return null;
  return (
    <section className="result" aria-labelledby="ahead">
      <h2 id="ahead">{text('part.sessions')}</h2>
      {sessions.map((session) => (
        <Ahead key={session.id} pair={pair} session={session} onDone={onDone} onStale={onStale} />
      ))}
    </section>
  );
}

interface AheadProps extends Omit<SessionsProps, 'sessions'> {
  session: PlannedSession;
}

function Ahead({ pair, session, onDone, onStale }: AheadProps) {
  const text = useText();
  const [moving, setMoving] = useState(false);
  const { send, busy, error, tries } = useSend(pair, onDone, onStale);
  const over = session.cancelled_at !== null || Date.parse(session.starts_at) <= Date.now();
  const when = fullTime(session.starts_at, text.locale);
  const confirm = () => {
    const what = { session_id: session.id, expected_version: session.version, reply: 'confirmed' as const };
    void send(what, (input) => replySession({ ...input, ...what }));
  };
  const link = /^https:\/\/\S+$/.test(session.place);
  return (
    <div className="session">
      {session.cancelled_at && <p className="wrong">{text('part.session_cancelled')}</p>}
      <Facts
        facts={[
          { term: text('part.when'), value: text('part.when_long', { when, minutes: session.minutes }) },
          { term: text('part.way_label'), value: text(`part.way.${session.way}`) },
          {
            term: text('part.place'),
            value: link ? (
              <a href={session.place} rel="noreferrer noopener" target="_blank">
                {session.place}
              </a>
            ) : (
              session.place
            ),
          },
          ...(session.note ? [{ term: text('part.note'), value: session.note }] : []),
        ]}
      />
      {!over && session.reply && <p role="status">{text(`part.replied.${session.reply}`)}</p>}
      <Trouble error={error} tries={tries} />
      {!over && !moving && (
        <div className="buttons">
          {session.reply !== 'confirmed' && (
            <button type="button" className="button" aria-disabled={busy} onClick={confirm}>
              {text(busy ? 'part.sending' : 'part.come')}
            </button>
          )}
          <button type="button" className="button button-plain" onClick={() => setMoving(true)}>
            {text('part.move')}
          </button>
          <a
            className="button button-plain"
            download={`${pair.number}.ics`}
            href={calendarFile(session, text('part.calendar_title', { number: pair.number }))}
          >
            {text('part.calendar')}
          </a>
        </div>
      )}
      {moving && (
        <Move
          pair={pair}
          session={session}
          onDone={() => {
            setMoving(false);
            onDone();
          }}
          onStale={onStale}
          onCancel={() => setMoving(false)}
        />
      )}
    </div>
  );
}

interface MoveProps extends AheadProps {
  onCancel: () => void;
}

function Move({ pair, session, onDone, onStale, onCancel }: MoveProps) {
  const text = useText();
  const form = useHolderForm({
    name: `move.${session.id}`,
    pair,
    limits: LIMITS,
    post: (input, message) =>
      replySession({
        ...input,
        session_id: session.id,
        expected_version: session.version,
        reply: 'move',
        message,
      }),
    onDone,
    onStale,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.send();
  };
  return (
    <form noValidate onSubmit={submit} className="holder">
      <HolderFields form={form} name="move" max={LIMITS[1]} rows={3} />
      <div className="buttons">
        <button type="submit" className="button" aria-disabled={form.busy}>
          {text(form.busy ? 'part.sending' : 'part.move_send')}
        </button>
        <button type="button" className="button button-plain" onClick={onCancel}>
          {text('part.later')}
        </button>
      </div>
    </form>
  );
}

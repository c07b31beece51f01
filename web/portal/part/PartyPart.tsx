import { useState } from 'react';
import '../../ui/portal/part.css';
import { Failed, Note } from '../../ui/portal/States';
import { useText } from '../text';
import type { Pair } from '../tracking';
import { Agreement } from './Agreement';
import { Channels } from './Channels';
import { Decision } from './Decision';
import { Messages } from './Messages';
import { Photos } from './Photos';
import { Rating } from './Rating';
import { SessionsAhead } from './SessionsAhead';
import { usePart } from './usePart';

interface PartyPartProps {
  pair: Pair;
  /** When the case was last read: this part is refetched together with it. */
  seen: Date | null;
  onDone: () => void;
}

/** A party's actions in the case besides following it: rate, sign, confirm sessions, ask, choose channels. */
export function PartyPart({ pair, seen, onDone }: PartyPartProps) {
  const text = useText();
  const { view, error, again } = usePart(pair, seen);
  const [done, setDone] = useState<string | null>(null);
  if (!view) {
    if (!error) return null;
    return (
      <Failed text={text(`error.${error.code}`, error.params, text('error.unknown'))}>
        <button type="button" className="button" onClick={again}>
          {text('retry')}
        </button>
      </Failed>
    );
  }
  const refresh = () => {
    again();
    onDone();
  };
  const doneWith = (what: string) => () => {
    setDone(what);
    refresh();
  };
  return (
    <>
      <div role="status">{done && <Note tone="good">{text(`part.done.${done}`)}</Note>}</div>
      {view.decision && (
        <Note tone="quiet">
          {text('part.you_are', { side: text(`part.side.${view.side}`), name: view.name })}
        </Note>
      )}
      <Rating pair={pair} view={view} onDone={doneWith('rated')} />
      {view.paper && (
        <Agreement pair={pair} paper={view.paper} onDone={doneWith('signed')} onStale={refresh} />
      )}
      <SessionsAhead pair={pair} sessions={view.sessions} onDone={doneWith('replied')} onStale={refresh} />
      {view.can_write && <Messages pair={pair} view={view} onDone={doneWith('written')} />}
      <Photos pair={pair} view={view} onDone={doneWith('added')} onStale={refresh} />
      <Channels pair={pair} view={view} onDone={doneWith('channels')} />
      {view.can_decide && <Decision pair={pair} view={view} onDone={doneWith('decided')} />}
    </>
  );
}

import { useState } from 'react';
import { decideMediation, type PartyView } from '../../data/portal/parties';
import { useText } from '../text';
import type { Pair } from '../tracking';
import { Trouble } from './Trouble';
import { useSend } from './useSend';

/** Whether the party takes part; it can be changed at any time, after confirmation. */
export function Decision({ pair, view, onDone }: { pair: Pair; view: PartyView; onDone: () => void }) {
  const text = useText();
  const [asking, setAsking] = useState(false);
  const { send, busy, error, tries } = useSend(pair, onDone);
  const decision = view.decision === 'agree' ? 'decline' : 'agree';
  const decide = () => void send({ decision }, (input) => decideMediation({ ...input, decision }));
  return (
    <section className="result" aria-labelledby="decision">
      <h2 id="decision">{text('part.decision')}</h2>
      <p>{text(`part.decided.${view.decision}`)}</p>
      <Trouble error={error} tries={tries} />
      {asking ? (
        <>
          <p>{text(`part.means.${decision}`)}</p>
          <div className="buttons">
            <button
              type="button"
              className={decision === 'agree' ? 'button' : 'button button-danger'}
              aria-disabled={busy}
              onClick={decide}
            >
              {text(busy ? 'part.sending' : `part.yes.${decision}`)}
            </button>
            <button type="button" className="button button-plain" onClick={() => setAsking(false)}>
              {text('part.no')}
            </button>
          </div>
        </>
      ) : (
        <p>
          <button type="button" className="link" onClick={() => setAsking(true)}>
            {text(`part.change.${decision}`)}
          </button>
        </p>
      )}
    </section>
  );
}

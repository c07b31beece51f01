import { useEffect, useState } from 'react';
import { PROOF_EVENT } from '../data/proof/event';
import { useText } from './text';

/** Explains, during a proof of work, why it takes a moment, and shows the progress. */
export function ProofNote() {
  const text = useText();
  const [share, setShare] = useState<number | null>(null);
  useEffect(() => {
    const look = (event: Event) => setShare((event as CustomEvent<number | null>).detail);
    window.addEventListener(PROOF_EVENT, look);
    return () => window.removeEventListener(PROOF_EVENT, look);
  }, []);
  return (
    <div role="status">
      {share !== null && (
        <div className="proof">
          <p>{text('form.proof')}</p>
          <progress max={1} value={share} aria-label={text('form.proof_progress')} />
        </div>
      )}
    </div>
  );
}

import { useEffect, useRef, useState } from 'react';
import { go } from '../route';
import { useText } from '../text';
import type { Filing } from './useFiling';

/** Says that the answers are stored on the device, and clears them after confirmation. */
export function ClearDraft({ filing, kept }: { filing: Filing; kept: boolean }) {
  const text = useText();
  const [asking, setAsking] = useState(false);
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) yes.current?.focus();
  }, [asking]);
  if (!filing.begun) return null;
  return (
    <div className="keeping">
      <p>
        {text(kept ? 'file.kept' : 'form.not_kept')}{' '}
        {!asking && (
          <button type="button" className="link" onClick={() => setAsking(true)}>
            {text('file.clear')}
          </button>
        )}
      </p>
      {asking && (
        <div role="group" aria-label={text('file.clear_ask')}>
          <p>{text('file.clear_ask')}</p>
          <div className="buttons">
            <button
              type="button"
              className="button button-danger"
              ref={yes}
              onClick={() => {
                go('#/', true);
                filing.clear();
              }}
            >
              {text('file.clear_yes')}
            </button>
            <button type="button" className="button button-plain" onClick={() => setAsking(false)}>
              {text('file.clear_no')}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

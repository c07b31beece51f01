import { type FormEvent, useState } from 'react';
import { requestPrivacy } from '../../data/portal/parties';
import { Note } from '../../ui/portal/States';
import { useText } from '../text';
import type { Pair } from '../tracking';
import { HolderFields } from './HolderFields';
import { useHolderForm } from './useHolderForm';

const LIMITS = [0, 1000] as const;
const KINDS = ['copy', 'correct', 'erase'] as const;
type Kind = (typeof KINDS)[number];

/** A request about the holder's own data: access, correction or erasure. Opened by a small link. */
export function PrivacyForm({ pair }: { pair: Pair }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Kind | null>(null);
  const [done, setDone] = useState(false);
  if (!open) {
    return (
      <p>
        <button type="button" className="link" onClick={() => setOpen(true)}>
          {text('privacy.open')}
        </button>
      </p>
    );
  }
  return (
    <section className="result" aria-labelledby="privacy">
      <h2 id="privacy">{text('privacy.open')}</h2>
      <p>{text('privacy.lead')}</p>
      <div role="status">{done && <Note tone="good">{text('privacy.done')}</Note>}</div>
      <div className="buttons">
        {KINDS.map((one) => (
          <button
            key={one}
            type="button"
            className="button button-plain"
            aria-pressed={kind === one}
            onClick={() => {
              setKind(one);
              setDone(false);
            }}
          >
            {text(`privacy.kind.${one}`)}
          </button>
        ))}
      </div>
      {kind && (
        <Ask
          key={kind}
          kind={kind}
          pair={pair}
          onCancel={() => setKind(null)}
          onDone={() => {
            setKind(null);
            setDone(true);
          }}
        />
      )}
    </section>
  );
}

interface AskProps {
  kind: Kind;
  pair: Pair;
  onCancel: () => void;
  onDone: () => void;
}

function Ask({ kind, pair, onCancel, onDone }: AskProps) {
  const text = useText();
  const form = useHolderForm({
    name: `privacy.${kind}`,
    pair,
    limits: LIMITS,
    post: (input, message) => requestPrivacy({ ...input, kind, ...(message && { message }) }),
    onDone,
    onStale: () => undefined,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.send();
  };
  return (
    <form noValidate onSubmit={submit} className="holder">
      <HolderFields form={form} name="privacy" max={LIMITS[1]} rows={3} />
      <div className="buttons">
        <button type="submit" className="button" aria-disabled={form.busy}>
          {text(form.busy ? 'privacy.sending' : 'privacy.send')} · {text(`privacy.kind.${kind}`)}
        </button>
        <button type="button" className="button button-plain" onClick={onCancel}>
          {text('privacy.cancel')}
        </button>
      </div>
    </form>
  );
}

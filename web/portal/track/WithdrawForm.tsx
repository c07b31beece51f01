import { useEffect, useRef, useState, type FormEvent } from 'react';
import { withdrawApplication } from '../../data/portal/public';
import { useText } from '../text';
import type { Pair } from '../tracking';
import { HolderFields } from './HolderFields';
import { useHolderForm } from './useHolderForm';

const LIMITS = [2, 500] as const;

interface WithdrawFormProps {
  pair: Pair;
  onDone: () => void;
  onStale: () => void;
}

/** Withdrawal of an application: explained and confirmed first, with a reason. */
export function WithdrawForm({ pair, onDone, onStale }: WithdrawFormProps) {
  const text = useText();
  const [asking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  const form = useHolderForm({
    name: 'withdraw',
    pair,
    limits: LIMITS,
    post: (input, reason) => withdrawApplication({ ...input, reason }),
    onDone,
    onStale,
  });
  useEffect(() => {
    if (asking) heading.current?.focus();
    else if (asked.current) opener.current?.focus();
    asked.current = asking;
  }, [asking]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.send();
  };
  if (!asking) {
    return (
      <p>
        <button type="button" className="link" ref={opener} onClick={() => setAsking(true)}>
          {text('withdraw.open')}
        </button>
      </p>
    );
  }
  return (
    <section className="result" aria-labelledby="withdraw">
      <h2 id="withdraw" ref={heading} tabIndex={-1}>
        {text('withdraw.title')}
      </h2>
      <p>{text('withdraw.means')}</p>
      <form noValidate onSubmit={submit} className="holder">
        <HolderFields form={form} name="reason" max={LIMITS[1]} rows={3} />
        <div className="buttons">
          <button type="submit" className="button button-danger" aria-disabled={form.busy}>
            {text(form.busy ? 'withdraw.sending' : 'withdraw.yes')}
          </button>
          <button type="button" className="button button-plain" onClick={() => setAsking(false)}>
            {text('withdraw.no')}
          </button>
        </div>
      </form>
    </section>
  );
}

import type { FormEvent } from 'react';
import { supplyInfo } from '../../data/public';
import { useText } from '../text';
import type { Pair } from '../tracking';
import { HolderFields } from './HolderFields';
import { useHolderForm } from './useHolderForm';

const LIMITS = [5, 2000] as const;

interface SupplyFormProps {
  pair: Pair;
  /** What the desk asked for, one by one. */
  items: readonly string[];
  onDone: () => void;
  onStale: () => void;
}

/** What is lacking, and where to write it. */
export function SupplyForm({ pair, items, onDone, onStale }: SupplyFormProps) {
  const text = useText();
  const form = useHolderForm({
    name: 'supply',
    pair,
    limits: LIMITS,
    post: (input, info) => supplyInfo({ ...input, info }),
    onDone,
    onStale,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.send();
  };
  return (
    <section className="result" aria-labelledby="supply">
      <h2 id="supply">{text('supply.title')}</h2>
      <p>{text('supply.lead')}</p>
      <ol className="asked">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
      <form noValidate onSubmit={submit} className="holder">
        <HolderFields form={form} name="info" max={LIMITS[1]} rows={6} />
        <p className="hint">{text('supply.papers')}</p>
        <div className="buttons">
          <button type="submit" className="button" aria-disabled={form.busy}>
            {text(form.busy ? 'supply.sending' : 'supply.send')}
          </button>
        </div>
      </form>
    </section>
  );
}

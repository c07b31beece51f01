import type { FormEvent } from 'react';
import { supplementInfo } from '../../data/portal/public';
import { useText } from '../text';
import type { Pair } from '../tracking';
import { HolderFields } from './HolderFields';
import { useHolderForm } from './useHolderForm';

const LIMITS = [5, 2000] as const;

interface SupplementFormProps {
  pair: Pair;
  /** What the desk asked for, as separate items. */
  items: readonly string[];
  onDone: () => void;
  onStale: () => void;
}

/** The missing information, and the field to write it. */
export function SupplementForm({ pair, items, onDone, onStale }: SupplementFormProps) {
  const text = useText();
  const form = useHolderForm({
    name: 'supplement',
    pair,
    limits: LIMITS,
    post: (input, info) => supplementInfo({ ...input, info }),
    onDone,
    onStale,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.send();
  };
  return (
    <section className="result" aria-labelledby="supplement">
      <h2 id="supplement">{text('supplement.title')}</h2>
      <p>{text('supplement.lead')}</p>
      <ol className="asked">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
      <form noValidate onSubmit={submit} className="holder">
        <HolderFields form={form} name="info" max={LIMITS[1]} rows={6} />
        <p className="hint">{text('supplement.papers')}</p>
        <div className="buttons">
          <button type="submit" className="button" aria-disabled={form.busy}>
            {text(form.busy ? 'supplement.sending' : 'supplement.send')}
          </button>
        </div>
      </form>
    </section>
  );
}

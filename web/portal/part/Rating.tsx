import { type FormEvent, useState } from 'react';
import { type PartyView, rateCase } from '../../data/portal/parties';
import { Choices } from '../../ui/portal/Choices';
import { Facts } from '../../ui/portal/Facts';
import { useText } from '../text';
import type { Pair } from '../tracking';
import { HolderFields } from '../track/HolderFields';
import { useHolderForm } from '../track/useHolderForm';

const LIMITS = [0, 500] as const;
const GRADES = ['5', '4', '3', '2', '1'];
const ASKED = ['service', 'result'] as const;

/** Rating of service and result: asked once after closing, shown afterwards. */
export function Rating({ pair, view, onDone }: { pair: Pair; view: PartyView; onDone: () => void }) {
  const text = useText();
  const { rating } = view;
  if (view.can_rate) return <Ask pair={pair} onDone={onDone} />;
  if (!rating) return null;
  return (
    <section className="result" aria-labelledby="rated">
      <h2 id="rated">{text('part.rated')}</h2>
      <Facts
        facts={[
          { term: text('part.rate.service'), value: text(`part.grade.${rating.service}`) },
          { term: text('part.rate.result'), value: text(`part.grade.${rating.result}`) },
          ...(rating.message ? [{ term: text('holder.rating'), value: rating.message }] : []),
        ]}
      />
    </section>
  );
}

function Ask({ pair, onDone }: { pair: Pair; onDone: () => void }) {
  const text = useText();
  const [grades, setGrades] = useState({ service: '', result: '' });
  const [missing, setMissing] = useState<readonly string[]>([]);
  const form = useHolderForm({
    name: 'rating',
    pair,
    limits: LIMITS,
    post: (input, message) =>
      rateCase({
        ...input,
        service: Number(grades.service),
        result: Number(grades.result),
        ...(message && { message }),
      }),
    onDone,
    onStale: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const open = ASKED.filter((name) => !grades[name]);
    setMissing(open);
    if (open.length) document.getElementById(`rate-${open[0]}`)?.focus();
    else void form.send();
  };
  return (
    <section className="result" aria-labelledby="rate">
      <h2 id="rate">{text('part.rate_title')}</h2>
      <p className="hint">{text('part.rate_hint')}</p>
      <form noValidate onSubmit={submit} className="holder">
        {ASKED.map((name) => (
          <Choices
            key={name}
            id={`rate-${name}`}
            legend={text(`part.rate.${name}`)}
            look="small"
            error={missing.includes(name) ? text('part.rate_missing') : undefined}
            choices={GRADES.map((value) => ({ value, label: text(`part.grade.${value}`) }))}
            value={grades[name]}
            onChange={(value) => setGrades((before) => ({ ...before, [name]: value }))}
          />
        ))}
        <HolderFields form={form} name="rating" max={LIMITS[1]} rows={3} />
        <div className="buttons">
          <button type="submit" className="button" aria-disabled={form.busy}>
            {text(form.busy ? 'part.sending' : 'part.rate_send')}
          </button>
        </div>
      </form>
    </section>
  );
}

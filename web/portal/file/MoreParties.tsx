import { Choices } from '../../ui/portal/Choices';
import { TextField } from '../../ui/portal/Field';
import { useText } from '../text';
import type { StepProps } from './step';

/** Maximum number of parties besides the applicant and the first respondent. */
const MAX_PARTIES = 10;

const SIDES = ['respondent', 'applicant', 'third_party'] as const;

/** Further people and organisations on either side. */
export function MoreParties({ filing, wrong }: Pick<StepProps, 'filing' | 'wrong'>) {
  const text = useText();
  const { draft, change } = filing;
  const { others } = draft;
  const put = (index: number, part: Partial<(typeof others)[number]>) =>
    change(
      { others: others.map((one, at) => (at === index ? { ...one, ...part } : one)) },
      'others.name',
      ...Object.keys(part).map((key) => `others.${index}.${key}`),
    );
  return (
    <section aria-labelledby="others">
      <h2 id="others">{text('others.title')}</h2>
      {others.map((other, index) => (
        <fieldset className="more" key={other.id}>
          <legend>{text('others.nth', { n: index + 1 })}</legend>
          <Choices
            id={`others-${index}-side`}
            look="small"
            legend={text('others.side')}
            value={other.side}
            onChange={(side) => put(index, { side: SIDES.find((one) => one === side) ?? 'respondent' })}
            choices={SIDES.map((side) => ({ value: side, label: text(`others.${side}`) }))}
          />
          <TextField
            id={`others-${index}-name`}
            label={text('others.name')}
            error={wrong(`others.${index}.name`)}
            autoComplete="off"
            value={other.name}
            onChange={(event) => put(index, { name: event.target.value })}
          />
          <TextField
            id={`others-${index}-phone`}
            label={text('others.phone')}
            optional={text('optional')}
            error={wrong(`others.${index}.phone`)}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            className="short"
            value={other.phone}
            onChange={(event) => put(index, { phone: event.target.value })}
          />
          <label className="agree">
            <input
              type="checkbox"
              checked={other.kind === 'organisation'}
              onChange={(event) => put(index, { kind: event.target.checked ? 'organisation' : 'person' })}
            />
            <span>{text('others.organisation')}</span>
          </label>
          <button
            type="button"
            className="link"
            onClick={() => change({ others: others.filter((_, at) => at !== index) }, 'others.name')}
          >
            {text('others.remove', { n: index + 1 })}
          </button>
        </fieldset>
      ))}
      {others.length < MAX_PARTIES && (
        <button
          type="button"
          className="button button-plain"
          onClick={() =>
            change({
              others: [
                ...others,
                { id: Date.now(), side: 'respondent', kind: 'person', name: '', phone: '' },
              ],
            })
          }
        >
          {text('others.add')}
        </button>
      )}
    </section>
  );
}

import { Choices } from '../../ui/portal/Choices';
import { TextField } from '../../ui/portal/Field';
import { useText } from '../text';
import { parseAmount } from '../typed';
import { MoreParties } from './MoreParties';
import type { StepProps } from './step';

const KINDS = ['person', 'organisation', 'unknown'] as const;

/** Question: the respondent, as far as known, the number of people and the amount. */
export function OtherStep({ filing, wrong }: StepProps) {
  const text = useText();
  const { draft, change } = filing;
  const named = draft.other === 'person' || draft.other === 'organisation';
  return (
    <>
      <Choices
        id="respondent-kind"
        look="rows"
        legend={text('other.legend')}
        error={wrong('respondent.kind') ?? wrong('respondent')}
        value={draft.other}
        onChange={(value) =>
          change(
            { other: KINDS.find((kind) => kind === value) ?? '' },
            'respondent',
            'respondent.kind',
            'respondent.name',
          )
        }
        choices={KINDS.map((kind) => ({
          value: kind,
          label: text(`other.${kind}`),
          hint: text(`other.${kind}_hint`, {}, ''),
        }))}
      />
      {named && (
        <>
          <TextField
            id="respondent-name"
            label={text(`other.name_${draft.other}`)}
            error={wrong('respondent.name')}
            autoComplete="off"
            value={draft.otherName}
            onChange={(event) => change({ otherName: event.target.value }, 'respondent.name')}
          />
          <TextField
            id="respondent-phone"
            label={text('other.phone')}
            optional={text('optional')}
            error={wrong('respondent.phone')}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            className="short"
            value={draft.otherPhone}
            onChange={(event) => change({ otherPhone: event.target.value }, 'respondent.phone')}
          />
        </>
      )}
      <MoreParties filing={filing} wrong={wrong} />
      <Extent filing={filing} wrong={wrong} />
    </>
  );
}

/** How many people are involved, and how much money, as far as known. */
function Extent({ filing, wrong }: Pick<StepProps, 'filing' | 'wrong'>) {
  const text = useText();
  const { draft, change } = filing;
  const amount = parseAmount(draft.amount);
  return (
    <fieldset className="more">
      <legend>
        {text('other.more')}
        <span className="optional">{text('optional')}</span>
      </legend>
      <TextField
        id="people_count"
        label={text('other.people')}
        unit={text('other.people_unit')}
        error={wrong('people_count')}
        inputMode="numeric"
        autoComplete="off"
        className="tiny"
        value={draft.people}
        onChange={(event) => change({ people: event.target.value }, 'people_count')}
      />
      <TextField
        id="amount"
        label={text('other.amount')}
        unit={text('other.amount_unit')}
        hint={
          amount !== null && amount >= 1000
            ? text('other.amount_read', { amount: amount.toLocaleString(text.locale) })
            : text('other.amount_hint')
        }
        error={wrong('amount')}
        autoComplete="off"
        className="tiny"
        value={draft.amount}
        onChange={(event) => change({ amount: event.target.value }, 'amount')}
      />
    </fieldset>
  );
}

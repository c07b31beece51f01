import { Choices } from '../../ui/portal/Choices';
import { TextField } from '../../ui/portal/Field';
import { useText } from '../text';
import type { StepProps } from './step';

const FOR = ['self', 'organisation', 'other'] as const;

/** Question: who applies, for whom, and how to reach them. */
export function YouStep({ filing, wrong }: StepProps) {
  const text = useText();
  const { draft, change } = filing;
  return (
    <>
      <Choices
        id="for-whom"
        look="small"
        legend={text('you.for_whom')}
        value={draft.forWhom}
        onChange={(value) => change({ forWhom: FOR.find((one) => one === value) ?? 'self' }, 'applicant.for')}
        choices={FOR.map((value) => ({ value, label: text(`you.for_${value}`) }))}
      />
      {draft.forWhom !== 'self' && (
        <TextField
          id="applicant-for"
          label={text(`you.name_${draft.forWhom}`)}
          error={wrong('applicant.for')}
          autoComplete="off"
          value={draft.forName}
          onChange={(event) => change({ forName: event.target.value }, 'applicant.for')}
        />
      )}
      {draft.forWhom === 'other' && (
        <label className="agree">
          <input
            type="checkbox"
            checked={draft.forMinor}
            onChange={(event) => change({ forMinor: event.target.checked })}
          />
          <span>{text('you.minor')}</span>
        </label>
      )}
      <TextField
        id="applicant-name"
        label={text('you.name')}
        hint={text(draft.forWhom === 'self' ? 'you.name_hint' : 'you.name_for_hint')}
        error={wrong('applicant.name')}
        autoComplete="name"
        value={draft.name}
        onChange={(event) => change({ name: event.target.value }, 'applicant.name')}
      />
      <TextField
        id="applicant-phone"
        label={text('you.phone')}
        hint={text('you.phone_hint')}
        error={wrong('applicant.phone')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        className="short"
        value={draft.phone}
        onChange={(event) => change({ phone: event.target.value }, 'applicant.phone')}
      />
      {draft.forWhom === 'self' && <p className="hint">{text('you.minor_hint')}</p>}
    </>
  );
}

import { TextField } from '../../ui/portal/Field';
import { useText } from '../text';
import type { StepProps } from './step';

/** Who asks, and how to reach them. */
export function YouStep({ filing, wrong }: StepProps) {
  const text = useText();
  const { draft, change } = filing;
  return (
    <>
      <TextField
        id="applicant-name"
        label={text('you.name')}
        hint={text('you.name_hint')}
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
    </>
  );
}

import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import { RadioInput } from '../../ui/form/RadioInput';
import { TextInput } from '../../ui/form/TextInput';

const REJECT_REASONS = ['in_court', 'decided', 'by_law', 'not_a_dispute', 'elsewhere', 'refused_by_party'];

/** Rejection: the legal reason, and where the applicant may turn instead. */
export function RejectFields() {
  const translate = useTranslate();
  return (
    <>
      <RadioInput
        name="reject_reason"
        label={translate('console.life.reject_reason_label')}
        required
        choices={REJECT_REASONS.map((reason) => ({
          value: reason,
          label: translate(`console.life.reject_reason.${reason}`),
        }))}
      />
      <TextInput
        name="ways"
        label={translate('console.life.ways')}
        hint={translate('console.life.ways_hint')}
        lines={4}
        required
      />
    </>
  );
}

const WAYS = [
  'litigation',
  'arbitration',
  'adjudication',
  'reconsideration',
  'petition',
  'legal_aid',
  'police',
];

/** Referral: the other procedure, and what the parties were told. */
export function ReferFields() {
  const translate = useTranslate();
  return (
    <>
      <Alert severity="info">{translate('console.life.refer_lead')}</Alert>
      <RadioInput
        name="referred_to"
        label={translate('console.life.referred_to_label')}
        required
        choices={WAYS.map((way) => ({ value: way, label: translate(`console.life.referred_to.${way}`) }))}
      />
      <TextInput
        name="note"
        label={translate('console.life.refer_note')}
        hint={translate('console.life.refer_note_hint')}
        lines={3}
        required
      />
    </>
  );
}

import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useChoices } from '../../data/hooks/useLists';
import { RadioInput } from '../../ui/form/RadioInput';
import { TextInput } from '../../ui/form/TextInput';

/** Rejection: the legal reason, and where the applicant may turn instead. */
export function RejectFields() {
  const translate = useTranslate();
  const reasons = useChoices('reject_reasons', 'console.life.reject_reason');
  return (
    <>
      <RadioInput
        name="reject_reason"
        label={translate('console.life.reject_reason_label')}
        required
        choices={reasons}
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

/** Referral: the other procedure, and what the parties were told. */
export function ReferFields() {
  const translate = useTranslate();
  const procedures = useChoices('referral_targets', 'console.life.referred_to');
  return (
    <>
      <Alert severity="info">{translate('console.life.refer_lead')}</Alert>
      <RadioInput
        name="referred_to"
        label={translate('console.life.referred_to_label')}
        required
        choices={procedures}
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

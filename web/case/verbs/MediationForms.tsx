import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import { cityClock, cityDay } from '../../domain/dates';
import { useChoices } from '../../data/hooks/useLists';
import { RadioInput } from '../../ui/form/RadioInput';
import { TextInput } from '../../ui/form/TextInput';
import { useValues } from '../../ui/form/values';

/** The record of a session: kind, time, place, participants, content. */
export function SessionFields() {
  const translate = useTranslate();
  const kinds = useChoices('session_kinds', 'console.session');
  return (
    <>
      <RadioInput name="kind" label={translate('console.form.kind')} required row choices={kinds} />
      <TextInput
        name="summary"
        label={translate('console.form.session_summary')}
        hint={translate('console.form.session_summary_hint')}
        lines={4}
        required
      />
      <TextInput
        name="held_at"
        label={translate('console.form.held_at')}
        type="datetime-local"
        max={cityClock(new Date())}
        required
      />
      <TextInput name="place" label={translate('console.form.place')} />
      <TextInput
        name="attendees"
        label={translate('console.form.attendees')}
        hint={translate('console.form.attendees_hint')}
      />
    </>
  );
}

/** Conclusion: the agreement with its terms, or why none was reached. */
export function ConcludeFields() {
  const translate = useTranslate();
  const outcomes = useChoices('mediation_outcomes', 'console.outcome');
  const { outcome } = useValues<{ outcome: string }>();
  const failed = outcome === 'not_settled';
  return (
    <>
      <RadioInput name="outcome" label={translate('console.form.outcome')} required choices={outcomes} />
      <TextInput
        name="terms"
        label={translate(failed ? 'console.form.why_failed' : 'console.form.terms')}
        hint={translate(failed ? 'console.form.why_failed_hint' : 'console.form.terms_hint')}
        lines={4}
        required
      />
      {failed && <Alert severity="info">{translate('console.form.other_ways')}</Alert>}
      {!failed && (
        <>
          <TextInput
            name="amount"
            label={translate('console.form.amount')}
            type="number"
            min="0"
            unit={translate('console.form.yuan')}
          />
          <TextInput
            name="perform_by"
            label={translate('console.form.perform_by')}
            hint={translate('console.form.perform_by_hint')}
            type="date"
            min={cityDay(new Date())}
          />
        </>
      )}
    </>
  );
}

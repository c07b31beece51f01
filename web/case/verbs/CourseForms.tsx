import { useEffect } from 'react';
import { Alert } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { cityDay, exactDay, exactTime } from '../../domain/dates';
import { Facts } from '../../ui/console/Facts';
import { Failed, Waiting } from '../../ui/console/States';
import { useChoices, useList } from '../../data/hooks/useLists';
import { CheckInput } from '../../ui/form/CheckInput';
import { useHeldForm } from '../../ui/form/formStatus';
import { RadioInput } from '../../ui/form/RadioInput';
import { SelectInput } from '../../ui/form/SelectInput';
import { TextInput } from '../../ui/form/TextInput';
import { useSetValues, useValues } from '../../ui/form/values';
import { useCaseParts } from '../show/useCaseParts';
import { useCaseOfForm } from './caseOfForm';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Suspension: the reason and the expected end. */
export function SuspendFields() {
  const translate = useTranslate();
  const reasons = useChoices('suspend_reasons', 'console.life.suspend_reason');
  return (
    <>
      <Alert severity="info">{translate('console.life.suspend_lead')}</Alert>
      <RadioInput
        name="suspend_reason"
        label={translate('console.life.suspend_reason_label')}
        required
        choices={reasons}
      />
      <TextInput
        name="until_on"
        label={translate('console.life.until_on')}
        hint={translate('console.life.until_on_hint')}
        type="date"
        min={cityDay(new Date(Date.now() + DAY_MS))}
        max={cityDay(new Date(Date.now() + 366 * DAY_MS))}
        required
      />
      <TextInput
        name="note"
        label={translate('console.life.note')}
        hint={translate('console.life.optional')}
        lines={2}
      />
    </>
  );
}

/** Request for an extension: how long, why, and the consent of both sides. */
export function RequestExtensionFields() {
  const translate = useTranslate();
  return (
    <>
      <TextInput
        name="days"
        label={translate('console.life.days')}
        hint={translate('console.life.days_hint')}
        type="number"
        min="1"
        max="60"
        unit={translate('console.life.days_unit')}
        required
      />
      <TextInput
        name="reason"
        label={translate('console.life.extension_reason')}
        hint={translate('console.life.extension_reason_hint')}
        lines={3}
        required
      />
      <CheckInput
        name="parties_agree"
        label={translate('console.life.parties_agree')}
        hint={translate('console.life.parties_agree_hint')}
      />
    </>
  );
}

/** Decision about an extension: the request and the answer. */
export function DecideExtensionFields() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const file = useCaseOfForm();
  const { parts, error, retry } = useCaseParts(file.case);
  useHeldForm(!parts);
  if (error) return <Failed error={error} retry={retry} />;
  if (!parts) return <Waiting rows={3} />;
  const asked = parts.extensions.find((one) => one.decided_at === null);
  const clock = file.deadlines.find((one) => one.stage === 'mediate' && one.met_at === null);
  return (
    <>
      {asked && (
        <Facts
          facts={[
            {
              label: translate('console.life.asked_days'),
              value: translate('console.life.asked_days_value', { smart_count: asked.days }),
            },
            { label: translate('console.life.extension_reason'), value: asked.reason },
            {
              label: translate('console.life.asked_by'),
              value: `${asked.asked_by} · ${exactTime(asked.asked_at, locale)}`,
            },
            {
              label: translate('console.life.due_now'),
              value: clock && exactDay(clock.due_at, locale),
            },
          ]}
        />
      )}
      <RadioInput
        name="granted"
        label={translate('console.life.granted_label')}
        required
        row
        choices={['yes', 'no'].map((answer) => ({
          value: answer,
          label: translate(`console.life.granted.${answer}`),
        }))}
      />
      <TextInput
        name="note"
        label={translate('console.life.note')}
        hint={translate('console.life.optional')}
        lines={2}
      />
    </>
  );
}

/** Change of grade or difficulty, with the reason. */
export function RegradeFields() {
  const translate = useTranslate();
  const grades = useChoices('grades', 'grade');
  const difficulties = useChoices('difficulties', 'console.life.difficulty');
  return (
    <>
      <RadioInput
        name="grade"
        label={translate('console.form.grade')}
        hint={translate('console.life.regrade_hint')}
        required
        row
        choices={grades}
      />
      <SelectInput
        name="difficulty"
        label={translate('console.life.difficulty_label')}
        required
        choices={difficulties}
      />
      <TextInput name="reason" label={translate('console.life.regrade_reason')} lines={2} required />
    </>
  );
}

/** A risk: its kind, what is known, and which authority was notified. */
export function RiskFields() {
  const translate = useTranslate();
  const kinds = useChoices('risk_kinds', 'console.life.risk_kind');
  const { risk_kind, notified_to } = useValues<{ risk_kind: string; notified_to: string }>();
  const set = useSetValues<{ notified_to: string }>();
  const duty = useList('risk_kinds_to_notify').includes(risk_kind);
  // What was entered for one kind must not be sent, unseen, with another.
  useEffect(() => {
    if (!duty && notified_to) set({ notified_to: '' });
  }, [duty, notified_to, set]);
  return (
    <>
      <Alert severity="warning">{translate('console.life.risk_lead')}</Alert>
      <RadioInput
        name="risk_kind"
        label={translate('console.life.risk_kind_label')}
        required
        choices={kinds}
      />
      <TextInput
        name="description"
        label={translate('console.life.risk_description')}
        hint={translate('console.life.risk_description_hint')}
        lines={3}
        required
      />
      {duty && (
        <TextInput
          name="notified_to"
          label={translate('console.life.notified_to')}
          hint={translate('console.life.notified_to_hint')}
          required
        />
      )}
    </>
  );
}

/** The follow-up call: whether the agreement was performed, and the parties' satisfaction. */
export function FollowUpFields() {
  const translate = useTranslate();
  const performances = useChoices('performances', 'console.life.performed');
  return (
    <>
      <RadioInput
        name="performed"
        label={translate('console.life.performed_label')}
        required
        choices={performances}
      />
      <SelectInput
        name="satisfied"
        label={translate('console.life.satisfied_label')}
        hint={translate('console.life.optional')}
        choices={['5', '4', '3', '2', '1'].map((one) => ({
          value: one,
          label: translate(`console.life.satisfied.${one}`),
        }))}
      />
      <TextInput
        name="note"
        label={translate('console.life.note')}
        hint={translate('console.life.follow_up_hint')}
        lines={3}
      />
    </>
  );
}

import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Alert } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { useDisputeTypes } from '../case';
import { ApiError } from '../data/core/errors';
import type { Grade, Stage } from '../data/console/records';
import type { PolicyRecord } from '../data/console/rules';
import { useChange } from '../data/hooks/useChange';
import { useChannels } from '../data/hooks/useChannels';
import { useChoices } from '../data/hooks/useLists';
import { FormRadio, FormSelect, FormText, useForm, type Values } from '../ui/console/form';
import { FormDialog } from '../ui/console/FormDialog';
import { type Conditions, CONDITIONS, GRADES, LEVELS, sameCases, wholeNumber } from './policies';
import { usePolicyWords } from './usePolicyWords';

/** Refetches the rules, including past versions. */
function useInvalidatePolicies() {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all(['policies', 'old_policies'].map((name) => client.invalidateQueries({ queryKey: [name] }))),
    [client],
  );
}

/** The conditions as they are sent: empty ones are left out. */
const sent = ({ type_code: type, channel, grade, level }: Conditions) => ({
  ...(type && { type_code: type }),
  ...(channel && { channel }),
  ...(grade && { grade }),
  ...(level && { level }),
});

const chosen = (values: Values): Conditions => ({
  type_code: values.type_code || null,
  channel: values.channel || null,
  grade: (values.grade || null) as Grade | null,
  level: values.level ? Number(values.level) : null,
});

interface PolicyDialogProps {
  /** The rule that gets a new version; or the stage that gets a special rule. */
  rule?: PolicyRecord;
  stage?: Stage;
  /** The rules in force, to warn when a new one replaces another. */
  rules: readonly PolicyRecord[];
  onClose: () => void;
}

/** A new version of a rule, or a special rule; running deadlines keep the rule that they started with. */
export function PolicyDialog({ rule, stage: added, rules, onClose }: PolicyDialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const invalidate = useInvalidatePolicies();
  const { applies, length } = usePolicyWords();
  const change = useChange('set_policy');
  const stage = rule?.stage ?? added!;
  const name = translate(`stage.${stage}`);
  const submit = async (values: Values) => {
    const amount = wholeNumber(values.amount ?? '');
    const conditions = rule ?? chosen(values);
    // Without an amount the database would end the rule instead.
    if (amount === null) return change.fail(wrong('invalid_value', 'amount'));
    if (!rule && CONDITIONS.every((condition) => conditions[condition] === null))
      return change.fail(wrong('field_required', 'type_code'));
    const { unit = '', basis = '' } = values;
    const pausable = values.pausable === 'true';
    if (!(await change.send({ stage, ...sent(conditions), amount, unit, pausable, basis }))) return;
    await invalidate();
    notify(translate('console.rules.saved', { stage: name }), { type: 'success' });
    onClose();
  };
  const units = useChoices('time_units', 'console.rules.unit');
  return (
    <FormDialog
      title={translate(rule ? 'console.rules.change_title' : 'console.rules.add_title', { stage: name })}
      lead={rule ? `${applies(rule)} · ${length(rule)}` : translate('console.rules.add_lead')}
      initial={{
        ...(!rule && { type_code: '', channel: '', grade: '', level: '' }),
        amount: rule ? String(rule.amount) : '',
        unit: rule?.unit ?? 'workday',
        pausable: String(rule?.pausable ?? false),
        basis: rule?.basis ?? '',
      }}
      required={['amount', 'unit', 'basis']}
      confirm={translate('console.rules.save')}
      change={change}
      onSubmit={(values) => void submit(values)}
      onClose={onClose}
    >
      <Alert severity="info">{translate('console.rules.running_keep')}</Alert>
      {!rule && <ConditionFields stage={stage} rules={rules} />}
      <FormText name="amount" label={translate('console.rules.amount')} required />
      <FormSelect name="unit" label={translate('console.rules.unit_label')} required choices={units} />
      <FormRadio
        name="pausable"
        label={translate('console.rules.pausable')}
        hint={translate('console.rules.pausable_hint')}
        choices={['true', 'false'].map((value) => ({
          value,
          label: translate(`console.rules.pausable_long.${value}`),
        }))}
      />
      <FormText
        name="basis"
        label={translate('console.rules.basis')}
        hint={translate('console.rules.basis_hint')}
        lines={2}
        required
      />
    </FormDialog>
  );
}

const wrong = (code: string, field: string) => new ApiError({ status: 422, code, params: { field }, field });

/** The cases of a special rule: at least one of four conditions. */
function ConditionFields({ stage, rules }: { stage: Stage; rules: readonly PolicyRecord[] }) {
  const translate = useTranslate();
  const types = useDisputeTypes();
  const { choices: channels } = useChannels();
  const { values } = useForm();
  const { length } = usePolicyWords();
  const conditions = chosen(values);
  const narrowed = CONDITIONS.some((name) => conditions[name] !== null);
  const same = rules.find((rule) => rule.stage === stage && narrowed && sameCases(rule, conditions));
  return (
    <>
      <FormSelect
        name="type_code"
        label={translate('field.type_code')}
        hint={translate('console.rules.any')}
        choices={types}
      />
      <FormSelect name="channel" label={translate('field.channel')} choices={channels} />
      <FormSelect
        name="grade"
        label={translate('field.grade')}
        choices={GRADES.map((value) => ({ value, label: translate(`grade.${value}`) }))}
      />
      <FormSelect
        name="level"
        label={translate('console.rules.level')}
        choices={LEVELS.map((value) => ({
          value: String(value),
          label: translate(`console.level.${value}`),
        }))}
      />
      {same && (
        <Alert severity="warning">{translate('console.rules.replaces', { length: length(same) })}</Alert>
      )}
    </>
  );
}

/** Ends a special rule: from then on the more general one applies. */
export function EndDialog({ rule, onClose }: { rule: PolicyRecord; onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const invalidate = useInvalidatePolicies();
  const { applies, length } = usePolicyWords();
  const change = useChange('set_policy');
  const name = translate(`stage.${rule.stage}`);
  const submit = async () => {
    if (!(await change.send({ stage: rule.stage, ...sent(rule) }))) return;
    await invalidate();
    notify(translate('console.rules.ended', { stage: name }), { type: 'success' });
    onClose();
  };
  return (
    <FormDialog
      title={translate('console.rules.end_title', { stage: name })}
      lead={`${applies(rule)} · ${length(rule)}`}
      confirm={translate('console.rules.end_confirm')}
      destructive
      change={change}
      refetch={invalidate}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <span>{translate('console.rules.end_hint')}</span>
      <Alert severity="info">{translate('console.rules.running_keep')}</Alert>
    </FormDialog>
  );
}

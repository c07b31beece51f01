import { type ReactNode, useState } from 'react';
import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { parentCode } from '../domain/regionCode';
import { nodesBelow, type RegionProgress } from '../data/console/regionTree';
import { type Change, useChange } from '../data/hooks/useChange';
import { useRead } from '../data/hooks/useRead';
import { cityDay } from '../domain/dates';
import { Failed, Waiting } from '../ui/console/States';
import { CheckGroupInput } from '../ui/form/CheckInput';
import { FormDialog } from '../ui/form/FormDialog';
import { useHeldForm } from '../ui/form/formStatus';
import { TextInput } from '../ui/form/TextInput';
import { filled } from '../ui/form/values';
import { ChangeProgress } from './ChangeProgress';
import type { FormProps } from './RegionForm';
import { useInvalidateRegions } from './useInvalidateRegions';

/** When the change takes effect. */
interface Effective {
  effective_on: string;
}

type CodeChange = 'merge_regions' | 'split_region' | 'recode_region';

interface CodeDialogProps<Name extends CodeChange, Values extends object> extends FormProps {
  action: 'merge' | 'split' | 'recode';
  change: Change<Name>;
  initial: Values;
  args: (values: Values & Effective) => Parameters<Change<Name>['send']>[0];
  children: ReactNode;
}

/** The frame of a change of codes: its effect, the form, then the progress of the cases. */
function CodeDialog<Name extends CodeChange, Values extends object>(props: CodeDialogProps<Name, Values>) {
  const { action, node, change, initial, args, onClose, children } = props;
  const translate = useTranslate();
  const invalidate = useInvalidateRegions();
  const [progress, setProgress] = useState<RegionProgress | null>(null);
  const submit = async (values: Values & Effective) => {
    const done = await change.send(args(values));
    if (done) setProgress(done as unknown as RegionProgress);
    await invalidate();
  };
  if (progress) return <ChangeProgress action={action} progress={progress} onClose={onClose} />;
  const counted = ['codes', 'cases', 'organisations'] as const;
  return (
    <FormDialog
      title={translate(`console.region.form.${action}`, { name: node.name })}
      lead={
        <>
          {translate(`console.region.means.${action}`, { name: node.name })}
          <Box component="ul" sx={{ my: 1, pl: 2.5 }}>
            {counted.map((what) => (
              <li key={what}>{translate(`console.region.follows.${what}`)}</li>
            ))}
          </Box>
        </>
      }
      initial={{ ...initial, effective_on: cityDay(new Date()) }}
      confirm={translate(`console.region.confirm.${action}`)}
      change={change}
      onSubmit={submit}
      onClose={onClose}
    >
      {children}
      <TextInput
        name="effective_on"
        type="date"
        label={translate('field.effective_on')}
        required
        hint={translate('console.region.effective_hint')}
      />
    </FormDialog>
  );
}

/** Checkboxes of regions; says so while they load or when there are none. */
function Choose({ name, parent, except, none, required }: ChooseProps) {
  const translate = useTranslate();
  const { data, error, refetch } = useRead(['region_tree', parent, false], (signal) =>
    nodesBelow(parent, false, signal),
  );
  useHeldForm(!data);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={3} />;
  const choices = data
    .filter(({ code }) => code !== except)
    .map(({ code, name: label }) => ({
      value: code,
      label: translate('console.region.choice', { name: label, code }),
    }));
  return (
    <CheckGroupInput
      name={name}
      label={translate(`field.${name}`)}
      choices={choices}
      hint={choices.length === 0 ? none : undefined}
      required={required}
    />
  );
}

interface ChooseProps {
  name: 'from_codes' | 'child_codes';
  /** Region whose subdivisions can be chosen. */
  parent: string | null;
  except?: string;
  none: string;
  required?: boolean;
}

/** Merges siblings into the region. */
export function MergeForm(props: FormProps) {
  const { node } = props;
  const translate = useTranslate();
  const change = useChange('merge_regions');
  return (
    <CodeDialog
      {...props}
      action="merge"
      change={change}
      initial={{ from_codes: [] as string[] }}
      args={(values) => ({
        code: node.code,
        expected_version: node.version,
        ...values,
      })}
    >
      <Choose
        name="from_codes"
        parent={parentCode(node.code)}
        except={node.code}
        none={translate('console.region.no_siblings')}
        required
      />
    </CodeDialog>
  );
}

function NewCode({ digits, nameRequired }: { digits: number; nameRequired: boolean }) {
  const translate = useTranslate();
  return (
    <>
      <TextInput
        name="new_code"
        label={translate('field.new_code')}
        required
        hint={translate('console.region.new_code_hint', { digits })}
      />
      <TextInput
        name="new_name"
        label={translate('field.new_name')}
        required={nameRequired}
        hint={nameRequired ? undefined : translate('console.region.new_name_hint')}
      />
    </>
  );
}

/** Splits off a sibling with some of the regions below. */
export function SplitForm(props: FormProps) {
  const { node } = props;
  const translate = useTranslate();
  const change = useChange('split_region');
  return (
    <CodeDialog
      {...props}
      action="split"
      change={change}
      initial={{ new_code: parentCode(node.code) ?? '', new_name: '', child_codes: [] as string[] }}
      args={(values) => ({
        code: node.code,
        expected_version: node.version,
        ...values,
        new_code: values.new_code.trim(),
        new_name: values.new_name.trim(),
      })}
    >
      <NewCode digits={node.code.length} nameRequired />
      {node.children > 0 && (
        <Choose name="child_codes" parent={node.code} none={translate('console.region.nothing_below')} />
      )}
    </CodeDialog>
  );
}

/** Gives the region the code that the ministry has announced. */
export function RecodeForm(props: FormProps) {
  const { node } = props;
  const change = useChange('recode_region');
  return (
    <CodeDialog
      {...props}
      action="recode"
      change={change}
      initial={{ new_code: parentCode(node.code) ?? '', new_name: '' }}
      args={(values) => ({
        code: node.code,
        expected_version: node.version,
        new_code: values.new_code.trim(),
        ...filled({ new_name: values.new_name }),
        effective_on: values.effective_on,
      })}
    >
      <NewCode digits={node.code.length} nameRequired={false} />
    </CodeDialog>
  );
}

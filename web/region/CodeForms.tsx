import { type ReactNode, useState } from 'react';
import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { parentCode } from '../domain/regionCode';
import { nodesBelow, type RegionProgress } from '../data/console/regionTree';
import { type Change, useChange } from '../data/hooks/useChange';
import { useRead } from '../data/hooks/useRead';
import { cityDay } from '../domain/dates';
import { FormChecks, FormText, type Values } from '../ui/console/form';
import { FormDialog } from '../ui/console/FormDialog';
import { Failed, Waiting } from '../ui/console/States';
import { ChangeProgress } from './ChangeProgress';
import type { FormProps } from './RegionForm';
import { useInvalidateRegions } from './useInvalidateRegions';

type CodeChange = 'merge_regions' | 'split_region' | 'recode_region';

const listed = (value: string | undefined) => (value ?? '').split(' ').filter(Boolean);

interface CodeDialogProps<Name extends CodeChange> extends FormProps {
  action: 'merge' | 'split' | 'recode';
  change: Change<Name>;
  initial: Values;
  required: string[];
  args: (values: Values) => Parameters<Change<Name>['send']>[0];
  children: ReactNode;
}

/** The frame of a change of codes: its effect, the form, then the progress of the cases. */
function CodeDialog<Name extends CodeChange>(props: CodeDialogProps<Name>) {
  const { action, node, change, initial, required, args, onClose, children } = props;
  const translate = useTranslate();
  const invalidate = useInvalidateRegions();
  const [progress, setProgress] = useState<RegionProgress | null>(null);
  const submit = async (values: Values) => {
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
      required={[...required, 'effective_on']}
      confirm={translate(`console.region.confirm.${action}`)}
      change={change}
      onSubmit={(values) => void submit(values)}
      onClose={onClose}
    >
      {children}
      <FormText
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
function Choose({ name, parent, except, none }: ChooseProps) {
  const translate = useTranslate();
  const { data, error, refetch } = useRead(['region_tree', parent, false], (signal) =>
    nodesBelow(parent, false, signal),
  );
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={3} />;
  const choices = data
    .filter(({ code }) => code !== except)
    .map(({ code, name: label }) => ({
      value: code,
      label: translate('console.region.choice', { name: label, code }),
    }));
  return (
    <FormChecks
      name={name}
      label={translate(`field.${name}`)}
      choices={choices}
      hint={choices.length === 0 ? none : undefined}
    />
  );
}

interface ChooseProps {
  name: 'from_codes' | 'child_codes';
  /** Region whose subdivisions can be chosen. */
  parent: string | null;
  except?: string;
  none: string;
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
      initial={{ from_codes: '' }}
      required={['from_codes']}
      args={(values) => ({
        code: node.code,
        expected_version: node.version,
        from_codes: listed(values.from_codes),
        effective_on: values.effective_on!,
      })}
    >
      <Choose
        name="from_codes"
        parent={parentCode(node.code)}
        except={node.code}
        none={translate('console.region.no_siblings')}
      />
    </CodeDialog>
  );
}

function NewCode({ digits, nameRequired }: { digits: number; nameRequired: boolean }) {
  const translate = useTranslate();
  return (
    <>
      <FormText
        name="new_code"
        label={translate('field.new_code')}
        required
        hint={translate('console.region.new_code_hint', { digits })}
      />
      <FormText
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
      initial={{ new_code: parentCode(node.code) ?? '', new_name: '', child_codes: '' }}
      required={['new_code', 'new_name']}
      args={(values) => ({
        code: node.code,
        expected_version: node.version,
        new_code: values.new_code!.trim(),
        new_name: values.new_name!.trim(),
        child_codes: listed(values.child_codes),
        effective_on: values.effective_on!,
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
      required={['new_code']}
      args={(values) => ({
        code: node.code,
        expected_version: node.version,
        new_code: values.new_code!.trim(),
        ...(values.new_name?.trim() && { new_name: values.new_name.trim() }),
        effective_on: values.effective_on!,
      })}
    >
      <NewCode digits={node.code.length} nameRequired={false} />
    </CodeDialog>
  );
}

import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { Alert, Button, Stack } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { OrganisationRecord } from '../data/console/organisations';
import { useErrorText } from '../ui/console/useErrorText';
import { Form } from '../ui/form/Form';
import { useFormStatus } from '../ui/form/formStatus';
import { useRebase } from '../ui/form/values';
import type { FieldName, OrganisationForm } from './form';
import { OrganisationFields } from './OrganisationFields';
import { OrganisationOfFormProvider } from './organisationOfForm';
import { useOrganisationEditor } from './useOrganisationEditor';

/** Fields that are fixed for a desk, and fields that only the administrator of the level above may change. */
const DESK_KEEPS: readonly FieldName[] = ['kind', 'region_code'];
const ABOVE_KEEPS: readonly FieldName[] = [
  'name',
  'kind',
  'category',
  'region_code',
  'region_codes',
  'parent_id',
];

/** The form of a new or an existing organisation. The input stays until it is saved or discarded. */
export function OrganisationEditor({ row }: { row: OrganisationRecord | null }) {
  const notify = useNotify();
  const navigate = useNavigate();
  const me = useMe();
  const { initial, save, readNewer, change, done } = useOrganisationEditor(row);

  // In an effect, so that the leave guard has been removed before the page changes.
  useEffect(() => {
    if (done === null) return;
    if (row) notify('console.organisation.form.saved', { type: 'success' });
    else notify('console.organisation.form.created', { type: 'success', messageArgs: { name: done.name } });
    navigate(`/organisations/${done.id}/show`);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a finished change leads to its page
  }, [done]);

  const fixed = [
    ...(row?.kind === 'dispatch_centre' ? DESK_KEEPS : []),
    ...(me.scope_code === null ? ABOVE_KEEPS : []),
  ];
  return (
    <Form initial={initial} change={change} onSubmit={save} guarded={done === null}>
      <OrganisationOfFormProvider value={{ id: row?.id ?? null, fixed }}>
        <OrganisationFields />
      </OrganisationOfFormProvider>
      <Stack spacing={2} sx={{ mt: 2 }}>
        <Problem names={Object.keys(initial)} readNewer={readNewer} />
        <Buttons row={row} />
      </Stack>
    </Form>
  );
}

function Buttons({ row }: { row: OrganisationRecord | null }) {
  const translate = useTranslate();
  const { sending } = useFormStatus();
  return (
    <Stack direction="row" spacing={1.5} sx={{ '& > *': { minHeight: 44, minWidth: 96 } }}>
      <Button type="submit" variant="contained" disabled={sending}>
        {translate(
          sending ? 'console.action.sending' : `console.organisation.form.${row ? 'save' : 'create'}`,
        )}
      </Button>
      <Button
        component={Link}
        to={row ? `/organisations/${row.id}/show` : '/organisations'}
        color="inherit"
        disabled={sending}
      >
        {translate('console.action.cancel')}
      </Button>
    </Stack>
  );
}

interface ProblemProps {
  /** Names of the form's fields. */
  names: readonly string[];
  readNewer: () => Promise<OrganisationForm | null>;
}

/** Why saving failed; what is wrong with a field is said at the field. */
function Problem({ names, readNewer }: ProblemProps) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const { failure } = useFormStatus();
  const rebase = useRebase<OrganisationForm & Record<string, unknown>>();
  const [taken, setTaken] = useState<string[]>([]);
  const alert = useRef<HTMLDivElement>(null);
  const stale = failure?.code === 'stale_record';
  const inField = failure?.field !== undefined && names.includes(failure.field);

  useEffect(() => {
    if (!failure) return;
    if (!inField) alert.current?.focus();
    if (stale) void readNewer().then((stored) => stored && setTaken(rebase({ ...stored })));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new failure moves the focus
  }, [failure]);

  if (!failure) return null;
  const fields = taken
    .map((name) => translate(`console.organisation.${name}`))
    .join(translate('console.list_comma'));
  return (
    <Alert severity={stale ? 'warning' : 'error'} role="alert" tabIndex={-1} ref={alert}>
      {inField ? translate('console.organisation.form.not_saved') : errorText(failure)}
      {stale && fields && ` ${translate('console.organisation.form.merged', { fields })}`}
    </Alert>
  );
}

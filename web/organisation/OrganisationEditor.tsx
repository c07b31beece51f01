import { type FormEvent, useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { Alert, Button, Stack } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { OrganisationRecord } from '../data/console/organisations';
import { LeaveGuard } from '../ui/console/LeaveGuard';
import { useErrorText } from '../ui/console/useErrorText';
import type { FieldName } from './form';
import { FormProvider } from './formContext';
import { OrganisationFields } from './OrganisationFields';
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
  const translate = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const me = useMe();
  const element = useRef<HTMLFormElement>(null);
  const editor = useOrganisationEditor(row);
  const { form, failure, done, sending } = editor;

  useEffect(() => {
    if (!failure) return;
    if (failure.code === 'stale_record') void editor.reload();
    const at = failure.field && element.current?.querySelector<HTMLElement>(`[name="${failure.field}"]`);
    (at || element.current?.querySelector<HTMLElement>('[role="alert"]'))?.focus();
    // Only a new failure moves the focus.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [failure]);

  // In an effect, so that the leave guard has been removed before the page changes.
  useEffect(() => {
    if (done === null) return;
    if (row) notify('console.organisation.form.saved', { type: 'success' });
    else notify('console.organisation.form.created', { type: 'success', messageArgs: { name: form.name } });
    navigate(`/organisations/${done}/show`);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [done]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void editor.save();
  };
  const fixed = [
    ...(row?.kind === 'dispatch_centre' ? DESK_KEEPS : []),
    ...(me.scope_code === null ? ABOVE_KEEPS : []),
  ];
  return (
    <form ref={element} noValidate onSubmit={submit}>
      <LeaveGuard unsaved={editor.unsaved} />
      <FormProvider value={{ form, set: editor.set, failure, sending, fixed, id: row?.id ?? null }}>
        <OrganisationFields />
      </FormProvider>
      <Stack spacing={2} sx={{ mt: 2 }}>
        <Problem editor={editor} />
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
      </Stack>
    </form>
  );
}

/** Why saving failed; errors of a field are shown at the field. */
function Problem({ editor }: { editor: ReturnType<typeof useOrganisationEditor> }) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const { failure, form, merge } = editor;
  if (!failure) return null;
  const stale = failure.code === 'stale_record';
  const inField = failure.field !== undefined && failure.field in form;
  const fields = (merge?.fields ?? [])
    .map((name) => translate(`console.organisation.${name}`))
    .join(translate('console.list_comma'));
  return (
    <Alert severity={stale ? 'warning' : 'error'} role="alert" tabIndex={-1}>
      {inField ? translate('console.organisation.form.not_saved') : errorText(failure)}
      {stale && fields && ` ${translate('console.organisation.form.merged', { fields })}`}
    </Alert>
  );
}

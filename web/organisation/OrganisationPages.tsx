import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { Alert } from '@mui/material';
import { useGetOne, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { OrganisationRecord } from '../data/console/records';
import { Page } from '../ui/console/Page';
import { Failed, Waiting } from '../ui/console/States';
import { OrganisationEditor } from './OrganisationEditor';

/** The page to create an organisation. */
export function OrganisationCreate() {
  const translate = useTranslate();
  const { role, scope_code } = useMe();
  return (
    <Page
      title={translate('console.organisation.create')}
      back={{ to: '/organisations', label: translate('console.organisation.back') }}
    >
      {role === 'administrator' && scope_code !== null ? <OrganisationEditor row={null} /> : <NotMine />}
    </Page>
  );
}

/** The page to edit an organisation. */
export function OrganisationEdit() {
  const { id = '' } = useParams();
  return <EditPage key={id} id={id} />;
}

function EditPage({ id }: { id: string }) {
  const translate = useTranslate();
  const { role } = useMe();
  const { data, error, refetch, isFetching } = useGetOne<OrganisationRecord>('organisations', { id });
  // The form starts with freshly read values instead of those cached by a list, and afterwards keeps the
  // input.
  const [first, begin] = useState<OrganisationRecord | null>(null);
  if (!first && data && !isFetching) begin(data);
  const title = first
    ? translate('console.organisation.edit_title', { name: first.name })
    : translate('console.organisation.edit');
  return (
    <Page
      title={title}
      back={{ to: `/organisations/${id}/show`, label: translate('console.organisation.one') }}
    >
      {role !== 'administrator' ? (
        <NotMine />
      ) : first ? (
        <OrganisationEditor row={first} />
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Waiting rows={4} height={64} />
      )}
    </Page>
  );
}

function NotMine() {
  const translate = useTranslate();
  return <Alert severity="info">{translate('console.organisation.only_administrators')}</Alert>;
}

import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { Button, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { InvitationRecord } from '../../data/console/staff';
import { ExportButton } from '../../ui/console/ExportButton';
import { ChoiceFilter, FilterBar, SearchFilter } from '../../ui/console/filters';
import { ListBody } from '../../ui/console/ListBody';
import { Page } from '../../ui/console/Page';
import { RecordList } from '../../ui/console/RecordList';
import type { Column } from '../../ui/console/RecordTable';
import { Time } from '../../ui/console/Time';
import { InvitationDialog } from './InvitationDialog';
import { InvitationState } from './InvitationState';
import { InviteDialog } from './InviteDialog';
import type { InvitationSlip } from './link';
import { LinkDialog } from './LinkDialog';
import { OrganisationFilter } from '../OrganisationPicker';
import { ROLES, TOUCH, useWords } from '../staff';

const STATES: readonly InvitationRecord['state'][] = ['open', 'accepted', 'expired', 'revoked'];
const PURPOSES: readonly InvitationRecord['purpose'][] = ['join', 'reset'];

/** The invitations and their states. The URL may name one that is open over the list. */
export function InvitationList() {
  const { id } = useParams();
  const navigate = useNavigate();
  const translate = useTranslate();
  const [invitationSlip, setInvitationSlip] = useState<InvitationSlip | null>(null);
  const close = () => void navigate('/invitations');
  return (
    <RecordList resource="invitations" perPage={50} sort={{ field: 'created_at', order: 'DESC' }}>
      <Page
        title={translate('console.staff.invitation.list')}
        lead={translate('console.staff.invitation.lead')}
        back={{ to: '/posts', label: translate('console.staff.back') }}
        actions={<Actions onInvited={setInvitationSlip} />}
      >
        <Invitations />
      </Page>
      {id && (
        <InvitationDialog
          id={id}
          onClose={close}
          onRenewed={(fresh) => {
            close();
            setInvitationSlip(fresh);
          }}
        />
      )}
      {invitationSlip && (
        <LinkDialog invitationSlip={invitationSlip} onClose={() => setInvitationSlip(null)} />
      )}
    </RecordList>
  );
}

function Actions({ onInvited }: { onInvited: (invitationSlip: InvitationSlip) => void }) {
  const translate = useTranslate();
  const [inviting, setInviting] = useState(false);
  const columns = useInvitationColumns();
  const label = (name: string) => translate(`console.staff.${name}`);
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
      <Button variant="contained" sx={TOUCH} onClick={() => setInviting(true)}>
        {label('invite.title')}
      </Button>
      <Button component={Link} to="/invitations/bulk" variant="outlined" sx={TOUCH}>
        {label('bulk.title')}
      </Button>
      <ExportButton<InvitationRecord> name={label('invitation.list')} columns={columns} />
      {inviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvited={(invitationSlip) => {
            setInviting(false);
            onInvited(invitationSlip);
          }}
        />
      )}
    </Stack>
  );
}

/** The columns of table and export. */
function useInvitationColumns(): Column<InvitationRecord>[] {
  const translate = useTranslate();
  const label = (name: string) => translate(`console.staff.${name}`);
  return [
    { key: 'name', label: label('name'), sort: 'name', value: (row) => row.name },
    { key: 'account', label: label('account'), sort: 'account', value: (row) => row.account },
    {
      key: 'purpose',
      label: label('invitation.purpose'),
      sort: 'purpose',
      value: (row) => translate(`console.staff.invitation.purposes.${row.purpose}`),
    },
    {
      key: 'organisation',
      label: label('organisation'),
      wrap: true,
      value: (row) => row.organisation_name,
    },
    {
      key: 'role',
      label: label('role'),
      sort: 'role',
      value: (row) => row.role && translate(`role.${row.role}`),
    },
    {
      key: 'state',
      label: label('state'),
      value: (row) => translate(`console.staff.invitation.state.${row.state}`),
      render: (row) => <InvitationState state={row.state} />,
    },
    {
      key: 'created',
      label: label('invitation.created'),
      sort: 'created_at',
      value: (row) => row.created_at,
      render: (row) => <Time at={row.created_at} show="exact" />,
    },
    { key: 'by', label: label('invitation.by'), wide: true, value: (row) => row.created_by_name },
    {
      key: 'until',
      label: label('link.until'),
      sort: 'expires_at',
      wide: true,
      value: (row) => row.expires_at,
      render: (row) => <Time at={row.expires_at} show="exact" />,
    },
  ];
}

function Invitations() {
  const translate = useTranslate();
  const labels = useWords();
  const label = (name: string) => translate(`console.staff.${name}`);
  const columns = useInvitationColumns();
  return (
    <ListBody<InvitationRecord>
      label={label('invitation.list')}
      filters={
        <FilterBar search={<SearchFilter label={label('search')} />}>
          <ChoiceFilter
            source="state"
            label={label('state')}
            choices={labels('console.staff.invitation.state', STATES)}
          />
          <ChoiceFilter
            source="purpose"
            label={label('invitation.purpose')}
            choices={labels('console.staff.invitation.purposes', PURPOSES)}
          />
          <ChoiceFilter source="role" label={label('role')} choices={labels('role', ROLES)} />
          <OrganisationFilter label={label('organisation')} />
        </FilterBar>
      }
      columns={columns}
      to={(row) => `/invitations/${row.id}`}
      card={(row) => (
        <Stack spacing={0.25}>
          <Stack direction="row" sx={{ justifyContent: 'space-between' }}>
            <Typography sx={{ fontWeight: 600 }}>{row.name}</Typography>
            <InvitationState state={row.state} />
          </Stack>
          <Typography variant="body2" color="text.secondary">
            {[
              row.account,
              translate(`console.staff.invitation.purposes.${row.purpose}`),
              row.role && translate(`role.${row.role}`),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {row.organisation_name}
          </Typography>
        </Stack>
      )}
      empty={{ title: label('invitation.none'), hint: label('invitation.none_hint') }}
    />
  );
}

import { useState } from 'react';
import { Link } from 'react-router-dom';
import PersonAdd from '@mui/icons-material/PersonAddAltOutlined';
import { Button, Stack, Typography } from '@mui/material';
import { ListBase, useTranslate } from 'react-admin';
import type { PostRecord } from '../data/console/staff';
import { ExportButton } from '../ui/console/ExportButton';
import { ChoiceFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { ListBody } from '../ui/console/ListBody';
import { Page } from '../ui/console/Page';
import type { Column } from '../ui/console/RecordTable';
import { Tag } from '../ui/console/Tag';
import { InviteDialog } from './invitations/InviteDialog';
import type { InvitationSlip } from './invitations/link';
import { LinkDialog } from './invitations/LinkDialog';
import { OrganisationFilter } from './OrganisationPicker';
import { AddPostDialog } from './PostDialogs';
import { RegionFilter } from './RegionFilter';
import { ROLES, TOUCH, usePart, useWords } from './staff';

/** City, county, township, village. */
const LEVELS: readonly number[] = [1, 2, 3, 4];

/** The list shows its failures itself. */
const quiet = { onError: () => undefined };

/** The list of posts: who holds which role in which organisation. */
export function PostList() {
  const translate = useTranslate();
  return (
    <ListBase
      resource="posts"
      perPage={50}
      sort={{ field: 'staff_name', order: 'ASC' }}
      queryOptions={quiet}
      disableAuthentication
    >
      <Page
        title={translate('console.staff.list')}
        lead={translate('console.staff.lead')}
        actions={<Actions />}
      >
        <Posts />
      </Page>
    </ListBase>
  );
}

function Posts() {
  const translate = useTranslate();
  const columns: Column<PostRecord>[] = [
    {
      key: 'name',
      label: translate('console.staff.name'),
      sort: 'staff_name',
      render: (row) => row.staff_name,
    },
    {
      key: 'account',
      label: translate('console.staff.account'),
      sort: 'account',
      render: (row) => row.account,
    },
    {
      key: 'role',
      label: translate('console.staff.role'),
      sort: 'role',
      render: (row) => translate(`role.${row.role}`),
    },
    {
      key: 'organisation',
      label: translate('console.staff.organisation'),
      sort: 'organisation_name',
      wrap: true,
      render: (row) => row.organisation_name,
    },
    {
      key: 'level',
      label: translate('console.staff.level'),
      sort: 'organisation_level',
      render: (row) => translate(`console.level.${row.organisation_level}`),
    },
    { key: 'region', label: translate('console.staff.region'), render: (row) => row.region_path },
    {
      key: 'open',
      label: translate('console.staff.open_cases'),
      sort: 'open_cases',
      numeric: true,
      render: (row) => row.open_cases,
    },
    {
      key: 'active',
      label: translate('console.staff.state'),
      render: (row) => <PostState active={row.active} />,
    },
  ];
  const labels = useWords();
  return (
    <ListBody<PostRecord>
      label={translate('console.staff.list')}
      filters={
        <FilterBar search={<SearchFilter label={translate('console.staff.search')} />}>
          <ChoiceFilter
            source="role"
            label={translate('console.staff.role')}
            choices={labels('role', ROLES)}
          />
          <ChoiceFilter
            source="organisation_level"
            label={translate('console.staff.level')}
            choices={labels('console.level', LEVELS)}
          />
          <ChoiceFilter
            source="active"
            label={translate('console.staff.state')}
            choices={labels('console.post', ['true', 'false'])}
          />
          <OrganisationFilter label={translate('console.staff.organisation')} />
          <RegionFilter label={translate('console.staff.region')} />
        </FilterBar>
      }
      columns={columns}
      to={(row) => `/staff/${row.staff_id}`}
      card={(row) => (
        <Stack spacing={0.25}>
          <Stack direction="row" sx={{ justifyContent: 'space-between' }}>
            <Typography sx={{ fontWeight: 600 }}>{row.staff_name}</Typography>
            <span>{translate(`role.${row.role}`)}</span>
          </Stack>
          <Typography variant="body2" color="text.secondary">
            {row.account} · {row.organisation_name}
          </Typography>
        </Stack>
      )}
      empty={{ title: translate('console.staff.none'), hint: translate('console.staff.none_hint') }}
    />
  );
}

/** Whether a post is held now. */
function PostState({ active }: { active: boolean }) {
  const translate = useTranslate();
  return <Tag tone={active ? 'green' : 'neutral'}>{translate(`console.post.${active}`)}</Tag>;
}

/** The actions of an administrator, and the export. */
function Actions() {
  const translate = useTranslate();
  const { administers } = usePart();
  const [doing, setDoing] = useState<'invite' | 'add_post' | null>(null);
  const [invitationSlip, setInvitationSlip] = useState<InvitationSlip | null>(null);
  const close = () => setDoing(null);
  const wide = { ...TOUCH, flex: { xs: '1 1 40%', md: 'none' } };
  return (
    <Stack
      direction="row"
      useFlexGap
      spacing={1}
      sx={{ flexWrap: 'wrap', width: { xs: administers ? '100%' : 'auto', md: 'auto' } }}
    >
      {administers && (
        <>
          <Button variant="contained" startIcon={<PersonAdd />} sx={wide} onClick={() => setDoing('invite')}>
            {translate('console.staff.invite.title')}
          </Button>
          <Button component={Link} to="/invitations/bulk" variant="outlined" sx={wide}>
            {translate('console.staff.bulk.title')}
          </Button>
          <Button component={Link} to="/invitations" variant="outlined" sx={wide}>
            {translate('console.staff.invitation.list')}
          </Button>
          <Button variant="outlined" sx={wide} onClick={() => setDoing('add_post')}>
            {translate('console.staff.add_post.title')}
          </Button>
        </>
      )}
      <PostExport />
      {doing === 'invite' && (
        <InviteDialog
          onClose={close}
          onInvited={(link) => {
            close();
            setInvitationSlip(link);
          }}
        />
      )}
      {doing === 'add_post' && <AddPostDialog onClose={close} />}
      {invitationSlip && (
        <LinkDialog invitationSlip={invitationSlip} onClose={() => setInvitationSlip(null)} />
      )}
    </Stack>
  );
}

function PostExport() {
  const translate = useTranslate();
  const label = (name: string) => translate(`console.staff.${name}`);
  return (
    <ExportButton<PostRecord>
      resource="posts"
      name={translate('console.staff.list')}
      columns={[
        { label: label('name'), value: (row) => row.staff_name },
        { label: label('account'), value: (row) => row.account },
        { label: label('role'), value: (row) => translate(`role.${row.role}`) },
        { label: label('organisation'), value: (row) => row.organisation_name },
        { label: label('level'), value: (row) => translate(`console.level.${row.organisation_level}`) },
        { label: label('region'), value: (row) => row.region_path },
        { label: label('open_cases'), value: (row) => row.open_cases },
        { label: label('valid_from'), value: (row) => row.valid_from },
        { label: label('valid_to'), value: (row) => row.valid_to },
      ]}
    />
  );
}

import { useState } from 'react';
import { Link } from 'react-router-dom';
import PersonAdd from '@mui/icons-material/PersonAddAltOutlined';
import { Button, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { PostRecord } from '../data/console/staff';
import { ExportButton } from '../ui/console/ExportButton';
import { ChoiceFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { personPath } from '../ui/console/links';
import { ListBody } from '../ui/console/ListBody';
import { Page } from '../ui/console/Page';
import { RecordList } from '../ui/console/RecordList';
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

/** The list of posts: who holds which role in which organisation. */
export function PostList() {
  const translate = useTranslate();
  return (
    <RecordList resource="posts" perPage={50} sort={{ field: 'staff_name', order: 'ASC' }}>
      <Page
        title={translate('console.staff.list')}
        lead={translate('console.staff.lead')}
        actions={<Actions />}
      >
        <Posts />
      </Page>
    </RecordList>
  );
}

/** The columns of table and export. */
function usePostColumns(): Column<PostRecord>[] {
  const translate = useTranslate();
  const label = (name: string) => translate(`console.staff.${name}`);
  return [
    { key: 'name', label: label('name'), sort: 'staff_name', value: (row) => row.staff_name },
    { key: 'account', label: label('account'), sort: 'account', value: (row) => row.account },
    { key: 'role', label: label('role'), sort: 'role', value: (row) => translate(`role.${row.role}`) },
    {
      key: 'organisation',
      label: label('organisation'),
      sort: 'organisation_name',
      wrap: true,
      value: (row) => row.organisation_name,
    },
    {
      key: 'level',
      label: label('level'),
      sort: 'organisation_level',
      value: (row) => translate(`console.level.${row.organisation_level}`),
    },
    { key: 'region', label: label('region'), value: (row) => row.region_path },
    {
      key: 'open',
      label: label('open_cases'),
      sort: 'open_cases',
      numeric: true,
      value: (row) => row.open_cases,
    },
    { key: 'active', label: label('state'), render: (row) => <PostState active={row.active} /> },
    { key: 'from', label: label('valid_from'), value: (row) => row.valid_from, exportOnly: true },
    { key: 'to', label: label('valid_to'), value: (row) => row.valid_to, exportOnly: true },
  ];
}

function Posts() {
  const translate = useTranslate();
  const columns = usePostColumns();
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
      to={(row) => personPath(row.staff_id)}
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
  const columns = usePostColumns();
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
      <ExportButton<PostRecord> name={translate('console.staff.list')} columns={columns} />
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

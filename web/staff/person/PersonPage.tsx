import { useState } from 'react';
import { Navigate, useParams } from 'react-router-dom';
import MilitaryTech from '@mui/icons-material/MilitaryTechOutlined';
import { Alert, Box, Button, Stack } from '@mui/material';
import { useGetList, useGetOne, useTranslate } from 'react-admin';
import { useMe } from '../../data/hooks/Me';
import type { PostRecord, StaffRecord } from '../../data/console/records';
import { Page } from '../../ui/console/Page';
import { Failed, Waiting } from '../../ui/console/States';
import { Tag } from '../../ui/console/Tag';
import { ResetDialog, RestoreDialog, SignOutDialog, SuspendDialog } from './AccountDialogs';
import type { InvitationSlip } from '../invitations/link';
import { LinkDialog } from '../invitations/LinkDialog';
import { PersonChanges } from './PersonChanges';
import { PersonLeaves } from './PersonLeaves';
import { PersonPosts } from './PersonPosts';
import { PersonProfile } from './PersonProfile';
import { TOUCH } from '../staff';

/** More posts than anybody has held. */
const AT_MOST = { page: 1, perPage: 100 };

/** The page of a person: account, posts, profile, leaves, and changes. */
export function PersonPage() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const person = useGetOne<StaffRecord>('staff', { id });
  const posts = useGetList<PostRecord>('posts', {
    filter: { staff_id: id },
    sort: { field: 'valid_from', order: 'DESC' },
    pagination: AT_MOST,
  });
  const error = person.error ?? posts.error;
  if (person.data && posts.data) return <Opened person={person.data} posts={posts.data} />;
  const retry = () => void Promise.all([person.refetch(), posts.refetch()]);
  return (
    <Page
      title={translate('console.staff.one')}
      back={{ to: '/posts', label: translate('console.staff.back') }}
    >
      {error ? <Failed error={error} retry={retry} /> : <Waiting rows={5} height={56} />}
    </Page>
  );
}

/** Redirects old links, which name a post, to the page of its person. */
export function PostShow() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const { data, error, refetch } = useGetOne<PostRecord>('posts', { id });
  if (data) return <Navigate to={`/staff/${data.staff_id}`} replace />;
  return (
    <Page
      title={translate('console.staff.one')}
      back={{ to: '/posts', label: translate('console.staff.back') }}
    >
      {error ? <Failed error={error} retry={() => void refetch()} /> : <Waiting rows={4} height={40} />}
    </Page>
  );
}

function Opened({ person, posts }: { person: StaffRecord; posts: PostRecord[] }) {
  const translate = useTranslate();
  const me = useMe();
  const self = me.staff_id === person.id;
  const administers = me.role === 'administrator' && !self;
  return (
    <Page
      title={person.name}
      back={{ to: '/posts', label: translate('console.staff.back') }}
      tags={<PersonTags person={person} />}
      lead={person.account}
      actions={administers && <AccountActions person={person} />}
    >
      {!person.active && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {translate('console.staff.suspended_because', { reason: person.suspended_reason ?? '' })}
        </Alert>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 7fr) minmax(0, 5fr)' },
        }}
      >
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <PersonPosts person={person} posts={posts} administers={administers} />
          <PersonLeaves person={person} posts={posts} administers={administers} />
        </Stack>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <PersonProfile
            person={person}
            mediates={posts.some(({ role }) => role === 'mediator')}
            edits={administers || self}
            rates={administers}
          />
          {(me.role === 'administrator' || me.role === 'leader') && (
            <PersonChanges personId={person.id} posts={posts} />
          )}
        </Stack>
      </Box>
    </Page>
  );
}

function PersonTags({ person }: { person: StaffRecord }) {
  const translate = useTranslate();
  return (
    <>
      <Tag tone={person.active ? 'green' : 'red'}>{translate(`console.staff.account_${person.active}`)}</Tag>
      {person.grade === 'gold' && (
        <Tag tone="amber" mark={<MilitaryTech sx={{ fontSize: 15 }} />}>
          {translate('console.staff.grade.gold')}
        </Tag>
      )}
    </>
  );
}

type Doing = 'reset' | 'sign_out' | 'suspend' | 'restore';

/** An administrator's actions on an account. The database refuses those that are not allowed. */
function AccountActions({ person }: { person: StaffRecord }) {
  const translate = useTranslate();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [invitationSlip, setInvitationSlip] = useState<InvitationSlip | null>(null);
  const close = () => setDoing(null);
  const button = (what: Doing, color?: 'error') => (
    <Button
      key={what}
      variant="outlined"
      {...(color && { color })}
      sx={{ ...TOUCH, flex: { xs: '1 1 auto', md: 'none' } }}
      onClick={() => setDoing(what)}
    >
      {translate(`console.staff.${what}.action`)}
    </Button>
  );
  return (
    <Stack
      role="group"
      aria-label={translate('console.staff.account_actions')}
      direction="row"
      useFlexGap
      spacing={1}
      sx={{ flexWrap: 'wrap', width: { xs: '100%', md: 'auto' } }}
    >
      {button('reset')}
      {button('sign_out')}
      {person.active ? button('suspend', 'error') : button('restore')}
      {doing === 'reset' && (
        <ResetDialog
          person={person}
          onClose={close}
          onLink={(link) => {
            close();
            setInvitationSlip(link);
          }}
        />
      )}
      {doing === 'sign_out' && <SignOutDialog person={person} onClose={close} />}
      {doing === 'suspend' && <SuspendDialog person={person} onClose={close} />}
      {doing === 'restore' && <RestoreDialog person={person} onClose={close} />}
      {invitationSlip && (
        <LinkDialog invitationSlip={invitationSlip} onClose={() => setInvitationSlip(null)} />
      )}
    </Stack>
  );
}

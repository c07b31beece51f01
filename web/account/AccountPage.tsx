import { useState } from 'react';
import { Box, Button, Stack } from '@mui/material';
import { useGetList, useGetOne, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { PostRecord, StaffRecord } from '../data/console/records';
import { PersonLeaves, PersonProfile } from '../staff';
import { Facts } from '../ui/console/Facts';
import { Page } from '../ui/console/Page';
import { Panel } from '../ui/console/Panel';
import { Failed, Waiting } from '../ui/console/States';
import { Tag } from '../ui/console/Tag';
import { PasswordDialog } from './PasswordDialog';
import { Sessions } from './Sessions';
import { StandIns } from './StandIns';

/** The user's own page: account and posts, password, devices, profile, leave. */
export function AccountPage() {
  const translate = useTranslate();
  return (
    <Page title={translate('console.menu.account')}>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' },
          alignItems: 'start',
        }}
      >
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Myself />
          <Sessions />
        </Stack>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Work />
          <StandIns />
        </Stack>
      </Box>
    </Page>
  );
}

function Myself() {
  const me = useMe();
  const translate = useTranslate();
  const [changing, setChanging] = useState(false);
  return (
    <Panel title={translate('console.self.title')}>
      <Facts
        labelWidth={64}
        facts={[
          { label: translate('console.self.name'), value: me.name },
          { label: translate('field.account'), value: me.account },
          { label: translate('console.self.posts'), value: <Posts /> },
        ]}
      />
      <Button variant="outlined" onClick={() => setChanging(true)} sx={{ mt: 2, minHeight: 44 }}>
        {translate('console.password.change')}
      </Button>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </Panel>
  );
}

function Posts() {
  const me = useMe();
  const translate = useTranslate();
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {me.posts.map((post) => (
        <Box component="li" key={post.id} sx={{ mb: 0.5 }}>
          {translate(`role.${post.role}`)} · {post.organisation_name}{' '}
          {post.id === me.post_id && me.posts.length > 1 && (
            <Tag tone="accent">{translate('console.self.acting')}</Tag>
          )}
        </Box>
      ))}
    </Box>
  );
}

/** The profile that others see of a mediator, and the user's own leave in the active post. */
function Work() {
  const me = useMe();
  const person = useGetOne<StaffRecord>('staff', { id: me.staff_id });
  const posts = useGetList<PostRecord>('posts', {
    filter: { staff_id: me.staff_id },
    sort: { field: 'valid_from', order: 'DESC' },
    pagination: { page: 1, perPage: 50 },
  });
  const error = person.error ?? posts.error;
  if (error) {
    const retry = () => void Promise.all([person.refetch(), posts.refetch()]);
    return <Failed error={error} retry={retry} />;
  }
  if (!person.data || !posts.data) return <Waiting rows={4} height={44} />;
  const mediates = me.posts.some(({ role }) => role === 'mediator');
  return (
    <>
      {mediates && <PersonProfile person={person.data} mediates edits rates={false} />}
      <PersonLeaves
        person={person.data}
        posts={posts.data.filter(({ id }) => id === me.post_id)}
        administers
      />
    </>
  );
}

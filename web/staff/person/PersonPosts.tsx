import { useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { Box, Button, Link, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { useMe } from '../../data/hooks/Me';
import type { PostRecord, StaffRecord } from '../../data/console/staff';
import { cityDay, exactDay } from '../../domain/dates';
import { organisationPath } from '../../ui/console/links';
import { Panel } from '../../ui/console/Panel';
import { Tag } from '../../ui/console/Tag';
import { HandOverDialog } from './AbsenceDialogs';
import { AddPostDialog, EndPostDialog } from '../PostDialogs';
import { postState } from '../postState';
import { TOUCH } from '../staff';

interface PersonPostsProps {
  person: StaffRecord;
  posts: PostRecord[];
  administers: boolean;
}

/** The posts of a person, current ones first, each with its available actions. */
export function PersonPosts({ person, posts, administers }: PersonPostsProps) {
  const translate = useTranslate();
  const [adding, setAdding] = useState(false);
  const [doing, setDoing] = useState<{ what: 'end' | 'hand_over'; id: string } | null>(null);
  const today = cityDay(new Date());
  const ordered = [
    ...posts.filter((post) => postState(post, today) !== 'over'),
    ...posts.filter((post) => postState(post, today) === 'over'),
  ];
  // The latest version of the row: somebody else may have changed it.
  const open = posts.find(({ id }) => id === doing?.id);
  const close = () => setDoing(null);
  return (
    <Panel
      title={translate('console.staff.posts')}
      aside={
        administers &&
        person.active && (
          <Button size="small" sx={TOUCH} onClick={() => setAdding(true)}>
            {translate('console.staff.add_post.title')}
          </Button>
        )
      }
    >
      {posts.length === 0 && (
        <Typography color="text.secondary">{translate('console.staff.none')}</Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {ordered.map((post) => (
          <Post
            key={post.id}
            post={post}
            today={today}
            administers={administers}
            onEnd={() => setDoing({ what: 'end', id: post.id })}
            onHandOver={() => setDoing({ what: 'hand_over', id: post.id })}
          />
        ))}
      </Box>
      {adding && <AddPostDialog person={person} onClose={() => setAdding(false)} />}
      {open && doing?.what === 'end' && (
        <EndPostDialog
          post={open}
          onClose={close}
          onHandOver={() => setDoing({ what: 'hand_over', id: open.id })}
        />
      )}
      {open && doing?.what === 'hand_over' && <HandOverDialog post={open} onClose={close} />}
    </Panel>
  );
}

interface PostProps {
  post: PostRecord;
  today: string;
  administers: boolean;
  onEnd: () => void;
  onHandOver: () => void;
}

function Post({ post, today, administers, onEnd, onHandOver }: PostProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const me = useMe();
  const state = postState(post, today);
  const dispatches = me.role === 'dispatcher' && me.organisation_id === post.organisation_id;
  const handsOver = post.role === 'mediator' && (administers || dispatches) && post.open_cases > 0;
  const until = post.valid_to ? exactDay(post.valid_to, locale) : translate('console.staff.no_end');
  return (
    <Box
      component="li"
      sx={{
        py: 1.25,
        borderBottom: 1,
        borderColor: 'divider',
        '&:first-of-type': { pt: 0 },
        '&:last-child': { border: 0, pb: 0 },
      }}
    >
      <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
          <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
            <Typography component="span" sx={{ fontWeight: 600 }}>
              {translate(`role.${post.role}`)}
            </Typography>
            <Tag tone={state === 'held' ? 'green' : 'neutral'}>
              {translate(`console.staff.post_state.${state}`)}
            </Tag>
          </Stack>
          <Link component={RouterLink} to={organisationPath(post.organisation_id)}>
            {post.organisation_name}
          </Link>
          <Typography variant="body2" color="text.secondary" sx={{ fontVariantNumeric: 'tabular-nums' }}>
            {translate('console.staff.period', { from: exactDay(post.valid_from, locale), to: until })}
            {post.role === 'mediator' &&
              ` · ${translate('console.staff.colleague.open', { smart_count: post.open_cases })}`}
          </Typography>
        </Box>
        <Stack direction="row" spacing={1}>
          {handsOver && (
            <Button size="small" variant="outlined" sx={TOUCH} onClick={onHandOver}>
              {translate('console.staff.hand_over.title')}
            </Button>
          )}
          {administers && state !== 'over' && (
            <Button size="small" variant="outlined" color="error" sx={TOUCH} onClick={onEnd}>
              {translate('console.staff.end_post.title')}
            </Button>
          )}
        </Stack>
      </Stack>
    </Box>
  );
}

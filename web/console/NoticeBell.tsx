import { Link, useMatch } from 'react-router-dom';
import NotificationsNone from '@mui/icons-material/NotificationsNone';
import { Badge, IconButton } from '@mui/material';
import { useTranslate } from 'react-admin';
import { MOST_UNREAD } from '../data/console/notices';
import { useNoticeWatch, useReadOnOpening, useUnreadNotices } from '../data/hooks/useNotices';
import { PageAccess } from './PageAccess';
import { pathOf, resourceOf } from './pages';

/** The number of unread notices of the user's organisation; reporters get none. */
export function NoticeBell() {
  return (
    <PageAccess resource={resourceOf(pathOf('notices'))}>
      <Bell />
    </PageAccess>
  );
}

function Bell() {
  const translate = useTranslate();
  useNoticeWatch();
  const { data = [] } = useUnreadNotices();
  const open = useMatch('/cases/:id/show');
  useReadOnOpening(open?.params.id, data);
  const count = data.length >= MOST_UNREAD ? `${MOST_UNREAD}+` : String(data.length);
  return (
    <IconButton
      component={Link}
      to={pathOf('notices')}
      color="inherit"
      aria-label={translate(data.length > 0 ? 'console.notices.unread' : 'console.notices.none', { count })}
      sx={{ width: 44, height: 44 }}
    >
      <Badge
        color="error"
        badgeContent={data.length > 0 ? count : null}
        slotProps={{ badge: { 'aria-hidden': true } as object }}
      >
        <NotificationsNone />
      </Badge>
    </IconButton>
  );
}

import { Link as RouterLink } from 'react-router-dom';
import { Box, Link, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import type { OrganisationRecord, PostRecord } from '../data/console/records';
import { Failed, Waiting } from '../ui/console/States';

/** More than an organisation has; the full lists show any further rows. */
const AT_MOST = { page: 1, perPage: 100 };

const rowStyle = { display: 'flex', justifyContent: 'space-between', gap: 1, py: 0.75 };
const listStyle = { listStyle: 'none', m: 0, p: 0 };

/** The people with a post in an organisation. */
export function People({ organisationId }: { organisationId: string }) {
  const translate = useTranslate();
  const { data, error, refetch } = useGetList<PostRecord>('posts', {
    filter: { organisation_id: organisationId, active: true },
    sort: { field: 'staff_name', order: 'ASC' },
    pagination: AT_MOST,
  });
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={3} height={28} />;
  if (data.length === 0) {
    return <Typography color="text.secondary">{translate('console.organisation.no_people')}</Typography>;
  }
  return (
    <Box component="ul" sx={listStyle}>
      {data.map((post) => (
        <Box component="li" key={post.id} sx={rowStyle}>
          <Link component={RouterLink} to={`/posts/${post.id}/show`}>
            {post.staff_name}
          </Link>
          <Typography component="span" color="text.secondary">
            {translate(`role.${post.role}`)}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

/** The organisations directly below one. */
export function Below({ organisationId }: { organisationId: string }) {
  const translate = useTranslate();
  const { data, error, refetch } = useGetList<OrganisationRecord>('organisations', {
    filter: { parent_id: organisationId },
    sort: { field: 'region_code', order: 'ASC' },
    pagination: AT_MOST,
  });
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={3} height={28} />;
  if (data.length === 0) {
    return <Typography color="text.secondary">{translate('console.organisation.no_below')}</Typography>;
  }
  return (
    <Box component="ul" sx={listStyle}>
      {data.map((row) => (
        <Box component="li" key={row.id} sx={rowStyle}>
          <Link component={RouterLink} to={`/organisations/${row.id}/show`}>
            {row.name}
          </Link>
          <Typography component="span" color="text.secondary" sx={{ whiteSpace: 'nowrap' }}>
            {translate(`console.level.${row.level}`)}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

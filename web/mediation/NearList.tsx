import { Link as RouterLink } from 'react-router-dom';
import Navigation from '@mui/icons-material/NavigationOutlined';
import { Box, Button, Link, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { DueLight, GradeTag } from '../case';
import { casePath } from '../ui/console/links';
import { distanceIn, type NearCase } from './distance';

interface NearListProps {
  near: readonly NearCase[];
  chosen: string | null;
  onChoose: (id: string) => void;
  onGo: (near: NearCase) => void;
}

/** Cases by distance: how far, what, where, and directions. */
export function NearList({ near, chosen, onChoose, onGo }: NearListProps) {
  const translate = useTranslate();
  const far = ({ place, kilometres, row }: NearCase) => {
    if (!place) return translate('place.mine.no_place');
    if (kilometres === null) return '';
    const { unit, n } = distanceIn(kilometres);
    return translate(`place.mine.${row.location_basis === 'region' ? 'about' : 'far'}.${unit}`, { n });
  };
  return (
    <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {near.map((one) => {
        const { row, place } = one;
        return (
          <Box
            component="li"
            key={row.id}
            data-near={row.id}
            onClick={() => place && onChoose(row.id)}
            sx={{
              p: 1.5,
              border: 1,
              borderColor: row.id === chosen ? 'primary.main' : 'divider',
              borderRadius: 1,
              bgcolor: 'background.paper',
              scrollMarginTop: 'calc(var(--console-head) + 16px)',
            }}
          >
            <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
              <Typography component="span" sx={{ fontWeight: 600 }}>
                {far(one)}
              </Typography>
              <GradeTag grade={row.grade} />
              <Box sx={{ flex: 1 }} />
              <DueLight light={row.light} dueAt={row.due_at} stage={row.due_stage} />
            </Stack>
            <Typography
              sx={{
                my: 0.5,
                display: '-webkit-box',
                WebkitLineClamp: 2,
                WebkitBoxOrient: 'vertical',
                overflow: 'hidden',
              }}
            >
              {row.summary}
            </Typography>
            <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
              <Typography variant="body2" color="text.secondary" sx={{ flex: 1, overflowWrap: 'anywhere' }}>
                {[row.region_path, row.place].filter(Boolean).join(' ')}
                <br />
                <Link component={RouterLink} to={casePath(row.id)}>
                  {row.number}
                </Link>
              </Typography>
              {place && (
                <Button
                  variant="contained"
                  startIcon={<Navigation />}
                  aria-label={translate('place.mine.navigate_label', { number: row.number })}
                  onClick={(event) => {
                    event.stopPropagation();
                    onGo(one);
                  }}
                  sx={{ minHeight: 44, flexShrink: 0 }}
                >
                  {translate('place.mine.navigate')}
                </Button>
              )}
            </Stack>
          </Box>
        );
      })}
    </Stack>
  );
}

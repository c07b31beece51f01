import { Link } from 'react-router-dom';
import { Alert, Box, Button, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { exactDay } from '../domain/dates';
import { useValues } from '../ui/form/values';
import type { Values } from './draft';
import { type SimilarCase, useSimilar } from './useSimilar';

/** Shown before saving: possible duplicates with the reasons. It does not block saving. */
export function Similar() {
  const translate = useTranslate();
  const { found, failed, again } = useSimilar(useValues<Values>());
  return (
    <Box role="status" aria-live="polite">
      {failed && (
        <Typography variant="body2" color="text.secondary">
          {translate('console.intake.similar.failed')}{' '}
          <Button size="small" onClick={again} sx={{ minHeight: 44 }}>
            {translate('console.intake.retry')}
          </Button>
        </Typography>
      )}
      {found.length > 0 && (
        <Alert
          severity="info"
          sx={{ alignItems: 'flex-start', '& .MuiAlert-message': { flex: 1, minWidth: 0 } }}
        >
          <Typography component="h2" variant="h3">
            {translate('console.intake.similar.title', { smart_count: found.length })}
          </Typography>
          <Typography variant="body2">{translate('console.intake.similar.lead')}</Typography>
          <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
            {found.map((one) => (
              <Likely key={one.id} one={one} />
            ))}
          </Box>
        </Alert>
      )}
    </Box>
  );
}

function Likely({ one }: { one: SimilarCase }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const reasons = one.reasons as string[];
  return (
    <Box component="li" sx={{ pt: 1, mt: 1, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5 }}>
        {/* Opens in a new browser tab, so that the form stays as it is. */}
        <Box
          component={Link}
          to={`/cases/${one.id}/show`}
          target="_blank"
          sx={{
            display: 'inline-flex',
            alignItems: 'center',
            minHeight: 44,
            fontWeight: 600,
            color: 'inherit',
            fontVariantNumeric: 'tabular-nums',
          }}
        >
          {one.number}
        </Box>
        <Box component="span">{translate(`status.${one.status}`)}</Box>
        <Box component="span">{one.created_at && exactDay(one.created_at, locale)}</Box>
      </Box>
      <Box sx={{ fontWeight: 600 }}>
        {reasons.map((reason) => translate(`console.intake.similar.${reason}`)).join(' · ')}
      </Box>
      <Box>{one.region_path}</Box>
      <Box
        sx={{
          display: '-webkit-box',
          WebkitLineClamp: 2,
          WebkitBoxOrient: 'vertical',
          overflow: 'hidden',
          overflowWrap: 'anywhere',
        }}
      >
        {one.summary}
      </Box>
    </Box>
  );
}

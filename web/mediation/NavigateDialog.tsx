import { useId } from 'react';
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { APPS, wayTo } from '../domain/navigation';
import type { NearCase } from './distance';

/**
 * Directions to a case: the phone's own app, or one of three map services. Each opens another app, which gets
 * only the location.
 */
export function NavigateDialog({ near, onClose }: { near: NearCase; onClose: () => void }) {
  const translate = useTranslate();
  const title = useId();
  const { row, place } = near;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby={title}>
      <DialogTitle id={title} component="h2">
        {translate('place.mine.navigate_title')}
      </DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 1 }}>{[row.region_path, row.place].filter(Boolean).join(' ')}</Typography>
        {row.location_basis === 'region' && (
          <Typography color="warning.main" sx={{ mb: 1 }}>
            {translate('place.mine.only_region')}
          </Typography>
        )}
        <Typography color="text.secondary" sx={{ mb: 2 }}>
          {translate('place.mine.navigate_lead')}
        </Typography>
        <Stack spacing={1}>
          {place &&
            APPS.map((app) => (
              <Button
                key={app}
                variant="outlined"
                href={wayTo(app, place, translate('place.mine.destination'))}
                {...(app !== 'device' && { target: '_blank', rel: 'noopener noreferrer' })}
                onClick={onClose}
                sx={{ minHeight: 48 }}
              >
                {translate(`place.mine.app.${app}`)}
              </Button>
            ))}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('console.action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

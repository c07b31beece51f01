import { Box, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { ApiError } from '../data/core/errors';
import { Failed } from '../ui/console/States';

/** A failed request; an area outside the user's scope offers the way back instead of a retry. */
export function Refused({ error, retry, onHome }: { error: Error; retry: () => void; onHome: () => void }) {
  const translate = useTranslate();
  const refused = error instanceof ApiError && [403, 404].includes(error.status);
  return (
    <Box sx={{ px: 2 }}>
      <Failed error={error} retry={retry} />
      {refused && (
        <Button variant="outlined" onClick={onHome}>
          {translate('hotspot.home')}
        </Button>
      )}
    </Box>
  );
}

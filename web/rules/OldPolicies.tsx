import { useId, useState } from 'react';
import { Box, Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Stage } from '../domain/stages';
import { oldPolicies } from '../data/console/deadlines';
import { useRead } from '../data/hooks/useRead';
import { Failed, Waiting } from '../ui/console/States';
import { PolicyTable } from './PolicyTable';

/** The past versions of a stage's rules, read on demand. */
export function OldPolicies({ stage }: { stage: Stage }) {
  const translate = useTranslate();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useRead(['old_policies', stage], (signal) => oldPolicies(stage, signal), {
    enabled: open,
  });
  const name = translate(`stage.${stage}`);
  return (
    <Box sx={{ mt: 1 }}>
      <Button
        size="small"
        color="inherit"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={translate('console.rules.old_of', { stage: name })}
        onClick={() => setOpen(!open)}
        sx={{ color: 'text.secondary', minHeight: { xs: 44, md: 32 }, ml: -0.75 }}
      >
        {translate(open ? 'console.rules.old_hide' : 'console.rules.old')}
      </Button>
      {open && (
        <Box id={id} sx={{ mt: 1 }}>
          {error && <Failed error={error} retry={() => void refetch()} />}
          {!data && !error && <Waiting rows={2} />}
          {data?.length === 0 && (
            <Typography color="text.secondary">{translate('console.rules.old_none')}</Typography>
          )}
          {data && data.length > 0 && (
            <PolicyTable label={translate('console.rules.old_of', { stage: name })} rules={data} />
          )}
        </Box>
      )}
    </Box>
  );
}

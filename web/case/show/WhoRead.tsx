import { useId, useState } from 'react';
import VisibilityOutlined from '@mui/icons-material/VisibilityOutlined';
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { readReadings } from '../../data/console/audit';
import { useMe } from '../../data/hooks/Me';
import type { CaseRecord } from '../../data/console/cases';
import { useRead } from '../../data/hooks/useRead';
import { exactTime } from '../../domain/dates';
import { Empty, Failed, Waiting } from '../../ui/console/States';

interface WhoReadProps {
  case: Pick<CaseRecord, 'id' | 'number'>;
  stretch?: boolean;
}

const ROLES: ReadonlySet<string> = new Set(['leader', 'administrator', 'dispatcher']);

/** Opens the list of who opened the case, for leaders, administrators and dispatchers. */
export function WhoRead({ case: row, stretch = false }: WhoReadProps) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  if (!ROLES.has(useMe().role)) return null;
  return (
    <>
      <Button
        color="inherit"
        startIcon={<VisibilityOutlined />}
        onClick={() => setOpen(true)}
        sx={stretch ? { minHeight: 44 } : {}}
      >
        {translate('console.life.readings')}
      </Button>
      {open && <ReadingsDialog row={row} onClose={() => setOpen(false)} />}
    </>
  );
}

function ReadingsDialog({ row, onClose }: { row: WhoReadProps['case']; onClose: () => void }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const phone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'), { noSsr: true });
  const title = useId();
  const read = useRead(['case_reads', row.id], (signal) => readReadings(row.id, signal));
  return (
    <Dialog open onClose={onClose} fullScreen={phone} fullWidth maxWidth="sm" aria-labelledby={title}>
      <DialogTitle id={title} component="h2">
        {translate('console.life.readings')}
        <Typography color="text.secondary">{row.number}</Typography>
      </DialogTitle>
      {/* A long list must be scrollable by keyboard, too. */}
      <DialogContent tabIndex={0}>
        {read.error && <Failed error={read.error} retry={() => void read.refetch()} />}
        {!read.error && !read.data && <Waiting rows={4} height={48} />}
        {read.data?.length === 0 && <Empty title={translate('console.life.readings_none')} />}
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {read.data?.toReversed().map((one) => (
            <Box
              component="li"
              key={`${one.staff_id} ${one.role} ${one.organisation_name} ${one.day}`}
              sx={{ py: 1, borderBottom: 1, borderColor: 'divider' }}
            >
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'baseline' }}>
                <Box component="span" sx={{ fontWeight: 600, flex: 1 }}>
                  {one.staff_name}
                </Box>
                <Typography component="span" variant="body2" color="text.secondary">
                  {translate('console.life.reading_times', { smart_count: one.n })}
                  {translate('console.list_comma')}
                  {exactTime(one.last_at, locale)}
                </Typography>
              </Box>
              <Typography variant="body2" color="text.secondary">
                {translate(`role.${one.role}`)} · {one.organisation_name}
              </Typography>
            </Box>
          ))}
        </Box>
      </DialogContent>
      <DialogActions sx={phone ? { '& > button': { flex: 1, minHeight: 44 } } : {}}>
        <Button variant="contained" onClick={onClose}>
          {translate('console.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

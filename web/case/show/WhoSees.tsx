import { useId, useState } from 'react';
import Groups from '@mui/icons-material/GroupsOutlined';
import Print from '@mui/icons-material/PrintOutlined';
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { ask } from '../../data/core/changes';
import { useMe } from '../../data/hooks/Me';
import type { CaseRecord } from '../../data/console/cases';
import { useRead } from '../../data/hooks/useRead';
import { exactTime } from '../../domain/dates';
import { PrintSheet } from '../../ui/console/PrintSheet';
import { Failed, Waiting } from '../../ui/console/States';
import { Tag } from '../../ui/console/Tag';
import { inGroups, type ViewerGroup, VIEWERS_LIMIT } from './viewers';

interface WhoSeesProps {
  case: Pick<CaseRecord, 'id' | 'number' | 'version'>;
  stretch?: boolean;
}

/** Opens the list of people who can see the case, each with the reason; not available to grid workers. */
export function WhoSees({ case: row, stretch = false }: WhoSeesProps) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  if (useMe().role === 'reporter') return null;
  return (
    <>
      <Button
        color="inherit"
        startIcon={<Groups />}
        onClick={() => setOpen(true)}
        sx={stretch ? { minHeight: 44 } : {}}
      >
        {translate('console.viewers.open')}
      </Button>
      {open && <WhoSeesDialog row={row} onClose={() => setOpen(false)} />}
    </>
  );
}

function WhoSeesDialog({ row, onClose }: { row: WhoSeesProps['case']; onClose: () => void }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const me = useMe();
  const phone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'), { noSsr: true });
  const title = useId();
  const read = useRead(['who_sees', row.id, row.version], (signal) =>
    ask('who_sees', { case_id: row.id }, signal),
  );
  const groups = read.data && inGroups(read.data);
  const count = read.data?.length ?? 0;
  const lead = translate('console.viewers.lead', { smart_count: count });
  return (
    <Dialog open onClose={onClose} fullScreen={phone} fullWidth maxWidth="sm" aria-labelledby={title}>
      <DialogTitle id={title} component="h2">
        {translate('console.viewers.title')}
        <Typography color="text.secondary">{row.number}</Typography>
      </DialogTitle>
      {/* A long list must be scrollable by keyboard, too. */}
      <DialogContent tabIndex={0}>
        {read.error && <Failed error={read.error} retry={() => void read.refetch()} />}
        {!read.error && !groups && <Waiting rows={5} height={48} />}
        {groups && (
          <>
            <Typography sx={{ mb: 2 }}>{lead}</Typography>
            {count >= VIEWERS_LIMIT && (
              <Typography color="text.secondary" sx={{ mb: 2 }}>
                {translate('console.viewers.cut', { limit: VIEWERS_LIMIT })}
              </Typography>
            )}
            <ViewerGroups groups={groups} />
          </>
        )}
        {groups && (
          <PrintSheet>
            <Box component="h1" sx={{ fontSize: '15pt', m: 0 }}>
              {translate('console.viewers.title')}
            </Box>
            <p>
              {row.number} · {lead}
              <br />
              {translate('console.viewers.printed', {
                name: me.name,
                organisation: me.organisation_name,
                time: exactTime(new Date().toISOString(), locale, new Date(0)),
              })}
            </p>
            <ViewerGroups groups={groups} />
          </PrintSheet>
        )}
      </DialogContent>
      <DialogActions sx={phone ? { '& > button': { flex: 1, minHeight: 44 } } : {}}>
        <Button startIcon={<Print />} disabled={!groups} onClick={() => window.print()}>
          {translate('console.viewers.print')}
        </Button>
        <Button variant="contained" onClick={onClose}>
          {translate('console.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** People by reason: the sentence once, then the names it applies to. */
function ViewerGroups({ groups }: { groups: ViewerGroup[] }) {
  const translate = useTranslate();
  return (
    <Stack spacing={2.5}>
      {groups.map((group) => (
        <Box component="section" key={group.key} sx={{ breakInside: 'avoid-page' }}>
          <Stack direction="row" spacing={1} sx={{ alignItems: 'baseline' }}>
            <Typography variant="h3">{translate(`console.viewers.group.${group.reason}`)}</Typography>
            <Typography component="span" variant="body2" color="text.secondary">
              {translate('console.viewers.count', { smart_count: group.people.length })}
            </Typography>
          </Stack>
          <Typography variant="body2" color="text.secondary">
            {translate(`console.viewers.because.${group.reason}`, {
              organisation: group.organisation,
              region: group.region,
            })}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.75, p: 0 }}>
            {group.people.map((person) => (
              <Box
                component="li"
                key={`${person.id} ${person.role}`}
                sx={{
                  display: 'flex',
                  flexWrap: 'wrap',
                  gap: 0.75,
                  alignItems: 'center',
                  py: 0.75,
                  borderTop: 1,
                  borderColor: 'divider',
                }}
              >
                <Box component="span" sx={{ fontWeight: 600 }}>
                  {person.name}
                </Box>
                <Box component="span" sx={{ color: 'text.secondary', flex: 1 }}>
                  {translate(`role.${person.role}`)}
                </Box>
                {person.acts && <Tag tone="accent">{translate('console.viewers.acts')}</Tag>}
                {person.opens && <Tag tone="amber">{translate('console.viewers.opens')}</Tag>}
                {!person.acts && !person.opens && (
                  <Tag tone="neutral">{translate('console.viewers.reads')}</Tag>
                )}
              </Box>
            ))}
          </Box>
        </Box>
      ))}
    </Stack>
  );
}

import { Link as RouterLink } from 'react-router-dom';
import { Box, Link, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { LinkRecord, ParticipantRecord } from '../../data/console/caseParts';
import { exactTime } from '../../domain/dates';
import { casePath } from '../../ui/console/links';
import { StatusTag } from '../tags';

/** Links to related cases. */
export function Links({ caseId, links }: { caseId: string; links: LinkRecord[] }) {
  const translate = useTranslate();
  return (
    <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {links.map((link) => {
        const own = link.case_id === caseId;
        const other = own ? link.other_id : link.case_id;
        return (
          <Box
            component="li"
            key={`${link.case_id} ${link.other_id} ${link.kind}`}
            sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
          >
            <Typography component="span" color="text.secondary">
              {translate(`console.life.link.${link.kind}_${own ? 'to' : 'from'}`)}
            </Typography>
            <Link component={RouterLink} to={casePath(other)} sx={{ py: { xs: 1.25, md: 0 } }}>
              {own ? link.other_number : link.number}
            </Link>
            {own && <StatusTag status={link.other_status} />}
          </Box>
        );
      })}
    </Stack>
  );
}

/** Who takes part and in which role; former participants are listed below. */
export function Participants({ participants }: { participants: ParticipantRecord[] }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  // The end of a role adds a separate "former" row, so the ended row is skipped.
  const shown = participants.filter((one) => one.until === null);
  const present = shown.filter((one) => !one.part.startsWith('former'));
  const former = shown.filter((one) => one.part.startsWith('former'));
  return (
    <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {[...present, ...former].map((one) => (
        <Box component="li" key={`${one.organisation_id} ${one.part}`}>
          <Box
            sx={{
              overflowWrap: 'anywhere',
              color: one.part.startsWith('former') ? 'text.secondary' : 'text.primary',
            }}
          >
            {translate(`console.life.part.${one.part}`)}
            {translate('console.colon')}
            {one.organisation_name}
          </Box>
          <Typography variant="body2" color="text.secondary">
            {translate('console.life.since', { time: exactTime(one.since, locale) })}
          </Typography>
        </Box>
      ))}
    </Stack>
  );
}

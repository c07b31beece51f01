import Download from '@mui/icons-material/FileDownloadOutlined';
import { Alert, Button, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Role } from '../../domain/roles';
import { cityDay } from '../../domain/dates';
import { download } from '../../ui/console/download';
import { toCsv } from '../../domain/csv';
import { Panel } from '../../ui/console/Panel';
import type { Line } from './inviteRows';
import { linkOf, type InvitationSlip } from './link';
import { FixButton } from './FixButton';
import { InvitationSlipPrinter } from './InvitationSlipPrinter';

interface BulkResultProps {
  lines: Line[];
  /** Called once the links were printed or saved, so that leaving loses nothing. */
  onKept: () => void;
  onAnother: () => void;
}

/** The links of the invited people, to print and save: they are shown only once. */
export function BulkResult({ lines, onKept, onAnother }: BulkResultProps) {
  const translate = useTranslate();
  const label = (name: string) => translate(`console.staff.${name}`);
  const bad = lines.filter(({ error }) => error);
  const invitationSlips: InvitationSlip[] = lines.flatMap(({ row, token, organisation, expiresAt }) =>
    token
      ? [
          {
            name: row.name,
            account: row.account,
            organisation: organisation ?? row.organisation,
            role: row.role as Role,
            link: linkOf(token),
            expiresAt: expiresAt ?? '',
          },
        ]
      : [],
  );
  const save = () => {
    const columns = [
      { label: label('name'), value: (invitationSlip: InvitationSlip) => invitationSlip.name },
      { label: label('account'), value: (invitationSlip: InvitationSlip) => invitationSlip.account },
      {
        label: label('organisation'),
        value: (invitationSlip: InvitationSlip) => invitationSlip.organisation,
      },
      {
        label: label('role'),
        value: (invitationSlip: InvitationSlip) =>
          invitationSlip.role && translate(`role.${invitationSlip.role}`),
      },
      { label: label('link.address'), value: (invitationSlip: InvitationSlip) => invitationSlip.link },
      { label: label('link.until'), value: (invitationSlip: InvitationSlip) => invitationSlip.expiresAt },
    ];
    download(`${label('bulk.links_name')}-${cityDay(new Date())}.csv`, toCsv(columns, invitationSlips));
    onKept();
  };
  return (
    <Panel title={label('bulk.done')}>
      <Stack spacing={2}>
        <Typography role="status">
          {translate('console.staff.bulk.outcome_of', { good: invitationSlips.length, bad: bad.length })}
        </Typography>
        {invitationSlips.length > 0 && <Alert severity="warning">{label('bulk.once')}</Alert>}
        <Stack
          direction="row"
          useFlexGap
          spacing={1}
          sx={{ flexWrap: 'wrap', '& > button': { minHeight: 44 } }}
        >
          {invitationSlips.length > 0 && (
            <>
              <InvitationSlipPrinter
                invitationSlips={invitationSlips}
                label={label('bulk.print')}
                onPrinted={onKept}
              />
              <Button variant="outlined" startIcon={<Download />} onClick={save}>
                {label('bulk.links')}
              </Button>
            </>
          )}
          <FixButton lines={bad} />
          <Button onClick={onAnother}>{label('bulk.another')}</Button>
        </Stack>
      </Stack>
    </Panel>
  );
}

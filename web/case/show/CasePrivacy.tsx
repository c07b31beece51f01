import { useState } from 'react';
import { Alert, Button, Stack } from '@mui/material';
import { useLocaleState, useNotify, useTranslate } from 'react-admin';
import { privacyActions } from '../../data/console/privacy';
import type { CaseRecord } from '../../data/console/cases';
import { useChange } from '../../data/hooks/useChange';
import { useRead } from '../../data/hooks/useRead';
import { exactTime } from '../../domain/dates';
import { Panel } from '../../ui/console/Panel';
import { FormDialog } from '../../ui/form/FormDialog';
import { TextInput } from '../../ui/form/TextInput';
import { RecordRequest } from './RecordRequest';

interface CasePrivacyProps {
  case: CaseRecord;
  refetch: () => Promise<unknown>;
}

/** Whether the personal data still exist or are under legal hold, and what the user may do about them. */
export function CasePrivacy({ case: row, refetch }: CasePrivacyProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const [open, setOpen] = useState<'erase' | 'hold' | 'record' | null>(null);
  const offered = useRead(['privacy_actions', row.id, row.version], (signal) =>
    privacyActions(row.id, signal),
  );
  const possible = offered.data ?? [];
  const refetchAll = () => Promise.all([refetch(), offered.refetch()]);
  if (!row.erased_at && !row.legal_hold && possible.length === 0) return null;
  return (
    <Panel title={translate('console.privacy.on_case')}>
      <Stack spacing={1.5}>
        {row.erased_at && (
          <Alert severity="info">
            {translate('console.privacy.erased_at', { time: exactTime(row.erased_at, locale) })}
          </Alert>
        )}
        {row.legal_hold && <Alert severity="warning">{translate('console.privacy.on_hold')}</Alert>}
        {possible.length > 0 && (
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
            {possible.includes('record_privacy_request') && (
              <Button variant="outlined" onClick={() => setOpen('record')}>
                {translate('console.privacy.record.title')}
              </Button>
            )}
            {possible.includes('erase_case') && (
              <Button variant="outlined" color="error" onClick={() => setOpen('erase')}>
                {translate('console.privacy.erase')}
              </Button>
            )}
            {possible.includes('set_legal_hold') && (
              <Button variant="outlined" onClick={() => setOpen('hold')}>
                {translate(row.legal_hold ? 'console.privacy.lift' : 'console.privacy.hold')}
              </Button>
            )}
          </Stack>
        )}
      </Stack>
      {open === 'record' && (
        <RecordRequest case={row} onDone={() => void refetchAll()} onClose={() => setOpen(null)} />
      )}
      {open && open !== 'record' && (
        <Step what={open} case={row} refetch={refetchAll} onClose={() => setOpen(null)} />
      )}
    </Panel>
  );
}

function Step({
  what,
  case: row,
  refetch,
  onClose,
}: CasePrivacyProps & { what: 'erase' | 'hold'; onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const erasing = useChange('erase_case');
  const holding = useChange('set_legal_hold');
  const change = what === 'erase' ? erasing : holding;
  const name = what === 'hold' && row.legal_hold ? 'lift' : what;
  const submit = async (reason: string) => {
    const sent = { case_id: row.id, expected_version: row.version, reason };
    const done =
      what === 'erase' ? await erasing.send(sent) : await holding.send({ ...sent, held: !row.legal_hold });
    if (!done) return;
    notify(translate(`console.privacy.${what}_done`), { type: 'success' });
    await refetch();
    onClose();
  };
  return (
    <FormDialog
      title={translate(`console.privacy.${name}`)}
      lead={translate(`console.privacy.${name}_lead`)}
      initial={{ reason: '' }}
      confirm={translate(`console.privacy.${name}`)}
      destructive={what === 'erase'}
      change={change}
      refetch={refetch}
      onSubmit={({ reason = '' }) => void submit(reason)}
      onClose={onClose}
    >
      <TextInput name="reason" label={translate('console.privacy.reason')} required />
    </FormDialog>
  );
}

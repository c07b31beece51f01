import { useState } from 'react';
import { Button, Stack, Typography } from '@mui/material';
import { useListContext, useNotify, useTranslate } from 'react-admin';
import { DueLight, RecordRequest } from '../case';
import type { PrivacyRequest } from '../data/console/privacy';
import { useChange } from '../data/hooks/useChange';
import { useChoices } from '../data/hooks/useLists';
import { ChoiceFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { ListBody } from '../ui/console/ListBody';
import type { Column } from '../ui/console/RecordTable';
import { Tag } from '../ui/console/Tag';
import { FormDialog } from '../ui/form/FormDialog';
import { RadioInput } from '../ui/form/RadioInput';
import { TextInput } from '../ui/form/TextInput';
import { useValues } from '../ui/form/values';
import { CaseLink } from './CaseLink';
import { PrivacyFrame } from './PrivacyFrame';

/** The default filter of the list: pending work. */
const FIRST = { state: 'open' };

/** Privacy requests, most urgent first, and answering them. */
export function Requests() {
  return (
    <PrivacyFrame
      tab="requests"
      resource="privacy_requests"
      sort={{ field: 'due_at', order: 'ASC' }}
      first={FIRST}
      actions={<Record />}
    >
      <Rows />
    </PrivacyFrame>
  );
}

/** Records a request made at the counter. */
function Record() {
  const translate = useTranslate();
  const { refetch } = useListContext();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outlined" onClick={() => setOpen(true)} sx={{ minHeight: 44 }}>
        {translate('console.privacy.record.title')}
      </Button>
      {open && <RecordRequest case={null} onDone={() => void refetch()} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What a request asks for, who brought it, and how far it is. */
function useRequestWords() {
  const translate = useTranslate();
  return {
    kind: (row: PrivacyRequest) => translate(`console.privacy.kind.${row.kind}`),
    from: (row: PrivacyRequest) =>
      row.received_by_name && row.party_side && row.identity
        ? translate('console.privacy.at_counter', {
            side: translate(`console.party.${row.party_side}`),
            identity: translate(`console.privacy.identity.${row.identity}`),
            name: row.received_by_name,
          })
        : translate('console.privacy.by_party'),
  };
}

function RequestState({ row }: { row: PrivacyRequest }) {
  const translate = useTranslate();
  if (row.state === 'open') return <DueLight light={row.light} dueAt={row.due_at} />;
  return (
    <Tag tone={row.state === 'done' ? 'green' : 'neutral'}>
      {translate(`console.privacy.state.${row.state}`)}
    </Tag>
  );
}

function RequestFilters() {
  const translate = useTranslate();
  const choicesOf = (group: string, values: string[]) =>
    values.map((value) => ({ value, label: translate(`console.privacy.${group}.${value}`) }));
  const kinds = useChoices('privacy_request_kinds', 'console.privacy.kind');
  return (
    <FilterBar search={<SearchFilter label={translate('console.privacy.search')} />}>
      <ChoiceFilter
        source="state"
        label={translate('console.privacy.status')}
        choices={choicesOf('state', ['open', 'done', 'refused'])}
      />
      <ChoiceFilter source="kind" label={translate('console.privacy.what')} choices={kinds} />
    </FilterBar>
  );
}

function Rows() {
  const translate = useTranslate();
  const { refetch } = useListContext();
  const [deciding, setDeciding] = useState<PrivacyRequest | null>(null);
  const { kind, from } = useRequestWords();
  const button = (row: PrivacyRequest) =>
    row.state === 'open' ? (
      <Button size="small" onClick={() => setDeciding(row)}>
        {translate('console.privacy.decide')}
      </Button>
    ) : null;
  const columns: Column<PrivacyRequest>[] = [
    { key: 'case', label: translate('console.privacy.case'), render: (row) => <CaseLink of={row} /> },
    { key: 'kind', label: translate('console.privacy.what'), value: kind },
    {
      key: 'message',
      label: translate('console.privacy.message'),
      wrap: true,
      width: '34%',
      value: (row) => (row.state === 'open' ? row.message : (row.reason ?? row.message)),
    },
    { key: 'from', label: translate('console.privacy.from'), wrap: true, wide: true, value: from },
    {
      key: 'due',
      label: translate('console.privacy.due'),
      sort: 'due_at',
      render: (row) => <RequestState row={row} />,
    },
    { key: 'do', label: translate('console.privacy.do'), render: button },
  ];
  return (
    <>
      <ListBody<PrivacyRequest>
        label={translate('console.privacy.tab.requests')}
        filters={<RequestFilters />}
        columns={columns}
        card={(row) => (
          <Stack spacing={0.5}>
            <CaseLink of={row} />
            <Typography>
              {kind(row)} · {from(row)}
            </Typography>
            {row.message && <Typography variant="body2">{row.message}</Typography>}
            <RequestState row={row} />
            {button(row)}
          </Stack>
        )}
        empty={{ title: translate('console.privacy.none.requests') }}
        first={FIRST}
      />
      {deciding && (
        <Decide request={deciding} onDone={() => void refetch()} onClose={() => setDeciding(null)} />
      )}
    </>
  );
}

interface DecideProps {
  request: PrivacyRequest;
  onDone: () => void;
  onClose: () => void;
}

function Decide({ request, onDone, onClose }: DecideProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const change = useChange('decide_privacy_request');
  const submit = async (decision: string, reason: string) => {
    const sent = { privacy_request_id: request.id, expected_version: request.version, decision };
    if (!(await change.send({ ...sent, ...(reason && { reason }) }))) return;
    notify(translate('console.privacy.decided'), { type: 'success' });
    onDone();
    onClose();
  };
  return (
    <FormDialog
      title={`${translate('console.privacy.decide')} · ${translate(`console.privacy.kind.${request.kind}`)}`}
      lead={translate('console.privacy.decide_lead')}
      initial={{ decision: '', reason: '' }}
      confirm={translate('console.privacy.decide')}
      change={change}
      onSubmit={({ decision, reason }) => submit(decision, reason)}
      onClose={onClose}
    >
      {request.message && <Typography sx={{ overflowWrap: 'anywhere' }}>{request.message}</Typography>}
      <RadioInput
        name="decision"
        label={translate('console.privacy.decision_label')}
        required
        choices={['done', 'refused'].map((value) => ({
          value,
          label: translate(`console.privacy.decision.${value}`),
        }))}
      />
      <ReasonInput />
    </FormDialog>
  );
}

/** The reason, which a refusal must have. */
function ReasonInput() {
  const translate = useTranslate();
  const { decision } = useValues<{ decision: string }>();
  return (
    <TextInput
      name="reason"
      label={translate('console.privacy.reason')}
      hint={translate('console.privacy.reason_hint')}
      required={decision === 'refused'}
    />
  );
}

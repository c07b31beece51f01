import { useState } from 'react';
import { Button, Stack, Typography } from '@mui/material';
import { useListContext, useNotify, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { Erasure } from '../data/console/privacy';
import { useChange } from '../data/hooks/useChange';
import { ChoiceFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { ListBody } from '../ui/console/ListBody';
import type { Column } from '../ui/console/RecordTable';
import { Tag } from '../ui/console/Tag';
import { Time } from '../ui/console/Time';
import { FormDialog } from '../ui/form/FormDialog';
import { CaseLink } from './CaseLink';
import { PrivacyFrame } from './PrivacyFrame';

/** The default filter of the list: pending work. */
const FIRST = { state: 'waiting' };

/** Erasures that one administrator requested, for another one to decide. */
export function Erasures() {
  return (
    <PrivacyFrame
      tab="erasures"
      resource="erasures"
      sort={{ field: 'asked_at', order: 'DESC' }}
      first={FIRST}
    >
      <Rows />
    </PrivacyFrame>
  );
}

function Rows() {
  const translate = useTranslate();
  const me = useMe();
  const { refetch } = useListContext();
  const [settling, setSettling] = useState<{ erasure: Erasure; granted: boolean } | null>(null);
  const buttons = (erasure: Erasure) =>
    erasure.state === 'waiting' ? (
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        {erasure.asked_by === me.staff_id ? (
          <Typography variant="body2" color="text.secondary">
            {translate('console.privacy.own')}
          </Typography>
        ) : (
          <Button size="small" color="error" onClick={() => setSettling({ erasure, granted: true })}>
            {translate('console.privacy.confirm')}
          </Button>
        )}
        <Button size="small" onClick={() => setSettling({ erasure, granted: false })}>
          {translate('console.privacy.refuse')}
        </Button>
      </Stack>
    ) : (
      <Tag tone={erasure.state === 'done' ? 'green' : 'neutral'}>
        {translate(`console.privacy.log.${erasure.state === 'done' ? 'erased' : 'erasure_refused'}`)}
      </Tag>
    );
  const columns: Column<Erasure>[] = [
    { key: 'case', label: translate('console.privacy.case'), render: (row) => <CaseLink of={row} /> },
    {
      key: 'reason',
      label: translate('console.privacy.reason'),
      wrap: true,
      width: '34%',
      value: (row) => row.reason,
    },
    { key: 'asked', label: translate('console.privacy.asked'), value: (row) => row.asked_by_name },
    {
      key: 'at',
      label: translate('console.privacy.asked_at'),
      sort: 'asked_at',
      render: (row) => <Time at={row.asked_at} show="relative" />,
    },
    { key: 'do', label: translate('console.privacy.do'), wrap: true, render: buttons },
  ];
  return (
    <>
      <ListBody<Erasure>
        label={translate('console.privacy.tab.erasures')}
        filters={
          <FilterBar search={<SearchFilter label={translate('console.privacy.search')} />}>
            <ChoiceFilter
              source="state"
              label={translate('console.privacy.status')}
              choices={['waiting', 'done', 'refused'].map((value) => ({
                value,
                label: translate(`console.privacy.state.${value}`),
              }))}
            />
          </FilterBar>
        }
        columns={columns}
        card={(row) => (
          <Stack spacing={0.5}>
            <CaseLink of={row} />
            <Typography>{row.reason}</Typography>
            <Typography variant="body2" color="text.secondary">
              {row.asked_by_name} · <Time at={row.asked_at} show="relative" />
            </Typography>
            {buttons(row)}
          </Stack>
        )}
        empty={{ title: translate('console.privacy.none.erasures') }}
        first={FIRST}
      />
      {settling && <Decide {...settling} onDone={() => void refetch()} onClose={() => setSettling(null)} />}
    </>
  );
}

interface DecideProps {
  erasure: Erasure;
  granted: boolean;
  onDone: () => void;
  onClose: () => void;
}

function Decide({ erasure, granted, onDone, onClose }: DecideProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const change = useChange('confirm_erasure');
  const what = granted ? 'confirm' : 'refuse';
  const submit = async () => {
    if (!(await change.send({ erasure_id: erasure.id, expected_version: erasure.version, granted }))) return;
    notify(translate(granted ? 'console.privacy.confirmed' : 'console.privacy.refused'), { type: 'success' });
    onDone();
    onClose();
  };
  return (
    <FormDialog
      title={translate(`console.privacy.${what}`)}
      lead={`${erasure.case_number} · ${erasure.reason}`}
      confirm={translate(`console.privacy.${what}`)}
      destructive={granted}
      change={change}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {translate(`console.privacy.${what}_lead`)}
    </FormDialog>
  );
}

import { useState } from 'react';
import { Alert, Box, Stack, TextField, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { disputeTypes } from '../data/console/cases';
import { useMe } from '../data/hooks/Me';
import type { DisputeTypeRecord } from '../data/console/records';
import { type AutoDispatch, autoDispatches } from '../data/console/rules';
import { useRead } from '../data/hooks/useRead';
import { inLanguage } from '../text/languages';
import { Panel } from '../ui/console/Panel';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { AutoRows } from './AutoRows';
import { RulesFrame } from './RulesFrame';

/**
 * For a desk: which accepted cases are dispatched automatically to the best organisation, by type and grade.
 */
export function AutoDispatches() {
  const translate = useTranslate();
  const me = useMe();
  const desk = me.role === 'dispatcher' && me.scope_code !== null;
  const on = useRead(
    ['auto_dispatches', me.organisation_id],
    (signal) => autoDispatches(me.organisation_id, signal),
    { enabled: desk },
  );
  const types = useRead(['dispute_types'], disputeTypes);
  const error = on.error ?? types.error;
  const retry = () => void Promise.all([on.refetch(), types.refetch()]);
  return (
    <RulesFrame tab="auto">
      {!desk && (
        <Empty
          title={translate('console.rules.auto.not_desk')}
          hint={translate('console.rules.auto.not_desk_hint')}
        />
      )}
      {desk && error && <Failed error={error} retry={retry} />}
      {desk && !error && !(on.data && types.data) && <Waiting rows={8} />}
      {desk && on.data && types.data && <Switches on={on.data} types={types.data} />}
    </RulesFrame>
  );
}

function Switches({ on, types }: { on: AutoDispatch[]; types: DisputeTypeRecord[] }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const [typed, setTyped] = useState('');
  const query = typed.normalize('NFKC').trim().toLowerCase();
  const name = (type: DisputeTypeRecord) => inLanguage(locale, type.name, type.name_en);
  const fits = (type: DisputeTypeRecord) => name(type).toLowerCase().includes(query);
  const groups = types
    .filter((type) => type.parent_code === null)
    .map((first) => ({ first, below: types.filter((type) => type.parent_code === first.code) }))
    .filter(({ first, below }) => query === '' || fits(first) || below.some(fits));
  return (
    <Stack spacing={2}>
      <Alert severity="info">{translate('console.rules.auto.hint')}</Alert>
      <Panel
        title={translate('console.rules.auto.title')}
        aside={
          <Typography component="span" role="status" color="text.secondary">
            {translate('console.rules.auto.count', { count: on.length })}
          </Typography>
        }
      >
        <TextField
          type="search"
          size="small"
          label={translate('console.rules.auto.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          fullWidth
          sx={{ mb: 1, mt: 0.5, maxWidth: { md: 320 } }}
        />
        {groups.length === 0 && (
          <Typography color="text.secondary">{translate('console.list.no_match')}</Typography>
        )}
        <Box>
          {groups.map(({ first, below }) => (
            <AutoRows
              key={first.code}
              first={first}
              below={query === '' || fits(first) ? below : below.filter(fits)}
              on={on}
              name={name}
              opened={query !== '' && !fits(first)}
            />
          ))}
        </Box>
      </Panel>
    </Stack>
  );
}

import { Box, Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { PolicyRecord } from '../data/console/deadlines';
import { exactDay, exactTime } from '../domain/dates';
import { type Column, RecordTable } from '../ui/console/RecordTable';
import { isGeneral } from './policies';
import { usePolicyWords } from './usePolicyWords';

interface PolicyTableProps {
  /** Names the table for screen readers. */
  label: string;
  rules: PolicyRecord[];
  /** Set for users who may edit. */
  onChange?: (rule: PolicyRecord) => void;
  onEnd?: (rule: PolicyRecord) => void;
}

const AS_GIVEN = { field: 'id', order: 'ASC' } as const;

/** Deadline rules: for which cases, how long, legal basis, since when, and until when if they have ended. */
export function PolicyTable({ label, rules, onChange, onEnd }: PolicyTableProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { applies, length } = usePolicyWords();
  const ended = rules.some((rule) => rule.valid_to !== null);
  // A rule of the release has applied from the start: the exact time of the installation is of no interest.
  const since = (rule: PolicyRecord) => (ended ? exactTime : exactDay)(rule.valid_from, locale);
  const columns: Column<PolicyRecord>[] = [
    {
      key: 'applies',
      label: translate('console.rules.applies'),
      width: '26%',
      wrap: true,
      render: (rule) => <span style={{ fontWeight: isGeneral(rule) ? 650 : 400 }}>{applies(rule)}</span>,
    },
    { key: 'length', label: translate('console.rules.length_label'), width: 130, render: length },
    {
      key: 'pausable',
      label: translate('console.rules.pausable'),
      width: 110,
      render: (rule) => translate(`console.rules.pausable_value.${rule.pausable}`),
    },
    { key: 'basis', label: translate('console.rules.basis'), wrap: true, render: (rule) => rule.basis },
    { key: 'since', label: translate('console.rules.since'), width: 120, render: since },
  ];
  if (ended)
    columns.push({
      key: 'until',
      label: translate('console.rules.until'),
      width: 120,
      render: (rule) => rule.valid_to && exactTime(rule.valid_to, locale),
    });
  if (onChange)
    columns.push({
      key: 'actions',
      label: translate('console.rules.actions'),
      width: 130,
      render: (rule) => <RuleButtons rule={rule} of={label} onChange={onChange} onEnd={onEnd} />,
    });
  return (
    <Box sx={{ mx: { xs: -2, md: -1.5 }, my: -1 }}>
      <RecordTable<PolicyRecord>
        label={label}
        columns={columns}
        rows={rules}
        sort={AS_GIVEN}
        onSort={() => undefined}
        card={(rule) => (
          <Stack spacing={0.25}>
            <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between' }}>
              <Typography sx={{ fontWeight: isGeneral(rule) ? 650 : 500 }}>{applies(rule)}</Typography>
              <Typography component="span" sx={{ whiteSpace: 'nowrap', fontWeight: 650 }}>
                {length(rule)}
              </Typography>
            </Box>
            <Typography variant="body2" color="text.secondary">
              {rule.basis}
              <br />
              {translate(`console.rules.pausable_long.${rule.pausable}`)} ·{' '}
              {rule.valid_to
                ? translate('console.rules.from_to', {
                    from: since(rule),
                    to: exactTime(rule.valid_to, locale),
                  })
                : translate('console.rules.since_value', { day: since(rule) })}
            </Typography>
            {onChange && <RuleButtons rule={rule} of={label} onChange={onChange} onEnd={onEnd} />}
          </Stack>
        )}
      />
    </Box>
  );
}

interface RuleButtonsProps {
  rule: PolicyRecord;
  /** Names the table, so that a screen reader tells apart the buttons of several tables. */
  of: string;
  onChange: (rule: PolicyRecord) => void;
  onEnd: ((rule: PolicyRecord) => void) | undefined;
}

/** Changes a rule, or ends a special one. */
function RuleButtons({ rule, of, onChange, onEnd }: RuleButtonsProps) {
  const translate = useTranslate();
  const { applies } = usePolicyWords();
  const named = `${of} ${applies(rule)}`;
  return (
    <Stack
      direction="row"
      spacing={0.5}
      sx={{ minWidth: 132, '& > button': { minHeight: { xs: 44, md: 32 } } }}
    >
      <Button
        size="small"
        aria-label={translate('console.rules.change_of', { rule: named })}
        onClick={() => onChange(rule)}
      >
        {translate('console.rules.change')}
      </Button>
      {onEnd && !isGeneral(rule) && (
        <Button
          size="small"
          color="error"
          aria-label={translate('console.rules.end_of', { rule: named })}
          onClick={() => onEnd(rule)}
        >
          {translate('console.rules.end')}
        </Button>
      )}
    </Stack>
  );
}

import { useEffect, useRef } from 'react';
import { Link } from 'react-router-dom';
import { Alert, Box, Button, Stack } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { exactTime } from '../domain/dates';
import { Facts } from '../ui/console/Facts';
import { Page } from '../ui/console/Page';
import type { Receipt } from './useRegistration';

interface SentBeforeProps {
  receipt: Receipt;
  again: () => void;
  back: () => void;
}

/** The same number of the same source a second time: it is one case, and nothing new was registered. */
export function SentBefore({ receipt, again, back }: SentBeforeProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  const number = receipt.number ?? '';
  const say = (key: string) => translate(`console.intake.before.${key}`);
  const found = `/cases?filter=${encodeURIComponent(JSON.stringify({ q: number }))}`;
  return (
    <Page title={say('title')}>
      <Box ref={top} tabIndex={-1} sx={{ maxWidth: 560, outline: 'none', display: 'grid', gap: 2 }}>
        <Alert severity="info">{say('lead')}</Alert>
        <Facts
          labelWidth={96}
          facts={[
            { label: translate('console.intake.receipt.number'), value: number },
            {
              label: translate('console.intake.receipt.filed'),
              value: receipt.filed_at && exactTime(receipt.filed_at, locale, new Date(0)),
            },
            { label: translate('console.intake.receipt.region'), value: receipt.region_path },
            {
              label: translate('console.intake.receipt.desk'),
              value: [receipt.desk_name, receipt.desk_phone].filter(Boolean).join(' '),
            },
          ]}
        />
        <Stack
          direction="row"
          useFlexGap
          spacing={1}
          sx={{ flexWrap: 'wrap', '& > *': { minHeight: 48, flex: '1 1 140px' } }}
        >
          <Button variant="contained" component={Link} to={found}>
            {say('open')}
          </Button>
          <Button variant="outlined" onClick={back}>
            {say('back')}
          </Button>
          <Button variant="outlined" onClick={again}>
            {say('again')}
          </Button>
        </Stack>
      </Box>
    </Page>
  );
}

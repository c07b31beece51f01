import { useState } from 'react';
import { Alert, Box, Link as MuiLink, Stack, ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { guidesFor } from '../data/console/publicity';
import { useRead } from '../data/hooks/useRead';
import { DATA_LANGUAGES, type DataLanguage, dataLanguage } from '../text/languages';
import { RecordTable } from '../ui/console/RecordTable';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { NewGuide } from './NewGuide';
import { PublicityFrame, useMayPublish } from './PublicityFrame';

/**
 * The self-help guides in a language; the city's administrators open one to edit it, others read it on the
 * portal.
 */
export function GuideTable() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const [language, setLanguage] = useState(dataLanguage(locale));
  const { guides: edits } = useMayPublish();
  const { data, error, refetch } = useRead(['guides', language], (signal) => guidesFor(language, signal));
  const rows = (data ?? []).map((entry) => ({ id: entry.type_code, ...entry }));
  return (
    <PublicityFrame tab="guides">
      <Stack spacing={2}>
        {!edits && <Alert severity="info">{translate('console.publicity.guide.who')}</Alert>}
        <ToggleButtonGroup
          exclusive
          size="small"
          value={language}
          aria-label={translate('field.locale')}
          onChange={(_, chosen: DataLanguage | null) => chosen && setLanguage(chosen)}
        >
          {DATA_LANGUAGES.map((one) => (
            <ToggleButton key={one} value={one} sx={{ minHeight: 44, px: 2, color: 'text.primary' }}>
              {translate(`console.publicity.language.${one}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {edits && data && <NewGuide language={language} written={data.map(({ type_code }) => type_code)} />}
        {error && <Failed error={error} retry={() => void refetch()} />}
        {!data && !error && <Waiting rows={8} />}
        {data && rows.length === 0 && <Empty title={translate('console.publicity.guide.none')} />}
        {rows.length > 0 && (
          <RecordTable
            label={translate('console.publicity.tab.guides')}
            rows={rows}
            {...(edits && { to: ({ id }: { id: string }) => `/publicity/guides/${id}/${language}` })}
            columns={[
              {
                key: 'type',
                label: translate('field.type_code'),
                width: 180,
                value: (row) => row.type_name,
              },
              { key: 'title', label: translate('field.title'), wrap: true, value: (row) => row.title },
              {
                key: 'summary',
                label: translate('field.summary'),
                wrap: true,
                wide: true,
                value: (row) => row.summary,
              },
            ]}
            card={(row) => (
              <Box>
                <strong>{row.type_name}</strong>
                <br />
                {row.title}
              </Box>
            )}
          />
        )}
        <MuiLink href="/#/help" target="_blank" rel="noopener">
          {translate('console.publicity.guide.see')}
        </MuiLink>
      </Stack>
    </PublicityFrame>
  );
}

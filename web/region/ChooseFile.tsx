import { useId, useRef } from 'react';
import Download from '@mui/icons-material/FileDownloadOutlined';
import Upload from '@mui/icons-material/FileUploadOutlined';
import { Alert, Box, Button, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { download } from '../ui/console/download';
import { toCsv } from '../domain/csv';
import { Panel } from '../ui/console/Panel';
import { useErrorText } from '../ui/console/useErrorText';
import { MOST_ROWS } from './importPlan';
import { useRegionColumns } from './RegionExport';
import type { Import } from './useImport';

/** Chooses the file, describes its format, and offers a template. */
export function ChooseFile({ state, onFile }: { state: Import; onFile: (file: File) => void }) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const columns = useRegionColumns();
  const { scope_code: scope, scope_name: scopeName } = useMe();
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const { failure, missing, fileName } = state;
  const listed = missing.map((field) => translate(`console.region.column.${field}`));
  const template = () => {
    const row = { code: scope ?? '', name: scopeName ?? '', longitude: null, latitude: null };
    download(translate('console.region.import.template_name'), toCsv(columns, [row]));
  };
  return (
    <Panel title={translate('console.region.import.choose')}>
      <Stack spacing={2}>
        {failure && (
          <Alert severity="error">
            {fileName}
            {translate('console.colon')}
            {errorText(failure)}
          </Alert>
        )}
        {missing.length > 0 && (
          <Alert severity="error">
            {translate('console.region.import.missing', {
              file: fileName,
              columns: listed.join(translate('console.list_comma')),
            })}
          </Alert>
        )}
        <Box component="ul" id={hint} sx={{ m: 0, pl: 2.5, '& > li': { mb: 0.5 } }}>
          <li>{translate('console.region.import.columns')}</li>
          <li>{translate('console.region.import.codes')}</li>
          <li>{translate('console.region.import.kept')}</li>
          <li>{translate('console.region.import.most', { most: MOST_ROWS.toLocaleString('en-US') })}</li>
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, '& > button': { minHeight: 44 } }}>
          <Button
            variant="contained"
            startIcon={<Upload />}
            aria-describedby={hint}
            onClick={() => input.current?.click()}
          >
            {translate('console.region.import.pick')}
          </Button>
          <Button variant="outlined" startIcon={<Download />} onClick={template}>
            {translate('console.region.import.template')}
          </Button>
        </Box>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={translate('console.region.import.pick')}
          accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            const file = event.target.files?.[0];
            // Allows the same file to be chosen again after it was corrected.
            event.target.value = '';
            if (file) onFile(file);
          }}
        />
        <Typography variant="body2" color="text.secondary">
          {translate('console.region.import.preview_first')}
        </Typography>
      </Stack>
    </Panel>
  );
}

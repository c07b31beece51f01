import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import Print from '@mui/icons-material/PrintOutlined';
import {
  Autocomplete,
  Box,
  Button,
  FormControlLabel,
  MenuItem,
  Stack,
  Switch,
  TextField,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { posterSources, type PosterSource } from '../data/console/sources';
import { useRead } from '../data/hooks/useRead';
import { type Locale, otherLanguages, REFERENCE } from '../text/languages';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { PAPERS, type Paper, PosterPaper } from './PosterPaper';
import { PublicityFrame } from './PublicityFrame';

const nameOf = ({ label, region_path, organisation_name }: PosterSource) =>
  [label, organisation_name ?? region_path].filter(Boolean).join(' · ');

/** Posters and table cards for a code: choose, preview, print. `?source=` comes from the list of codes. */
export function Posters() {
  const translate = useTranslate();
  const [address, setAddress] = useSearchParams();
  const { data, error, refetch } = useRead(['poster_sources'], posterSources);
  const chosen = data?.find(({ id }) => id === address.get('source')) ?? data?.[0] ?? null;
  return (
    <PublicityFrame tab="posters">
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting rows={5} />}
      {data && !chosen && (
        <Empty
          title={translate('console.publicity.poster.none')}
          hint={translate('console.publicity.poster.none_hint')}
        >
          <Button component={Link} to="/filing_sources" variant="contained">
            {translate('console.publicity.poster.sources')}
          </Button>
        </Empty>
      )}
      {data && chosen && (
        <PosterSheet
          sources={data}
          chosen={chosen}
          onChoose={(id) => setAddress({ source: id }, { replace: true })}
        />
      )}
    </PublicityFrame>
  );
}

interface PosterSheetProps {
  sources: PosterSource[];
  chosen: PosterSource;
  onChoose: (id: string) => void;
}

/** The poster of a code, with the choice of code, paper and languages above it. */
function PosterSheet({ sources, chosen, onChoose }: PosterSheetProps) {
  const translate = useTranslate();
  const [paper, setPaper] = useState<Paper>('a4');
  const [added, setAdded] = useState<readonly Locale[]>([]);
  return (
    <Stack spacing={2}>
      <Stack
        direction="row"
        spacing={2}
        useFlexGap
        sx={{ flexWrap: 'wrap', alignItems: 'center', displayPrint: 'none' }}
      >
        <Autocomplete
          options={sources}
          value={chosen}
          disableClearable
          getOptionLabel={nameOf}
          getOptionKey={({ id }) => id}
          isOptionEqualToValue={(one, other) => one.id === other.id}
          onChange={(_, { id }) => onChoose(id)}
          noOptionsText={translate('console.publicity.poster.no_match')}
          sx={{ width: { xs: '100%', sm: 380 } }}
          renderInput={(input) => (
            <TextField {...input} label={translate('console.publicity.poster.source')} />
          )}
        />
        <TextField
          select
          label={translate('console.publicity.poster.paper')}
          value={paper}
          onChange={(event) => setPaper(event.target.value as Paper)}
          sx={{ minWidth: 160 }}
        >
          {PAPERS.map((one) => (
            <MenuItem key={one} value={one}>
              {translate(`console.publicity.poster.papers.${one}`)}
            </MenuItem>
          ))}
        </TextField>
        {otherLanguages(REFERENCE).map(({ locale, name }) => (
          <FormControlLabel
            key={locale}
            control={
              <Switch
                checked={added.includes(locale)}
                onChange={(_, on) =>
                  setAdded((before) => [...before.filter((one) => one !== locale), ...(on ? [locale] : [])])
                }
              />
            }
            label={translate('console.publicity.poster.add', {
              language: translate(`console.publicity.language.${locale}`, { _: name }),
            })}
          />
        ))}
        <Button
          variant="contained"
          startIcon={<Print />}
          onClick={() => window.print()}
          sx={{ minHeight: 44 }}
        >
          {translate('console.publicity.poster.print')}
        </Button>
      </Stack>
      <Box sx={{ overflowX: 'auto' }}>
        <PosterPaper source={chosen} paper={paper} locales={[REFERENCE, ...added]} />
      </Box>
    </Stack>
  );
}

import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Box, Button, Link as MuiLink, Stack, TextField, Typography } from '@mui/material';
import { useLocaleState, useNotify, useTranslate } from 'react-admin';
import { toApiError, type ApiError } from '../data/core/errors';
import type { Figures, FigureSet } from '../data/portal/help';
import { figureSets, previewFigures } from '../data/console/publicity';
import { useChange } from '../data/hooks/useChange';
import { useRead } from '../data/hooks/useRead';
import { cityDay, exactDay, exactTime } from '../domain/dates';
import { Panel } from '../ui/console/Panel';
import { RecordTable } from '../ui/console/RecordTable';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { useErrorText } from '../ui/console/useErrorText';
import { FigurePreview } from './FigurePreview';
import { PublicityFrame, useMayPublish } from './PublicityFrame';

/** The published sets, and publishing another: a preview first, because publishing is final. */
export function FigureSets() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { figures: publishes } = useMayPublish();
  const { data, error, refetch } = useRead(['figure_sets'], figureSets);
  const period = (set: FigureSet) =>
    translate('console.publicity.figures.period', {
      from: exactDay(set.from_on, locale),
      to: exactDay(set.to_on, locale),
    });
  return (
    <PublicityFrame tab="figures">
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting rows={5} />}
      {data && (
        <Stack spacing={2}>
          {publishes ? (
            <Publish sets={data} />
          ) : (
            <Alert severity="info">{translate('console.publicity.figures.who')}</Alert>
          )}
          <Panel title={translate('console.publicity.figures.sets')}>
            {data.length === 0 ? (
              <Empty title={translate('console.publicity.figures.none')} />
            ) : (
              <RecordTable<FigureSet>
                label={translate('console.publicity.figures.sets')}
                rows={data}
                columns={[
                  {
                    key: 'period',
                    label: translate('console.publicity.figures.period_label'),
                    render: (set) => (
                      <MuiLink href={`/#/figures/${set.id}`} target="_blank" rel="noopener">
                        {period(set)}
                      </MuiLink>
                    ),
                  },
                  {
                    key: 'edition',
                    label: translate('field.edition'),
                    width: 110,
                    value: (set) => set.edition,
                  },
                  {
                    key: 'at',
                    label: translate('console.publicity.figures.at'),
                    value: (set) => exactTime(set.published_at, locale),
                  },
                ]}
                card={(set) => (
                  <Box>
                    <MuiLink href={`/#/figures/${set.id}`} target="_blank" rel="noopener">
                      {period(set)}
                    </MuiLink>
                    <Typography variant="body2" color="text.secondary">
                      {translate('field.edition')} {set.edition} · {exactTime(set.published_at, locale)}
                    </Typography>
                  </Box>
                )}
              />
            )}
          </Panel>
        </Stack>
      )}
    </PublicityFrame>
  );
}

/** The last complete month. */
function lastMonth(): { from_on: string; to_on: string } {
  const [year = 0, month = 1] = cityDay(new Date()).split('-').map(Number);
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { from_on: day(Date.UTC(year, month - 2, 1)), to_on: day(Date.UTC(year, month - 1, 0)) };
}

/** The chosen period, what is counted in it, and publishing it. */
function usePublishing(sets: FigureSet[]) {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  const { send, sending, failure, fail } = useChange('publish_figures');
  const [period, setPeriod] = useState(lastMonth);
  const [counting, setCounting] = useState(false);
  const [preview, setPreview] = useState<Figures | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const before = sets.find(
    ({ from_on, to_on, latest }) => latest && from_on === period.from_on && to_on === period.to_on,
  );
  const problem = failure ?? refused;

  const anew = (name: 'from_on' | 'to_on', value: string) => {
    setPeriod({ ...period, [name]: value });
    setPreview(null);
    setRefused(null);
    fail(null);
  };
  const count = async () => {
    setCounting(true);
    setRefused(null);
    fail(null);
    try {
      setPreview(await previewFigures(period.from_on, period.to_on));
    } catch (error) {
      setRefused(toApiError(error));
    }
    setCounting(false);
  };
  const publish = async () => {
    const done = await send({ ...period, expected_version: before?.edition ?? 0 });
    if (!done) return;
    setPreview(null);
    await client.invalidateQueries({ queryKey: ['figure_sets'] });
    notify(translate('console.publicity.figures.done'), { type: 'success' });
  };
  return { period, anew, before, problem, counting, count, preview, sending, publish };
}

function Publish({ sets }: { sets: FigureSet[] }) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const { period, anew, before, problem, counting, count, preview, sending, publish } = usePublishing(sets);
  return (
    <Panel title={translate('console.publicity.figures.publish_title')}>
      <Stack spacing={2}>
        <Typography color="text.secondary">{translate('console.publicity.figures.rule')}</Typography>
        <Stack direction="row" spacing={2} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'flex-start' }}>
          {(['from_on', 'to_on'] as const).map((name) => (
            <TextField
              key={name}
              name={name}
              type="date"
              label={translate(`field.${name}`)}
              value={period[name]}
              error={problem?.field === name}
              onChange={(event) => anew(name, event.target.value)}
              slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: cityDay(new Date()) } }}
            />
          ))}
          <Button
            variant="outlined"
            disabled={counting || !period.from_on || !period.to_on}
            onClick={() => void count()}
            sx={{ minHeight: 44 }}
          >
            {translate(counting ? 'console.publicity.figures.counting' : 'console.publicity.figures.preview')}
          </Button>
        </Stack>
        {problem && <Alert severity="error">{errorText(problem)}</Alert>}
        {preview && (
          <>
            <FigurePreview figures={preview} />
            {before && (
              <Alert severity="warning">
                {translate('console.publicity.figures.again', { edition: before.edition + 1 })}
              </Alert>
            )}
            <Box>
              <Button
                variant="contained"
                disabled={sending}
                onClick={() => void publish()}
                sx={{ minHeight: 44 }}
              >
                {translate(sending ? 'console.action.sending' : 'console.publicity.figures.publish')}
              </Button>
            </Box>
          </>
        )}
      </Stack>
    </Panel>
  );
}

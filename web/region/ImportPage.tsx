import { useEffect } from 'react';
import { Alert, Box, Button, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { LeaveGuard } from '../ui/console/LeaveGuard';
import { Page } from '../ui/console/Page';
import { Panel } from '../ui/console/Panel';
import { useErrorText } from '../ui/console/useErrorText';
import { AbsentRegions } from './AbsentRegions';
import { Progress } from './ChangeProgress';
import { ChooseFile } from './ChooseFile';
import { hasEffect } from './importPlan';
import { useInvalidateRegions } from './useInvalidateRegions';
import { type Import, useImport } from './useImport';
import { VerdictTable } from './VerdictTable';

/** Imports a region tree from a file: choose, preview, carry out. */
export function ImportPage({ scope }: { scope: string }) {
  const translate = useTranslate();
  const invalidate = useInvalidateRegions();
  const { state, check, apply, stop, restart } = useImport(scope);
  const { step } = state;
  useEffect(() => {
    if (step === 'done') void invalidate();
  }, [step, invalidate]);
  const back = { to: '/regions', label: translate('console.region.back') };
  return (
    <Page
      title={translate('console.region.import.title')}
      lead={translate('console.region.import.lead')}
      back={back}
    >
      <LeaveGuard unsaved={step === 'applying'} />
      <Stack spacing={2}>
        {step === 'choose' && <ChooseFile state={state} onFile={(file) => void check(file)} />}
        {step === 'checking' && (
          <Panel title={state.fileName}>
            <Progress
              label={translate('console.region.import.checking', figuresOf(state))}
              done={state.done}
              total={Math.max(1, state.total)}
            />
          </Panel>
        )}
        {step !== 'choose' && step !== 'checking' && (
          <>
            <Panel title={state.fileName}>
              <ImportButtons state={state} apply={() => void apply()} stop={stop} restart={restart} />
            </Panel>
            <VerdictTable lines={state.lines} done={step === 'done'} />
            {step === 'preview' && <AbsentRegions regions={state.absent} />}
          </>
        )}
      </Stack>
    </Page>
  );
}

const figuresOf = ({ done, total }: Import) => ({
  done: done.toLocaleString('en-US'),
  total: total.toLocaleString('en-US'),
});

interface ImportButtonsProps {
  state: Import;
  apply: () => void;
  stop: () => void;
  restart: () => void;
}

/** How far the import has come, and what it would do or has done. */
function ImportStatus({ state }: { state: Import }) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const { step, done, total, failure, lines } = state;
  const wrong = lines.filter((line) => line.verdict === 'error').length;
  const params = { ...figuresOf(state), wrong: wrong.toLocaleString('en-US') };
  const changed = lines.filter(hasEffect).length.toLocaleString('en-US');
  return (
    <>
      {step === 'preview' && (
        <Typography>
          {translate(total > 0 ? 'console.region.import.would' : 'console.region.import.nothing', params)}
        </Typography>
      )}
      {(step === 'applying' || step === 'stopped') && (
        <Progress label={translate('console.region.import.progress', params)} done={done} total={total} />
      )}
      {step === 'stopped' && (
        <Alert severity={failure ? 'error' : 'info'}>
          {failure ? errorText(failure) : ''} {translate('console.region.import.stopped')}
        </Alert>
      )}
      {step === 'done' && (
        <Alert severity={wrong > 0 ? 'warning' : 'success'}>
          {translate(wrong > 0 ? 'console.region.import.done_with_errors' : 'console.region.import.done', {
            changed,
            wrong: params.wrong,
          })}
        </Alert>
      )}
    </>
  );
}

/** The buttons of the current step: carry out, stop, continue, start again. */
function ImportButtons({ state, apply, stop, restart }: ImportButtonsProps) {
  const translate = useTranslate();
  const { step, total } = state;
  const params = figuresOf(state);
  return (
    <Stack spacing={1.5}>
      <ImportStatus state={state} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, '& > button': { minHeight: 44 } }}>
        {step === 'preview' && total > 0 && (
          <Button variant="contained" onClick={apply}>
            {translate('console.region.import.apply', { total: params.total })}
          </Button>
        )}
        {step === 'applying' && (
          <Button variant="outlined" onClick={stop}>
            {translate('console.region.import.stop')}
          </Button>
        )}
        {step === 'stopped' && (
          <Button variant="contained" onClick={apply}>
            {translate('console.region.import.resume')}
          </Button>
        )}
        {step !== 'applying' && (
          <Button variant="outlined" color="inherit" onClick={restart}>
            {translate('console.region.import.another')}
          </Button>
        )}
      </Box>
    </Stack>
  );
}

import { Link } from 'react-router-dom';
import { Alert, Box, Button, LinearProgress, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { LeaveGuard } from '../ui/console/LeaveGuard';
import { Page } from '../ui/console/Page';
import { Panel } from '../ui/console/Panel';
import { Empty } from '../ui/console/States';
import { useErrorText } from '../ui/console/useErrorText';
import { ChooseCalendar } from './ChooseCalendar';
import { HolidayList } from './HolidayList';
import { MovedClocks, movedCount } from './MovedClocks';
import { useEditsRules } from './RulesFrame';
import { type CalendarImport, useCalendarImport } from './useCalendarImport';

/** Imports a year's holidays: choose, preview which deadlines move, put into force. */
export function ImportCalendar() {
  const translate = useTranslate();
  const edits = useEditsRules();
  const { state, choose, apply, restart } = useCalendarImport();
  const { step, file } = state;
  const back = { to: '/rules/calendar', label: translate('console.rules.calendar.back') };
  if (!edits) {
    return (
      <Page title={translate('console.rules.calendar.import')} back={back}>
        <Empty
          title={translate('console.rules.calendar.refused')}
          hint={translate('console.rules.calendar.refused_hint')}
        />
      </Page>
    );
  }
  return (
    <Page
      title={translate('console.rules.calendar.import')}
      lead={translate('console.rules.calendar.import_lead')}
      back={back}
    >
      <LeaveGuard unsaved={step === 'applying'} />
      <Stack spacing={2}>
        {step === 'choose' && <ChooseCalendar state={state} onFile={(chosen) => void choose(chosen)} />}
        {(step === 'checking' || step === 'applying') && (
          <Panel title={state.fileName}>
            <Typography role="status" sx={{ mb: 1 }}>
              {translate(`console.rules.calendar.${step}`)}
            </Typography>
            <LinearProgress aria-label={translate(`console.rules.calendar.${step}`)} />
          </Panel>
        )}
        {(step === 'preview' || step === 'done') && file && file.year !== null && (
          <>
            <ImportDecision state={state} apply={() => void apply()} restart={restart} />
            <Box
              sx={{
                display: 'grid',
                gap: 2,
                alignItems: 'start',
                gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: '340px minmax(0, 1fr)' },
              }}
            >
              <Panel title={translate('console.rules.calendar.of_year', { year: file.year })}>
                <HolidayList days={file.days} />
              </Panel>
              <MovedClocks moved={state.moved} year={file.year} done={step === 'done'} />
            </Box>
          </>
        )}
      </Stack>
    </Page>
  );
}

interface ImportDecisionProps {
  state: CalendarImport;
  apply: () => void;
  restart: () => void;
}

/** The effect of the import, and the decision. */
function ImportDecision({ state, apply, restart }: ImportDecisionProps) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const { step, file, moved, failure, fileName } = state;
  const params = { year: file?.year ?? '', days: file?.days.length ?? 0, moved: movedCount(moved) };
  return (
    <Panel title={fileName}>
      <Stack spacing={1.5}>
        {failure && <Alert severity="error">{errorText(failure)}</Alert>}
        {step === 'done' ? (
          <Alert severity="success">{translate('console.rules.calendar.done', params)}</Alert>
        ) : (
          <Alert severity={moved.length > 0 ? 'warning' : 'info'}>
            {translate(
              moved.length > 0 ? 'console.rules.calendar.would' : 'console.rules.calendar.would_not',
              params,
            )}
          </Alert>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, '& > *': { minHeight: 44 } }}>
          {step === 'preview' && (
            <Button variant="contained" onClick={apply}>
              {translate('console.rules.calendar.apply', { year: params.year })}
            </Button>
          )}
          {step === 'done' && (
            <Button component={Link} to="/rules/calendar" variant="contained">
              {translate('console.rules.calendar.look')}
            </Button>
          )}
          <Button variant="outlined" color="inherit" onClick={restart}>
            {translate('console.rules.calendar.another')}
          </Button>
        </Box>
      </Stack>
    </Panel>
  );
}

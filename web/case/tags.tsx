import { Box } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Grade } from '../domain/grades';
import type { Light, Stage, Status } from '../domain/stages';
import { Tag } from '../ui/console/Tag';
import { durationWords, exactTime } from '../domain/dates';
import { useNow } from '../ui/console/Time';
import { GRADE_TONE, STATUS_TONE } from './case';

/** The same shapes as on the map: a grade is recognised by shape and text as well as by colour. */
const GRADE_SHAPE: Record<Grade, string> = {
  red: 'M6 1 11.5 11h-11Z',
  yellow: 'M6 .5 11.5 6 6 11.5.5 6Z',
  blue: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Z',
};

/** Grade of a case. */
export function GradeTag({ grade }: { grade: Grade }) {
  const translate = useTranslate();
  return (
    <Tag
      tone={GRADE_TONE[grade]}
      mark={
        <svg viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
          <path d={GRADE_SHAPE[grade]} fill="currentColor" />
        </svg>
      }
    >
      {translate(`grade.${grade}`)}
    </Tag>
  );
}

/** Stage of a case. */
export function StatusTag({ status }: { status: Status }) {
  const translate = useTranslate();
  return <Tag tone={STATUS_TONE[status]}>{translate(`status.${status}`)}</Tag>;
}

const LIGHT_COLOUR: Record<Light, string> = {
  green: 'success.main',
  amber: 'warning.main',
  red: 'error.main',
};

/** In time: ring; soon: half disc; overdue: square. */
function LightMark({ light }: { light: Light }) {
  return (
    <svg viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
      {light === 'red' && <rect x="1" y="1" width="10" height="10" rx="1.5" fill="currentColor" />}
      {light !== 'red' && (
        <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
      )}
      {light === 'amber' && <path d="M6 1.4a4.6 4.6 0 0 1 0 9.2Z" fill="currentColor" />}
    </svg>
  );
}

interface DueLightProps {
  light: Light | null;
  dueAt: string | null;
  /** Names the deadline when given. */
  stage?: Stage | null;
}

/** The next deadline: the time left or overdue. */
export function DueLight({ light, dueAt, stage }: DueLightProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const now = useNow();
  if (!light || !dueAt) return null;
  const left = new Date(dueAt).getTime() - now;
  // The light was computed when the row was read; time has passed since.
  const shown: Light = left < 0 ? 'red' : light;
  const time = durationWords(Math.abs(left), locale);
  const label = translate(left < 0 ? 'console.due.over' : 'console.due.left', { time });
  return (
    <Box
      component="span"
      title={`${translate(`console.light.${shown}`)} · ${exactTime(dueAt, locale)}`}
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        color: LIGHT_COLOUR[shown],
        fontWeight: shown === 'green' ? 400 : 600,
        whiteSpace: 'nowrap',
        fontVariantNumeric: 'tabular-nums',
      }}
    >
      <LightMark light={shown} />
      {stage ? `${translate(`stage.${stage}`)} · ${label}` : label}
    </Box>
  );
}

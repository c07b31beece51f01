import { Box, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { useLeftWords } from '../case';
import { type OrderStepRecord, orderSteps, type RegisteredOrder } from '../data/console/supervision';
import { useRead } from '../data/hooks/useRead';
import { exactTime } from '../domain/dates';
import { Failed, Waiting } from '../ui/console/States';

/** The fields of an event's payload that hold the text of a step. */
const TEXT_FIELDS = ['demand', 'answer', 'review'] as const;

function saidIn({ payload }: OrderStepRecord): string | null {
  const said = TEXT_FIELDS.map((name) => payload[name]).find(
    (shownText) => typeof shownText === 'string' && shownText !== '',
  );
  if (typeof said === 'string') return said;
  // An order issued because of a missed deadline names the deadline instead of a demand.
  return typeof payload.stage === 'string' ? `overdue:${payload.stage}` : null;
}

/** Every step of an order, from issue to end, including rejected answers and each reminder. */
export function OrderCourse({ order }: { order: RegisteredOrder }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const shownText = useLeftWords();
  const { data, error, refetch } = useRead(['order_steps', order.id, order.version], (signal) =>
    orderSteps(order, signal),
  );
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={3} />;
  if (data.length === 0)
    return <Typography color="text.secondary">{translate('console.supervision.course_hidden')}</Typography>;
  return (
    <Stack component="ol" spacing={1.5} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {data.map((step) => (
        <Box component="li" key={step.id} sx={{ borderLeft: 2, borderColor: 'divider', pl: 1.5 }}>
          <Typography component="span" sx={{ fontWeight: 600 }}>
            {translate(`verb.${step.verb}`)}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {[
              exactTime(step.at, locale),
              step.actor_name ?? translate(`console.actor.${step.actor_kind}`),
              step.organisation_name,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
          <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {shownText(saidIn(step))}
          </Typography>
        </Box>
      ))}
    </Stack>
  );
}

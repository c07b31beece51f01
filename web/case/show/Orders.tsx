import { useState } from 'react';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { OrderRecord } from '../../data/console/supervision';
import { useMe } from '../../data/hooks/Me';
import type { Identity } from '../../data/console/session';
import { exactTime } from '../../domain/dates';
import { Facts } from '../../ui/console/Facts';
import { Tag, type Tone } from '../../ui/console/Tag';
import { useLeftWords } from '../flags';
import { OrderDialog, type OrderStep } from './OrderDialogs';
import { DueLight } from '../tags';

/** The colour of an order's state. */
export const ORDER_TONE: Record<OrderRecord['status'], Tone> = {
  issued: 'amber',
  answered: 'accent',
  rejected: 'red',
  accepted: 'green',
  cancelled: 'neutral',
};

/** The steps that the user's side may usually take; the database decides. */
function stepsOf(order: OrderRecord, me: Identity): OrderStep[] {
  const due = order.status === 'issued' || order.status === 'rejected';
  const answers =
    me.organisation_id === order.to_organisation_id && (me.role === 'dispatcher' || me.role === 'mediator');
  const issues =
    me.organisation_id === order.issued_by_organisation_id &&
    (me.role === 'leader' || me.role === 'dispatcher');
  const steps: OrderStep[] = [];
  if (answers && due) steps.push('answer_order');
  if (issues && order.status === 'answered') steps.push('review_order');
  if (issues && due) steps.push('remind_order');
  if (issues && (due || order.status === 'answered')) steps.push('cancel_order');
  return steps;
}

function signed(shownText: string, name: string | null, at: string | null, locale: string) {
  return (
    <>
      <span style={{ whiteSpace: 'pre-line' }}>{shownText}</span>
      <Typography variant="body2" color="text.secondary">
        {[name, at && exactTime(at, locale)].filter(Boolean).join(' · ')}
      </Typography>
    </>
  );
}

function OrderFacts({ order }: { order: OrderRecord }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const shownText = useLeftWords();
  return (
    <Facts
      labelWidth={76}
      facts={[
        { label: translate('console.life.order_demand'), value: shownText(order.demand) },
        {
          label: translate('console.life.order_from'),
          value: translate('console.life.order_from_value', {
            organisation: order.issued_by_organisation_name,
            name: order.issued_by_name ?? translate('console.actor.system'),
            time: exactTime(order.created_at, locale),
          }),
        },
        { label: translate('console.life.order_to'), value: order.to_organisation_name },
        {
          label: translate('console.life.order_due'),
          value: order.light && exactTime(order.due_at, locale),
        },
        {
          label: translate('console.life.order_reminders'),
          value:
            order.reminders > 0 && translate('console.life.order_reminded', { smart_count: order.reminders }),
        },
        {
          label: translate('console.life.order_answer'),
          value: order.answer && signed(order.answer, order.answered_by_name, order.answered_at, locale),
        },
        {
          label: translate('console.life.order_review'),
          value: order.review && signed(order.review, order.reviewed_by_name, order.reviewed_at, locale),
        },
      ]}
    />
  );
}

interface OrderLineProps {
  order: OrderRecord;
  onStep: (step: OrderStep) => void;
}

/** One order: its number and state, what it demands, and the steps that the user may take. */
function OrderLine({ order, onStep }: OrderLineProps) {
  const me = useMe();
  const translate = useTranslate();
  return (
    <Box component="li">
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', mb: 0.75 }}>
        <Typography variant="h3">{order.number}</Typography>
        <Tag tone={ORDER_TONE[order.status]}>{translate(`console.life.order_status.${order.status}`)}</Tag>
        <DueLight light={order.light} dueAt={order.due_at} />
      </Stack>
      <OrderFacts order={order} />
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', mt: 1 }}>
        {stepsOf(order, me).map((step, index) => (
          <Button
            key={step}
            size="small"
            variant={index === 0 ? 'contained' : 'outlined'}
            onClick={() => onStep(step)}
            sx={{ minHeight: { xs: 44, md: 32 } }}
          >
            {translate(`console.life.order_step.${step}`)}
          </Button>
        ))}
      </Stack>
    </Box>
  );
}

interface OrdersProps {
  orders: OrderRecord[];
  refetch: () => Promise<unknown>;
}

/** The supervision orders of a case, latest first, each with the available steps. */
export function Orders({ orders, refetch }: OrdersProps) {
  const [doing, setDoing] = useState<{ id: string; step: OrderStep } | null>(null);
  const chosen = orders.find((order) => order.id === doing?.id);
  return (
    <>
      <Stack component="ul" spacing={2} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {orders.toReversed().map((order) => (
          <OrderLine key={order.id} order={order} onStep={(step) => setDoing({ id: order.id, step })} />
        ))}
      </Stack>
      {doing && chosen && (
        <OrderDialog
          key={doing.step}
          step={doing.step}
          order={chosen}
          refetch={refetch}
          onClose={() => setDoing(null)}
        />
      )}
    </>
  );
}

import { Link, useParams } from 'react-router-dom';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useGetOne, useLocaleState, useTranslate } from 'react-admin';
import { Orders } from '../case';
import type { RegisteredOrder } from '../data/console/supervision';
import { exactTime } from '../ui/console/clock';
import { Facts } from '../ui/console/Facts';
import { Page } from '../ui/console/Page';
import { Panel } from '../ui/console/Panel';
import { Failed, Waiting } from '../ui/console/States';
import { OrderCourse } from './OrderCourse';
import { useInvalidateOrders, useLiveOrders } from './useLiveOrders';

/** The page of a supervision order: demand and answer, available actions, history. */
export function OrderPage() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const invalidate = useInvalidateOrders();
  useLiveOrders();
  const { data, error, refetch } = useGetOne<RegisteredOrder>('supervision_orders', { id });
  const back = { to: '/supervision', label: translate('console.supervision.back') };
  if (!data) {
    return (
      <Page title={translate('console.supervision.order')} back={back}>
        {error ? <Failed error={error} retry={() => void refetch()} /> : <Waiting rows={6} />}
      </Page>
    );
  }
  return (
    <Page
      title={translate('console.supervision.order')}
      back={back}
      lead={translate('console.supervision.order_lead', {
        to: data.to_organisation_name,
        by: data.issued_by_organisation_name,
      })}
      actions={
        <Button
          component={Link}
          to={`/cases/${data.case_id}/show`}
          variant="outlined"
          sx={{ minHeight: { xs: 44, md: 0 } }}
        >
          {translate('console.supervision.to_case', { number: data.case_number })}
        </Button>
      }
    >
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 3fr) minmax(0, 2fr)' },
        }}
      >
        <Panel title={translate('console.supervision.now')}>
          <Orders orders={[data]} refetch={invalidate} />
        </Panel>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Panel title={translate('console.supervision.clock')}>
            <Facts
              labelWidth={84}
              facts={[
                { label: translate('console.supervision.due_at'), value: exactTime(data.due_at, locale) },
                { label: translate('console.supervision.reminders'), value: String(data.reminders) },
                {
                  label: translate('console.supervision.reminded_at'),
                  value: data.reminded_at && exactTime(data.reminded_at, locale),
                },
                { label: translate('console.supervision.rejections'), value: String(data.rejections) },
                {
                  label: translate('console.supervision.closed_at'),
                  value: data.closed_at && exactTime(data.closed_at, locale),
                },
              ]}
            />
            {data.status === 'answered' && (
              <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
                {translate('console.supervision.waits_hint')}
              </Typography>
            )}
          </Panel>
          <Panel title={translate('console.supervision.course')}>
            <OrderCourse order={data} />
          </Panel>
        </Stack>
      </Box>
    </Page>
  );
}

import { Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { PartiesSide } from '../../data/console/partiesSide';
import { exactTime } from '../../domain/dates';
import { Tag } from '../../ui/console/Tag';
import { Line, List } from './Lines';

/** Messages to the parties: subject, channel, whether they were sent. */
export function Outgoing({ side }: { side: PartiesSide }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  return (
    <List>
      {side.outgoing.map((message) => (
        <Line
          key={message.id}
          head={
            <>
              <span>{translate(`console.parties.message.${message.kind}`)}</span>
              <Tag tone={message.state === 'sent' ? 'green' : message.state === 'dead' ? 'red' : 'neutral'}>
                {translate(`console.parties.sending.${message.state}`)}
              </Tag>
            </>
          }
        >
          <Typography variant="body2" color="text.secondary">
            {translate(`console.parties.channel.${message.channel}`)} · {message.shown} ·{' '}
            {exactTime(message.created_at, locale)}
          </Typography>
        </Line>
      ))}
    </List>
  );
}

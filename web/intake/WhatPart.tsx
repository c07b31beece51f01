import { Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { type ChannelRecord, disputeTypes } from '../data/console/cases';
import type { DisputeTypeRecord } from '../data/console/records';
import { useRead } from '../data/hooks/useRead';
import { inLanguage } from '../text/languages';
import { useForm } from '../ui/console/form';
import { Failed } from '../ui/console/States';
import { Line, Pair, Part, Pick } from './fields';

const NO_TYPES: DisputeTypeRecord[] = [];

interface WhatPartProps {
  channels: ChannelRecord[];
  /** The chosen channel. */
  channel: ChannelRecord | undefined;
}

/** The dispute: channel, type, description. */
export function WhatPart({ channels, channel }: WhatPartProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { values } = useForm();
  const read = useRead(['dispute_types'], disputeTypes);
  const types = read.data ?? NO_TYPES;
  const named = (row: { code: string; name: string; name_en: string }) => ({
    value: row.code,
    label: inLanguage(locale, row.name, row.name_en),
  });
  const first = types.filter((type) => type.parent_code === null).map(named);
  const second = types
    .filter((type) => type.parent_code !== null && type.parent_code === values.type_code)
    .map(named);
  return (
    <Part title={translate('console.intake.what')}>
      {read.error && <Failed error={read.error} retry={() => void read.refetch()} />}
      {channels.length > 1 && (
        <Pick
          name="channel"
          label={translate('console.intake.channel')}
          choices={channels.map(named)}
          required
        />
      )}
      {channel && <ChannelDuties channel={channel} />}
      {channel && channel.external_number !== 'none' && (
        <Line
          name="external_number"
          label={translate(
            channel.external_number === 'required' ? 'field.external_number' : 'console.intake.external',
          )}
          hint={translate('console.intake.external_hint')}
          required={channel.external_number === 'required'}
        />
      )}
      <Pair>
        <Pick name="type_code" label={translate('console.intake.type')} choices={first} required />
        {second.length > 0 && (
          <Pick
            name="detail"
            label={translate('console.intake.detail')}
            choices={second}
            empty={translate('console.intake.any')}
          />
        )}
      </Pair>
      <Line
        name="summary"
        label={translate('console.intake.summary')}
        hint={translate('console.intake.summary_hint')}
        lines={4}
        required
      />
    </Part>
  );
}

/** Consequences of a channel besides its fields: the lowest grade, and the reply due at closing. */
function ChannelDuties({ channel }: { channel: ChannelRecord }) {
  const translate = useTranslate();
  const { least_grade: least, reply_duty: reply } = channel;
  const rules = [
    ...(least === 'blue'
      ? []
      : [translate('console.intake.least_grade', { grade: translate(`grade.${least}`) })]),
    ...(reply ? [translate('console.intake.reply_duty')] : []),
  ];
  if (rules.length === 0) return null;
  return (
    <Typography variant="body2" color="text.secondary">
      {rules.join(' ')}
    </Typography>
  );
}

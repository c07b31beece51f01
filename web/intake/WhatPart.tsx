import { Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { ChannelRecord } from '../data/console/channels';
import { disputeTypes, type DisputeTypeRecord } from '../data/console/disputeTypes';
import { useRead } from '../data/hooks/useRead';
import { inLanguage } from '../text/languages';
import { Failed } from '../ui/console/States';
import { Row } from '../ui/form/Row';
import { SelectInput } from '../ui/form/SelectInput';
import { TextInput } from '../ui/form/TextInput';
import { useSetValues, useValues } from '../ui/form/values';
import type { Values } from './draft';
import { Part } from './Part';

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
  const values = useValues<Values>();
  const set = useSetValues<Values>();
  const choose = translate('console.intake.choose');
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
        <SelectInput
          name="channel"
          label={translate('console.intake.channel')}
          empty={choose}
          choices={channels.map(named)}
          required="marked"
        />
      )}
      {channel && <ChannelDuties channel={channel} />}
      {channel && channel.external_number !== 'none' && (
        <TextInput
          name="external_number"
          label={translate(
            channel.external_number === 'required' ? 'field.external_number' : 'console.intake.external',
          )}
          hint={translate('console.intake.external_hint')}
          required={channel.external_number === 'required' && 'marked'}
        />
      )}
      <Row gap={2}>
        <SelectInput
          name="type_code"
          label={translate('console.intake.type')}
          empty={choose}
          choices={first}
          required="marked"
          // A second-level type belongs to one of the first level.
          onChange={(type_code) => set({ type_code, detail: '' })}
        />
        {second.length > 0 && (
          <SelectInput
            name="detail"
            label={translate('console.intake.detail')}
            choices={second}
            empty={translate('console.intake.any')}
          />
        )}
      </Row>
      <TextInput
        name="summary"
        label={translate('console.intake.summary')}
        hint={translate('console.intake.summary_hint')}
        lines={4}
        required="marked"
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

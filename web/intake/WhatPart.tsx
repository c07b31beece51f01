import { useLocaleState, useTranslate } from 'react-admin';
import { type ChannelRecord, disputeTypes } from '../data/cases';
import type { DisputeTypeRecord } from '../data/records';
import { useRead } from '../data/useRead';
import { useForm } from '../ui/console/form';
import { Failed } from '../ui/console/States';
import { Line, Pair, Part, Pick } from './fields';

const A_DAY = 24 * 60 * 60 * 1000;
const NO_TYPES: DisputeTypeRecord[] = [];

/** What happened: whence it comes, what kind it is, the story. */
export function WhatPart({ channels }: { channels: ChannelRecord[] }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { values } = useForm();
  const read = useRead(['dispute_types'], disputeTypes, { staleTime: A_DAY });
  const types = read.data ?? NO_TYPES;
  const named = (row: { code: string; name: string; name_en: string }) => ({
    value: row.code,
    label: locale === 'zh-CN' ? row.name : row.name_en,
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

import { Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { CaseRecord } from '../../data/console/cases';
import { regionsOf } from '../../data/console/regions';
import { useChannels } from '../../data/hooks/useChannels';
import { useRead } from '../../data/hooks/useRead';
import { exactTime } from '../../domain/dates';
import { Facts } from '../../ui/console/Facts';
import { Time } from '../../ui/console/Time';
import { money } from '../../domain/numbers';
import { typeName } from '../case';
import { ConsentText } from './ConsentText';
import { claimedPair } from '../verbs/position';

type Translate = (key: string, params?: Record<string, unknown>) => string;

/** When and how a reopened case was closed first; null while it was never reopened. */
function firstClosing(row: CaseRecord, translate: Translate, locale: string): string | null {
  if (row.reopen_count === 0 || !row.first_closed_at) return null;
  return translate('console.life.reopened_value', {
    time: exactTime(row.first_closed_at, locale),
    outcome: row.first_outcome ? translate(`console.outcome.${row.first_outcome}`) : '',
  });
}

/** The facts of a case. */
export function CaseFacts({ case: row }: { case: CaseRecord }) {
  const translate = useTranslate();
  const channels = useChannels();
  const [locale] = useLocaleState();
  const moved = row.filed_region_code !== row.region_code;
  return (
    <Facts
      labelWidth={locale.startsWith('zh') ? 76 : 112}
      facts={[
        { label: translate('console.case.type'), value: typeName(row, locale) },
        { label: translate('console.case.region'), value: row.region_path },
        {
          label: translate('console.case.filed_region'),
          value: moved && <FiledRegion code={row.filed_region_code} />,
        },
        { label: translate('console.case.place'), value: row.place },
        { label: translate('place.where'), value: <Position row={row} /> },
        {
          label: translate('console.case.people'),
          value:
            row.people_count !== null &&
            translate('console.case.people_count', { smart_count: row.people_count }),
        },
        { label: translate('console.case.amount'), value: row.amount !== null && money(row.amount, locale) },
        { label: translate('console.case.channel'), value: channels.nameOf(row.channel) },
        { label: translate('console.life.external_number'), value: row.external_number },
        {
          label: translate('console.life.difficulty_label'),
          value: row.difficulty !== 'ordinary' && translate(`console.life.difficulty.${row.difficulty}`),
        },
        { label: translate('console.case.created'), value: <Time at={row.created_at} /> },
        {
          label: translate('console.case.consent'),
          value: row.consent_version && <ConsentText version={row.consent_version} />,
        },
        { label: translate('console.case.responsible'), value: row.responsible_organisation_name },
        {
          label: translate('console.case.lead'),
          value:
            row.lead_organisation_name !== row.responsible_organisation_name && row.lead_organisation_name,
        },
        { label: translate('console.case.mediator'), value: row.mediator_name },
        {
          label: translate('console.case.returned'),
          value:
            row.return_count > 0 && translate('console.case.return_count', { smart_count: row.return_count }),
        },
        {
          label: translate('console.case.outcome'),
          value: row.outcome && translate(`console.outcome.${row.outcome}`),
        },
        { label: translate('console.case.answer'), value: row.answer },
        {
          label: translate('console.life.missing'),
          value: row.missing_items?.join(translate('console.life.list_stop')),
        },
        {
          label: translate('console.life.reject_reason_label'),
          value: row.reject_reason && translate(`console.life.reject_reason.${row.reject_reason}`),
        },
        {
          label: translate('console.life.referred_to_label'),
          value: row.referred_to && translate(`console.life.referred_to.${row.referred_to}`),
        },
        {
          label: translate('console.life.reopened'),
          value: firstClosing(row, translate, locale),
        },
        { label: translate('console.case.closed'), value: row.closed_at && <Time at={row.closed_at} /> },
      ]}
    />
  );
}

/** How precise its location is, or what is wrong with it. */
function Position({ row }: { row: CaseRecord }) {
  const translate = useTranslate();
  const claimed = claimedPair(row);
  return (
    <>
      {translate(`place.basis.${row.location_basis}`)}
      {row.place_problem && (
        <Typography variant="body2" color="text.secondary">
          {translate(`error.${row.place_problem}`, { county: '' })}
          {claimed && ` ${translate('place.form.claimed', { pair: claimed })}`}
        </Typography>
      )}
    </>
  );
}

/** The region in which the case was filed, if its code or its position in the tree has changed since. */
function FiledRegion({ code }: { code: string }) {
  const translate = useTranslate();
  const { data } = useRead(['regions_of', [code]], (signal) => regionsOf([code], signal), {
    staleTime: Infinity,
  });
  const name = data?.[0]?.path;
  return name ? translate('console.case.filed_region_value', { name, code }) : code;
}

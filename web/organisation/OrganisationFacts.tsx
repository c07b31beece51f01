import { Link as RouterLink } from 'react-router-dom';
import { Link } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { disputeTypes } from '../data/console/cases';
import type { OrganisationRecord } from '../data/console/records';
import { useRead } from '../data/hooks/useRead';
import { inLanguage } from '../text/languages';
import { Facts } from '../ui/console/Facts';
import { useCategories } from './useCategories';

const dial = (phone: string | null) => phone && <Link href={`tel:${phone}`}>{phone}</Link>;

/** The facts and contact details of an organisation. */
export function OrganisationFacts({ row }: { row: OrganisationRecord }) {
  const translate = useTranslate();
  const category = useCategories().find((one) => one.code === row.category);
  const label = (name: string) => translate(`console.organisation.${name}`);
  return (
    <Facts
      labelWidth={104}
      facts={[
        { label: label('short_name'), value: row.short_name !== row.name && row.short_name },
        { label: label('kind'), value: translate(`console.kind.${row.kind}`) },
        { label: label('category'), value: category?.name },
        { label: label('level'), value: translate(`console.level.${row.level}`) },
        { label: label('region'), value: row.region_path },
        {
          label: label('parent'),
          value: row.parent_id && (
            <Link component={RouterLink} to={`/organisations/${row.parent_id}/show`}>
              {row.parent_name}
            </Link>
          ),
        },
        { label: label('phone'), value: dial(row.phone) },
        { label: label('contact_name'), value: row.contact_name },
        { label: label('contact_phone'), value: dial(row.contact_phone) },
        { label: label('address'), value: row.address },
        { label: label('duty_hours'), value: row.duty_hours },
        {
          label: label('types'),
          value: row.type_codes.length === 0 ? label('all_types') : <TypeNames codes={row.type_codes} />,
        },
        { label: label('state'), value: translate(`console.active.${row.active}`) },
      ]}
    />
  );
}

/** Names of dispute types in the user's language. */
function TypeNames({ codes }: { codes: string[] }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { data = [] } = useRead(['dispute_types'], disputeTypes);
  const names = data
    .filter((type) => codes.includes(type.code))
    .map((type) => inLanguage(locale, type.name, type.name_en));
  return names.join(translate('console.list_comma'));
}

import { Link as RouterLink, useParams } from 'react-router-dom';
import { Box, Link, Stack } from '@mui/material';
import { useGetOne, useLocaleState, useTranslate } from 'react-admin';
import { disputeTypes } from '../data/cases';
import type { OrganisationRecord } from '../data/records';
import { useRead, worthRetrying } from '../data/useRead';
import { Facts } from '../ui/console/Facts';
import { Page } from '../ui/console/Page';
import { Panel } from '../ui/console/Panel';
import { Failed, Waiting } from '../ui/console/States';
import { Load } from './organisation';
import { Below, People } from './People';

const postsOf = (id: string) =>
  `/posts?filter=${encodeURIComponent(JSON.stringify({ organisation_id: id }))}`;

/** The page of an organisation: what it is, what it takes, what hangs below it, who works in it. */
export function OrganisationShow() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const { data, error, refetch } = useGetOne<OrganisationRecord>(
    'organisations',
    { id },
    { retry: worthRetrying },
  );
  const back = { to: '/organisations', label: translate('console.organisation.back') };
  if (!data) {
    return (
      <Page title={translate('console.organisation.one')} back={back}>
        {error ? <Failed error={error} retry={() => void refetch()} /> : <Waiting rows={4} height={64} />}
      </Page>
    );
  }
  return (
    <Page
      title={data.name}
      back={back}
      lead={`${translate(`console.kind.${data.kind}`)} · ${data.region_path}`}
    >
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
        }}
      >
        <Panel title={translate('console.organisation.facts')}>
          <OrganisationFacts row={data} />
        </Panel>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Panel
            title={translate('console.organisation.people')}
            aside={
              <Link component={RouterLink} to={postsOf(data.id)}>
                {translate('console.organisation.all_people')}
              </Link>
            }
          >
            <People organisationId={data.id} />
          </Panel>
          <Panel title={translate('console.organisation.below')}>
            <Below organisationId={data.id} />
          </Panel>
        </Stack>
      </Box>
    </Page>
  );
}

function OrganisationFacts({ row }: { row: OrganisationRecord }) {
  const translate = useTranslate();
  const label = (name: string) => translate(`console.organisation.${name}`);
  return (
    <Facts
      facts={[
        { label: label('short_name'), value: row.short_name },
        { label: label('kind'), value: translate(`console.kind.${row.kind}`) },
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
        { label: label('load'), value: <Load row={row} /> },
        { label: label('phone'), value: row.phone && <Link href={`tel:${row.phone}`}>{row.phone}</Link> },
        { label: label('address'), value: row.address },
        { label: label('duty_hours'), value: row.duty_hours },
        {
          label: label('types'),
          value:
            row.type_codes.length === 0 ? (
              translate('console.organisation.all_types')
            ) : (
              <TypeNames codes={row.type_codes} />
            ),
        },
        { label: label('state'), value: translate(`console.active.${row.active}`) },
      ]}
    />
  );
}

/** Names of dispute types in the reader's language. */
function TypeNames({ codes }: { codes: string[] }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { data = [] } = useRead(['dispute_types'], disputeTypes, { staleTime: Infinity });
  const names = data
    .filter((type) => codes.includes(type.code))
    .map((type) => (locale === 'zh-CN' ? type.name : type.name_en));
  return names.join(translate('console.list_comma'));
}

import { Link } from 'react-router-dom';
import Add from '@mui/icons-material/Add';
import { Box, Button, Stack, Typography } from '@mui/material';
import { ListBase, useListContext, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { OrganisationRecord } from '../data/console/records';
import { ExportButton } from '../ui/console/ExportButton';
import { ChoiceFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { ListBody } from '../ui/console/ListBody';
import { Page } from '../ui/console/Page';
import type { Column } from '../ui/console/RecordTable';
import { Tag } from '../ui/console/Tag';
import { FirstSteps } from './FirstSteps';
import { useChoices } from '../data/hooks/useLists';
import { LEVELS, Load } from './organisation';
import { RegionFilter } from './RegionFilter';
import { useCategories } from './useCategories';

/** The list shows its failures itself. */
const quiet = { onError: () => undefined };

/** The directory of organisations; sorted by region it shows the tree. */
export function OrganisationList() {
  const translate = useTranslate();
  return (
    <ListBase
      resource="organisations"
      perPage={50}
      sort={{ field: 'region_code', order: 'ASC' }}
      queryOptions={quiet}
      disableAuthentication
    >
      <Page
        title={translate('console.organisation.list')}
        lead={translate('console.organisation.lead')}
        actions={<Actions />}
      >
        <FirstSteps />
        <Organisations />
      </Page>
    </ListBase>
  );
}

/** Administrators of a territory may create organisations in it. */
function Actions() {
  const translate = useTranslate();
  const { role, scope_code } = useMe();
  return (
    <>
      <OrganisationExport />
      {role === 'administrator' && scope_code !== null && (
        <Button component={Link} to="/organisations/create" variant="contained" startIcon={<Add />}>
          {translate('console.organisation.create')}
        </Button>
      )}
    </>
  );
}

function Organisations() {
  const translate = useTranslate();
  const categories = useCategories();
  const { filterValues } = useListContext();
  const kindOf = (row: OrganisationRecord) => translate(`console.kind.${row.kind}`);
  const categoryOf = (row: OrganisationRecord) => categories.find((one) => one.code === row.category)?.name;
  // A category belongs to a kind: once a kind is chosen, only its categories and the current one are offered.
  const offered = categories.filter(
    ({ kind, code }) => !filterValues.kind || kind === filterValues.kind || code === filterValues.category,
  );
  const columns: Column<OrganisationRecord>[] = [
    {
      key: 'name',
      label: translate('console.organisation.name'),
      sort: 'region_code',
      wrap: true,
      render: (row) => <TreeName row={row} />,
    },
    {
      key: 'kind',
      label: translate('console.organisation.kind'),
      sort: 'kind',
      render: (row) => (
        <>
          {kindOf(row)}
          {row.category && (
            <Typography component="span" variant="body2" sx={{ display: 'block', color: 'text.secondary' }}>
              {categoryOf(row)}
            </Typography>
          )}
        </>
      ),
    },
    {
      key: 'level',
      label: translate('console.organisation.level'),
      sort: 'level',
      render: (row) => translate(`console.level.${row.level}`),
    },
    { key: 'region', label: translate('console.organisation.region'), render: (row) => row.region_path },
    {
      key: 'load',
      label: translate('console.organisation.load'),
      sort: 'open_cases',
      numeric: true,
      render: (row) => <Load row={row} />,
    },
    { key: 'phone', label: translate('console.organisation.phone'), render: (row) => row.phone ?? '' },
    {
      key: 'active',
      label: translate('console.organisation.state'),
      render: (row) => <ActiveTag active={row.active} />,
    },
  ];
  const kinds = useChoices('organisation_kinds', 'console.kind');
  const choicesOf = (group: string, values: readonly (string | number)[]) =>
    values.map((value) => ({ value: String(value), label: translate(`${group}.${value}`) }));
  return (
    <ListBody<OrganisationRecord>
      label={translate('console.organisation.list')}
      filters={
        <FilterBar search={<SearchFilter label={translate('console.organisation.search')} />}>
          <ChoiceFilter source="kind" label={translate('console.organisation.kind')} choices={kinds} />
          {offered.length > 0 && (
            <ChoiceFilter
              source="category"
              label={translate('console.organisation.category')}
              choices={offered.map((one) => ({ value: one.code, label: one.name }))}
            />
          )}
          <ChoiceFilter
            source="level"
            label={translate('console.organisation.level')}
            choices={choicesOf('console.level', LEVELS)}
          />
          <RegionFilter />
          <ChoiceFilter
            source="active"
            label={translate('console.organisation.state')}
            choices={choicesOf('console.active', ['true', 'false'])}
          />
        </FilterBar>
      }
      columns={columns}
      to={(row) => `/organisations/${row.id}/show`}
      card={(row) => (
        <Stack spacing={0.5}>
          <Typography sx={{ fontWeight: 600 }}>{row.name}</Typography>
          <Typography variant="body2" color="text.secondary">
            {[kindOf(row), categoryOf(row), translate(`console.level.${row.level}`), row.region_path]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
          <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'center' }}>
            <Load row={row} />
            {row.active ? <span>{row.phone}</span> : <ActiveTag active={false} />}
          </Stack>
        </Stack>
      )}
      empty={{
        title: translate('console.organisation.none'),
        hint: translate('console.organisation.none_hint'),
      }}
    />
  );
}

/** The name, indented by its level, so that sorting by region shows the tree. */
function TreeName({ row }: { row: OrganisationRecord }) {
  return (
    <Box sx={{ pl: (row.level - 1) * 2, minWidth: 220 }}>
      {row.name}
      {row.parent_name && (
        <Typography component="span" variant="body2" sx={{ display: 'block', color: 'text.secondary' }}>
          {row.parent_name}
        </Typography>
      )}
    </Box>
  );
}

function ActiveTag({ active }: { active: boolean }) {
  const translate = useTranslate();
  return <Tag tone={active ? 'green' : 'neutral'}>{translate(`console.active.${active}`)}</Tag>;
}

function OrganisationExport() {
  const translate = useTranslate();
  const categories = useCategories();
  const label = (name: string) => translate(`console.organisation.${name}`);
  return (
    <ExportButton<OrganisationRecord>
      resource="organisations"
      name={translate('console.organisation.list')}
      columns={[
        { label: label('name'), value: (row) => row.name },
        { label: label('kind'), value: (row) => translate(`console.kind.${row.kind}`) },
        {
          label: label('category'),
          value: (row) => categories.find((one) => one.code === row.category)?.name,
        },
        { label: label('level'), value: (row) => translate(`console.level.${row.level}`) },
        { label: label('region'), value: (row) => row.region_path },
        { label: label('regions_count'), value: (row) => row.region_codes.length },
        { label: label('parent'), value: (row) => row.parent_name },
        { label: label('open_cases'), value: (row) => row.open_cases },
        { label: label('capacity'), value: (row) => row.capacity },
        { label: label('phone'), value: (row) => row.phone },
        { label: label('contact_name'), value: (row) => row.contact_name },
        { label: label('contact_phone'), value: (row) => row.contact_phone },
        { label: label('duty_hours'), value: (row) => row.duty_hours },
        { label: label('address'), value: (row) => row.address },
        { label: label('state'), value: (row) => translate(`console.active.${row.active}`) },
      ]}
    />
  );
}

import { Link } from 'react-router-dom';
import Add from '@mui/icons-material/Add';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { OrganisationRecord } from '../data/console/organisations';
import { ExportButton } from '../ui/console/ExportButton';
import { ChoiceFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { organisationPath } from '../ui/console/links';
import { ListBody } from '../ui/console/ListBody';
import { Page } from '../ui/console/Page';
import { RecordList } from '../ui/console/RecordList';
import type { Column } from '../ui/console/RecordTable';
import { Tag } from '../ui/console/Tag';
import { FirstSteps } from './FirstSteps';
import { useChoices } from '../data/hooks/useLists';
import { LEVELS, Load } from './organisation';
import { RegionFilter } from './RegionFilter';
import { useCategories } from './useCategories';

/** The directory of organisations; sorted by region it shows the tree. */
export function OrganisationList() {
  const translate = useTranslate();
  return (
    <RecordList resource="organisations" perPage={50} sort={{ field: 'region_code', order: 'ASC' }}>
      <Page
        title={translate('console.organisation.list')}
        lead={translate('console.organisation.lead')}
        actions={<Actions />}
      >
        <FirstSteps />
        <Organisations />
      </Page>
    </RecordList>
  );
}

/** Administrators of a territory may create organisations in it. */
function Actions() {
  const translate = useTranslate();
  const { role, scope_code } = useMe();
  const columns = useOrganisationColumns();
  return (
    <>
      <ExportButton<OrganisationRecord> name={translate('console.organisation.list')} columns={columns} />
      {role === 'administrator' && scope_code !== null && (
        <Button component={Link} to="/organisations/create" variant="contained" startIcon={<Add />}>
          {translate('console.organisation.create')}
        </Button>
      )}
    </>
  );
}

/** Kind and category of an organisation in words. */
function useKindWords() {
  const translate = useTranslate();
  const categories = useCategories();
  return {
    categories,
    kindOf: (row: OrganisationRecord) => translate(`console.kind.${row.kind}`),
    categoryOf: (row: OrganisationRecord) => categories.find((one) => one.code === row.category)?.name,
  };
}

/** The columns of table and export. */
function useOrganisationColumns(): Column<OrganisationRecord>[] {
  const translate = useTranslate();
  const { kindOf, categoryOf } = useKindWords();
  const label = (name: string) => translate(`console.organisation.${name}`);
  const exported = (key: string, value: Column<OrganisationRecord>['value']) => ({
    key,
    label: label(key),
    value,
    exportOnly: true,
  });
  return [
    {
      key: 'name',
      label: label('name'),
      sort: 'region_code',
      wrap: true,
      value: (row) => row.name,
      render: (row) => <TreeName row={row} />,
    },
    {
      key: 'kind',
      label: label('kind'),
      sort: 'kind',
      value: kindOf,
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
    exported('category', categoryOf),
    {
      key: 'level',
      label: label('level'),
      sort: 'level',
      value: (row) => translate(`console.level.${row.level}`),
    },
    { key: 'region', label: label('region'), value: (row) => row.region_path },
    exported('regions_count', (row) => row.region_codes.length),
    exported('parent', (row) => row.parent_name),
    {
      key: 'load',
      label: label('load'),
      sort: 'open_cases',
      numeric: true,
      render: (row) => <Load row={row} />,
    },
    exported('open_cases', (row) => row.open_cases),
    exported('capacity', (row) => row.capacity),
    { key: 'phone', label: label('phone'), value: (row) => row.phone },
    exported('contact_name', (row) => row.contact_name),
    exported('contact_phone', (row) => row.contact_phone),
    exported('duty_hours', (row) => row.duty_hours),
    exported('address', (row) => row.address),
    {
      key: 'active',
      label: label('state'),
      value: (row) => translate(`console.active.${row.active}`),
      render: (row) => <ActiveTag active={row.active} />,
    },
  ];
}

function Organisations() {
  const translate = useTranslate();
  const { categories, kindOf, categoryOf } = useKindWords();
  const { filterValues } = useListContext();
  // A category belongs to a kind: once a kind is chosen, only its categories and the current one are offered.
  const offered = categories.filter(
    ({ kind, code }) => !filterValues.kind || kind === filterValues.kind || code === filterValues.category,
  );
  const columns = useOrganisationColumns();
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
      to={(row) => organisationPath(row.id)}
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

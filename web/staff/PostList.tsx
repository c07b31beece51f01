import { Chip, Stack, Typography } from '@mui/material';
import { ListBase, useGetOne, useListContext, useTranslate } from 'react-admin';
import type { OrganisationRecord, PostRecord, Role } from '../data/records';
import { ExportButton } from '../ui/console/ExportButton';
import { ChoiceFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { ListBody } from '../ui/console/ListBody';
import { Page } from '../ui/console/Page';
import type { Column } from '../ui/console/RecordTable';
import { Tag } from '../ui/console/Tag';

/** The roles a post may have. */
const ROLES: readonly Role[] = ['dispatcher', 'mediator', 'leader', 'administrator'];

/** City, county, township, village. */
const LEVELS: readonly number[] = [1, 2, 3, 4];

/** The list shows its own failures. */
const quiet = { onError: () => undefined };

/** Who holds which post where. */
export function PostList() {
  const translate = useTranslate();
  return (
    <ListBase
      resource="posts"
      perPage={50}
      sort={{ field: 'staff_name', order: 'ASC' }}
      queryOptions={quiet}
      disableAuthentication
    >
      <Page
        title={translate('console.staff.list')}
        lead={translate('console.staff.lead')}
        actions={<PostExport />}
      >
        <Posts />
      </Page>
    </ListBase>
  );
}

function Posts() {
  const translate = useTranslate();
  const columns: Column<PostRecord>[] = [
    {
      key: 'name',
      label: translate('console.staff.name'),
      sort: 'staff_name',
      render: (row) => row.staff_name,
    },
    {
      key: 'account',
      label: translate('console.staff.account'),
      sort: 'account',
      render: (row) => row.account,
    },
    {
      key: 'role',
      label: translate('console.staff.role'),
      sort: 'role',
      render: (row) => translate(`role.${row.role}`),
    },
    {
      key: 'organisation',
      label: translate('console.staff.organisation'),
      sort: 'organisation_name',
      wrap: true,
      render: (row) => row.organisation_name,
    },
    {
      key: 'level',
      label: translate('console.staff.level'),
      sort: 'organisation_level',
      render: (row) => translate(`console.level.${row.organisation_level}`),
    },
    { key: 'region', label: translate('console.staff.region'), render: (row) => row.region_path },
    {
      key: 'open',
      label: translate('console.staff.open_cases'),
      sort: 'open_cases',
      figures: true,
      render: (row) => row.open_cases,
    },
    {
      key: 'active',
      label: translate('console.staff.state'),
      render: (row) => <PostState active={row.active} />,
    },
  ];
  const words = (group: string, values: readonly (string | number)[]) =>
    values.map((value) => ({ value: String(value), label: translate(`${group}.${value}`) }));
  return (
    <ListBody<PostRecord>
      label={translate('console.staff.list')}
      filters={
        <FilterBar search={<SearchFilter label={translate('console.staff.search')} />}>
          <ChoiceFilter
            source="role"
            label={translate('console.staff.role')}
            choices={words('role', ROLES)}
          />
          <ChoiceFilter
            source="organisation_level"
            label={translate('console.staff.level')}
            choices={words('console.level', LEVELS)}
          />
          <ChoiceFilter
            source="active"
            label={translate('console.staff.state')}
            choices={words('console.post', ['true', 'false'])}
          />
          <OrganisationChip />
        </FilterBar>
      }
      columns={columns}
      to={(row) => `/posts/${row.id}/show`}
      card={(row) => (
        <Stack spacing={0.25}>
          <Stack direction="row" sx={{ justifyContent: 'space-between' }}>
            <Typography sx={{ fontWeight: 600 }}>{row.staff_name}</Typography>
            <span>{translate(`role.${row.role}`)}</span>
          </Stack>
          <Typography variant="body2" color="text.secondary">
            {row.account} · {row.organisation_name}
          </Typography>
        </Stack>
      )}
      empty={{ title: translate('console.staff.none') }}
    />
  );
}

/** The organisation by which the list was opened, as something that can be taken off. */
function OrganisationChip() {
  const { filterValues, setFilters } = useListContext();
  const id: string | undefined = filterValues.organisation_id;
  const { data } = useGetOne<OrganisationRecord>(
    'organisations',
    { id: id ?? '' },
    { enabled: id !== undefined },
  );
  if (!id) return null;
  const takeOff = () => {
    const { organisation_id: _taken, ...rest } = filterValues;
    setFilters(rest);
  };
  return <Chip label={data?.name ?? '…'} onDelete={takeOff} />;
}

/** Whether a post is held now. */
export function PostState({ active }: { active: boolean }) {
  const translate = useTranslate();
  return <Tag tone={active ? 'green' : 'neutral'}>{translate(`console.post.${active}`)}</Tag>;
}

function PostExport() {
  const translate = useTranslate();
  const label = (name: string) => translate(`console.staff.${name}`);
  return (
    <ExportButton<PostRecord>
      resource="posts"
      name={translate('console.staff.list')}
      columns={[
        { label: label('name'), value: (row) => row.staff_name },
        { label: label('account'), value: (row) => row.account },
        { label: label('role'), value: (row) => translate(`role.${row.role}`) },
        { label: label('organisation'), value: (row) => row.organisation_name },
        { label: label('level'), value: (row) => translate(`console.level.${row.organisation_level}`) },
        { label: label('region'), value: (row) => row.region_path },
        { label: label('open_cases'), value: (row) => row.open_cases },
        { label: label('valid_from'), value: (row) => row.valid_from },
        { label: label('valid_to'), value: (row) => row.valid_to },
      ]}
    />
  );
}

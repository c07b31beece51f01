import { Link as RouterLink, useParams } from 'react-router-dom';
import { Link } from '@mui/material';
import { useGetOne, useLocaleState, useTranslate } from 'react-admin';
import type { PostRecord } from '../data/records';
import { worthRetrying } from '../data/useRead';
import { exactDay } from '../ui/console/clock';
import { Facts } from '../ui/console/Facts';
import { Page } from '../ui/console/Page';
import { Panel } from '../ui/console/Panel';
import { Failed, Waiting } from '../ui/console/States';
import { PostState } from './PostList';

/** The page of a post: who, as what, where, since when. */
export function PostShow() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { data, error, refetch } = useGetOne<PostRecord>('posts', { id }, { retry: worthRetrying });
  const back = { to: '/posts', label: translate('console.staff.back') };
  if (!data) {
    return (
      <Page title={translate('console.staff.one')} back={back}>
        {error ? <Failed error={error} retry={() => void refetch()} /> : <Waiting rows={4} height={40} />}
      </Page>
    );
  }
  const label = (name: string) => translate(`console.staff.${name}`);
  return (
    <Page title={data.staff_name} back={back} tags={<PostState active={data.active} />}>
      <Panel title={translate('console.staff.post')}>
        <Facts
          facts={[
            { label: label('account'), value: data.account },
            { label: label('role'), value: translate(`role.${data.role}`) },
            {
              label: label('organisation'),
              value: (
                <Link component={RouterLink} to={`/organisations/${data.organisation_id}/show`}>
                  {data.organisation_name}
                </Link>
              ),
            },
            { label: label('level'), value: translate(`console.level.${data.organisation_level}`) },
            { label: label('region'), value: data.region_path },
            { label: label('open_cases'), value: data.open_cases },
            { label: label('valid_from'), value: exactDay(data.valid_from, locale) },
            { label: label('valid_to'), value: data.valid_to && exactDay(data.valid_to, locale) },
          ]}
        />
      </Panel>
    </Page>
  );
}

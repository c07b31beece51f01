import type { ReactNode } from 'react';
import { type SortPayload, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { Page } from '../ui/console/Page';
import { RecordList } from '../ui/console/RecordList';
import { TabLinks } from '../ui/console/TabLinks';

const ADDRESS = { requests: '/privacy', erasures: '/privacy/erasures', log: '/privacy/log' } as const;

interface PrivacyFrameProps {
  tab: keyof typeof ADDRESS;
  resource: string;
  sort: SortPayload;
  /** The default filter of the list. */
  first?: object;
  actions?: ReactNode;
  children: ReactNode;
}

/** The three lists under one heading; each tab has its own URL. */
export function PrivacyFrame({ tab, resource, sort, first, actions, children }: PrivacyFrameProps) {
  const translate = useTranslate();
  const me = useMe();
  return (
    <RecordList resource={resource} sort={sort} first={first}>
      <Page
        title={translate('console.privacy.title')}
        lead={translate('console.privacy.lead', { scope: me.scope_name ?? me.organisation_name })}
        actions={actions}
      >
        <TabLinks
          label={translate('console.privacy.tabs')}
          current={tab}
          tabs={Object.entries(ADDRESS).map(([name, to]) => ({
            name,
            to,
            text: translate(`console.privacy.tab.${name}`),
          }))}
        />
        {children}
      </Page>
    </RecordList>
  );
}

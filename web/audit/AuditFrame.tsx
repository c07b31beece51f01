import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { Page } from '../ui/console/Page';
import { TabLinks } from '../ui/console/TabLinks';

const ADDRESS = { reveals: '/audit', changes: '/audit/changes' } as const;

interface AuditFrameProps {
  tab: keyof typeof ADDRESS;
  actions: ReactNode;
  children: ReactNode;
}

/** The two lists of the audit log under one heading; each tab has its own URL. */
export function AuditFrame({ tab, actions, children }: AuditFrameProps) {
  const translate = useTranslate();
  const me = useMe();
  return (
    <Page
      title={translate('console.menu.audit')}
      lead={translate('console.audit.lead', { scope: me.scope_name ?? me.organisation_name })}
      actions={actions}
    >
      <TabLinks
        label={translate('console.audit.tabs')}
        current={tab}
        tabs={Object.entries(ADDRESS).map(([name, to]) => ({
          name,
          to,
          text: translate(`console.audit.${name}`),
        }))}
      />
      {children}
    </Page>
  );
}

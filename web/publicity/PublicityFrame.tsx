import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { Page } from '../ui/console/Page';
import { TabLinks } from '../ui/console/TabLinks';

const ADDRESS = {
  guides: '/publicity',
  figures: '/publicity/figures',
  posters: '/publicity/posters',
} as const;

/** The user's rights on public content; the database decides. */
export function useMayPublish(): { guides: boolean; figures: boolean } {
  const { role, scope_level: level } = useMe();
  return {
    guides: role === 'administrator' && level === 1,
    figures: (role === 'administrator' || role === 'leader') && level === 1,
  };
}

/** The parts of the public content under one heading; each tab has its own URL. */
export function PublicityFrame({ tab, children }: { tab: keyof typeof ADDRESS; children: ReactNode }) {
  const translate = useTranslate();
  return (
    <Page title={translate('console.publicity.title')} lead={translate(`console.publicity.lead.${tab}`)}>
      <TabLinks
        label={translate('console.publicity.tabs')}
        current={tab}
        tabs={Object.entries(ADDRESS).map(([name, to]) => ({
          name,
          to,
          text: translate(`console.publicity.tab.${name}`),
        }))}
      />
      {children}
    </Page>
  );
}

import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { Page } from '../ui/console/Page';
import { TabLinks } from '../ui/console/TabLinks';

const ADDRESS = {
  deadlines: '/rules',
  calendar: '/rules/calendar',
  auto: '/rules/auto',
  map: '/rules/map',
} as const;

interface RulesFrameProps {
  tab: keyof typeof ADDRESS;
  actions?: ReactNode;
  children: ReactNode;
}

/** Whether the user may edit the city's rules; the database decides. */
export function useEditsRules(): boolean {
  const { role, scope_level: level } = useMe();
  return role === 'administrator' && level === 1;
}

/** The parts of the rules under one heading; each tab has its own URL. */
export function RulesFrame({ tab, actions, children }: RulesFrameProps) {
  const translate = useTranslate();
  const { role, scope_code: scope } = useMe();
  // Automatic dispatch is set by each desk itself.
  const desk = role === 'dispatcher' && scope !== null;
  const edits = useEditsRules();
  const tabs = Object.entries(ADDRESS).filter(
    ([name]) => (name !== 'auto' || desk) && (name !== 'map' || edits),
  );
  return (
    <Page
      title={translate('console.rules.title')}
      lead={translate(`console.rules.lead.${tab}`)}
      actions={actions}
    >
      <TabLinks
        label={translate('console.rules.tabs')}
        current={tab}
        tabs={tabs.map(([name, to]) => ({ name, to, text: translate(`console.rules.tab.${name}`) }))}
      />
      {children}
    </Page>
  );
}

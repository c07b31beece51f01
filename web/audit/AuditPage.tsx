import { useTranslate } from 'react-admin';
import { Page } from '../ui/console/Page';

/** To be built. */
export function AuditPage() {
  const translate = useTranslate();
  return <Page title={translate('console.menu.audit')}>{null}</Page>;
}

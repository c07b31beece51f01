import { useTranslate } from 'react-admin';
import { Page } from '../ui/console/Page';

/** To be built. */
export function RegionPage() {
  const translate = useTranslate();
  return <Page title={translate('console.menu.regions')}>{null}</Page>;
}

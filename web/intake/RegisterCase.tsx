import { useTranslate } from 'react-admin';
import { Page } from '../ui/console/Page';

/** To be built. */
export function RegisterCase() {
  const translate = useTranslate();
  return <Page title={translate('console.menu.register')}>{null}</Page>;
}

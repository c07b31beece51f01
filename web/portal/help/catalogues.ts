import domain from '../../text/zh-CN/domain';
import form from '../../text/zh-CN/portal/form';
import help from '../../text/zh-CN/portal/help';
import type { RoomCatalogues } from '../roomText';
import type { Words } from '../text';

/** What self-help, places and figures say. */
export const HELP_CATALOGUES: RoomCatalogues = {
  reference: { 'portal/help': help, 'portal/form': form, domain },
  others: import.meta.glob<Words>(['./*/{portal/help,portal/form,domain}.ts', '!./zh-CN/*'], {
    base: '../../text',
    import: 'default',
  }),
};

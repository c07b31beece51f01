import domain from '../../text/zh-CN/domain';
import parties from '../../text/zh-CN/domain.parties';
import form from '../../text/zh-CN/portal/form';
import join from '../../text/zh-CN/portal/join';
import type { RoomCatalogues } from '../roomText';
import type { Words } from '../text';

/** What the page of the other party says. */
export const JOIN_CATALOGUES: RoomCatalogues = {
  reference: { 'portal/join': join, 'portal/form': form, 'domain.parties': parties, domain },
  others: import.meta.glob<Words>(['./*/{portal/join,portal/form,domain.parties,domain}.ts', '!./zh-CN/*'], {
    base: '../../text',
    import: 'default',
  }),
};

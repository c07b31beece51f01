import domain from '../../text/zh-CN/domain';
import file from '../../text/zh-CN/portal/file';
import form from '../../text/zh-CN/portal/form';
import photos from '../../text/zh-CN/portal/photos';
import type { RoomCatalogues } from '../roomText';
import type { Words } from '../text';

/** What filing says, receipt included. */
export const FILE_CATALOGUES: RoomCatalogues = {
  reference: { 'portal/file': file, 'portal/photos': photos, 'portal/form': form, domain },
  others: import.meta.glob<Words>(['./*/{portal/file,portal/photos,portal/form,domain}.ts', '!./zh-CN/*'], {
    base: '../../text',
    import: 'default',
  }),
};

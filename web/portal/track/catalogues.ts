import domain from '../../text/zh-CN/domain';
import parties from '../../text/zh-CN/domain.parties';
import follow from '../../text/zh-CN/portal/follow';
import form from '../../text/zh-CN/portal/form';
import photos from '../../text/zh-CN/portal/photos';
import privacy from '../../text/zh-CN/portal/privacy';
import track from '../../text/zh-CN/portal/track';
import type { RoomCatalogues } from '../roomText';
import type { Words } from '../text';

/** What following a case says. */
export const TRACK_CATALOGUES: RoomCatalogues = {
  reference: {
    'portal/follow': follow,
    'portal/track': track,
    'portal/photos': photos,
    'portal/form': form,
    'domain.parties': parties,
    'portal/privacy': privacy,
    domain,
  },
  others: import.meta.glob<Words>(
    [
      './*/{portal/follow,portal/track,portal/photos,portal/form,domain.parties,portal/privacy,domain}.ts',
      '!./zh-CN/*',
    ],
    { base: '../../text', import: 'default' },
  ),
};

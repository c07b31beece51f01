import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { PeerActivity } from './peers';

/** What peers are doing with a case, in one line; nothing when nobody is. */
export function PeerActivityLine({ looking, inSelection }: PeerActivity) {
  const translate = useTranslate();
  const names = (of: string[]) => of.join(translate('console.list_comma'));
  const said = [
    looking.length > 0 && translate('desk.peers.looking', { names: names(looking) }),
    inSelection.length > 0 && translate('desk.peers.selected', { names: names(inSelection) }),
  ].filter(Boolean);
  if (said.length === 0) return null;
  return (
    <Box
      component="span"
      className="beside"
      sx={{ fontSize: 13, fontWeight: 600, color: 'primary.main', overflowWrap: 'anywhere' }}
    >
      {said.join(translate('console.list_comma'))}
    </Box>
  );
}

import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  type Theme,
  useMediaQuery,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Bounds, HotspotFilter } from '../../data/console/hotspots';
import { CaseLines } from './CaseLines';
import type { Spot } from '../map/useSpots';

/** The content of a list of cases. */
export interface Listed {
  title: string;
  bounds: Bounds;
  parent: string | null;
}

/** The bounding box of some spots' cases. */
export function boundsOf(spots: readonly Spot[]): Bounds {
  return {
    west: Math.min(...spots.map(({ bounds }) => bounds.west)),
    south: Math.min(...spots.map(({ bounds }) => bounds.south)),
    east: Math.max(...spots.map(({ bounds }) => bounds.east)),
    north: Math.max(...spots.map(({ bounds }) => bounds.north)),
  };
}

/** The cases of a spot or an area, as links to their pages. */
export function CasesDialog({
  listed,
  filter,
  onClose,
}: {
  listed: Listed;
  filter: HotspotFilter;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const phone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'), { noSsr: true });
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" fullScreen={phone} aria-labelledby="hotspot-cases">
      <DialogTitle id="hotspot-cases">{listed.title}</DialogTitle>
      <DialogContent>
        <CaseLines bounds={listed.bounds} parent={listed.parent} filter={filter} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {translate('console.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

import { useEffect, useState } from 'react';
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  Skeleton,
  Stack,
  Typography,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { type EvidenceRecord, readEvidence, readPicture } from '../../data/console/evidence';
import type { CaseRecord } from '../../data/console/cases';
import { useRead } from '../../data/hooks/useRead';
import { Panel } from '../../ui/console/Panel';
import { Failed } from '../../ui/console/States';
import { Time } from '../../ui/console/Time';

/** The photos of a case, enlarged on a click; nothing where there are none. */
export function Evidence({ case: { id, version } }: { case: Pick<CaseRecord, 'id' | 'version'> }) {
  const translate = useTranslate();
  const read = useRead(['case_evidence', id, version], (signal) => readEvidence(id, signal), {
    staleTime: 2000,
  });
  if (!read.error && !read.data?.length) return null;
  return (
    <Panel title={translate('console.evidence.title')}>
      {read.error && <Failed error={read.error} retry={() => void read.refetch()} />}
      <Photos photos={read.data ?? []} />
    </Panel>
  );
}

/** A row of photos. */
function Photos({ photos }: { photos: readonly EvidenceRecord[] }) {
  return (
    <Box
      component="ul"
      sx={{
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: 'repeat(auto-fill, minmax(120px, 1fr))',
        m: 0,
        p: 0,
      }}
    >
      {photos.map((photo, index) => (
        <Photo key={photo.id} photo={photo} n={index + 1} />
      ))}
    </Box>
  );
}

/** The photos of a text that was signed by hand. */
export function PaperPhotos({ caseId, ids }: { caseId: string; ids: readonly string[] }) {
  const read = useRead(['case_evidence', caseId, ids.join()], (signal) => readEvidence(caseId, signal), {
    enabled: ids.length > 0,
  });
  if (ids.length === 0) return null;
  if (read.error) return <Failed error={read.error} retry={() => void read.refetch()} />;
  return <Photos photos={(read.data ?? []).filter(({ id }) => ids.includes(id))} />;
}

/** Downloads a picture with the user's own rights; its object URL lives as long as it is shown. */
function usePicture(path: string | null): { url: string | null; failed: boolean } {
  const [state, setState] = useState<{ url: string | null; failed: boolean }>({ url: null, failed: false });
  useEffect(() => {
    if (!path) return;
    let url: string | null = null;
    let here = true;
    readPicture(path).then(
      (blob) => {
        if (!here) return;
        // Always typed as a picture, whatever the server says, so that nothing else is ever rendered.
        url = URL.createObjectURL(new Blob([blob], { type: 'image/jpeg' }));
        setState({ url, failed: false });
      },
      () => here && setState({ url: null, failed: true }),
    );
    return () => {
      here = false;
      if (url) URL.revokeObjectURL(url);
    };
  }, [path]);
  return state;
}

function Photo({ photo, n }: { photo: EvidenceRecord; n: number }) {
  const translate = useTranslate();
  const { url, failed } = usePicture(photo.path);
  const [open, setOpen] = useState(false);
  const name = translate('console.evidence.one', { n });
  const gone = photo.removed_at !== null;
  return (
    <Stack component="li" spacing={0.5} sx={{ listStyle: 'none', minWidth: 0 }}>
      {gone || failed ? (
        <Typography variant="body2" color="text.secondary" sx={{ py: 3 }}>
          {translate(gone ? 'console.evidence.removed' : 'console.evidence.failed')}
        </Typography>
      ) : url ? (
        <Button
          onClick={() => setOpen(true)}
          aria-label={translate('console.evidence.open', { n })}
          sx={{ p: 0 }}
        >
          <Box
            component="img"
            src={url}
            alt={name}
            sx={{ width: '100%', aspectRatio: '1', objectFit: 'cover', borderRadius: 1 }}
          />
        </Button>
      ) : (
        <Skeleton variant="rounded" sx={{ width: '100%', height: 120 }} />
      )}
      <Typography variant="caption" color="text.secondary">
        {translate(`console.evidence.side.${photo.side}`)} · <Time at={photo.created_at} show="relative" />
      </Typography>
      {photo.note && <Typography variant="body2">{photo.note}</Typography>}
      <Dialog open={open} onClose={() => setOpen(false)} maxWidth="lg" aria-label={name}>
        <DialogContent>
          {url && <Box component="img" src={url} alt={name} sx={{ display: 'block', maxWidth: '100%' }} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)}>{translate('console.action.close')}</Button>
        </DialogActions>
      </Dialog>
    </Stack>
  );
}

import { useEffect, useMemo, useRef } from 'react';
import { Alert, Box, Button, IconButton, Typography } from '@mui/material';
import CloseIcon from '@mui/icons-material/Close';
import { useTranslate } from 'react-admin';
import { ApiError } from '../../data/core/errors';
import type { DispatchFit } from '../../data/console/dispatch';
import { Empty, Failed, Waiting } from '../../ui/console/States';
import { allToOne, eachToBest } from './batch';
import { BatchOutcome } from './BatchOutcome';
import { ConfirmBatch } from './ConfirmBatch';
import { FitList } from './FitList';
import { SelectionList } from './SelectionList';
import type { BatchDispatch } from './useBatchDispatch';

interface SelectionPanelProps {
  batchDispatch: BatchDispatch;
  pointed: string | null;
  onPoint: (id: string | null) => void;
  onOpen: (id: string) => void;
  onClose: () => void;
  /** Opens the map on a phone, where it is a separate view. */
  onMap: (() => void) | null;
}

/** Why cases cannot be dispatched, by case id. */
function useBlockedTexts(blocked: BatchDispatch['blocked']): ReadonlyMap<string, string> {
  const translate = useTranslate();
  return useMemo(
    () =>
      new Map(
        blocked.map(({ id, status, code }) => [
          id,
          code === 'not_possible_now' && status
            ? translate('desk.blocked.status', { status: translate(`status.${status}`) })
            : translate(code === 'refused' ? 'desk.blocked.other_desk' : 'desk.blocked.gone'),
        ]),
      ),
    [blocked, translate],
  );
}

/** The head of the panel, which gets the focus when the selection is opened. */
function SelectionHead({
  selection,
  running,
  onClose,
}: Pick<BatchDispatch, 'selection'> & Pick<SelectionPanelProps, 'onClose'> & { running: boolean }) {
  const translate = useTranslate();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 2,
        py: 0.75,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Typography variant="h2" ref={heading} tabIndex={-1} sx={{ flex: 1, outline: 'none', fontSize: 16 }}>
        {translate('desk.selection.title', { count: selection.rows.length })}
      </Typography>
      <Button size="small" color="inherit" onClick={selection.clear} disabled={running}>
        {translate('desk.selected.clear')}
      </Button>
      <IconButton onClick={onClose} aria-label={translate('desk.selection.close')} edge="end">
        <CloseIcon />
      </IconButton>
    </Box>
  );
}

/** Cases that cannot be dispatched, with a button to remove them; or why the candidates are not known. */
function SelectionTroubles({ selection, blocked, error, refetch }: BatchDispatch) {
  const translate = useTranslate();
  if (blocked.length > 0)
    return (
      <Alert
        severity="info"
        action={
          <Button color="inherit" size="small" onClick={() => selection.remove(blocked.map(({ id }) => id))}>
            {translate('desk.blocked.remove')}
          </Button>
        }
      >
        {translate('desk.blocked.lead', { count: blocked.length })}
      </Alert>
    );
  if (!error) return null;
  return (
    <Failed
      error={error instanceof ApiError ? error : new ApiError({ status: 0, code: 'unknown' })}
      retry={refetch}
    />
  );
}

interface DestinationsProps extends Pick<SelectionPanelProps, 'pointed' | 'onPoint' | 'onMap'> {
  fits: readonly DispatchFit[];
  /** How many cases have a best organisation. */
  best: number;
  target: string | null;
  choose: (id: string) => void;
}

/** Where the selection may go: each case to its best organisation, or all to one. */
function Destinations({ fits, best, target, choose, pointed, onPoint, onMap }: DestinationsProps) {
  const translate = useTranslate();
  return (
    <Box component="section" aria-labelledby="selection-step" sx={{ display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
        <Typography variant="h2" id="selection-step" sx={{ flex: 1 }}>
          {translate('desk.selection.where')}
        </Typography>
        {onMap && fits.length > 0 && (
          <Button size="small" onClick={onMap}>
            {translate('dispatch.candidates.on_map')}
          </Button>
        )}
      </Box>
      {fits.length === 0 ? (
        <Empty
          title={translate('dispatch.candidates.none')}
          hint={translate('dispatch.candidates.none_hint')}
        />
      ) : (
        <>
          {best > 0 && (
            <Button
              variant={target === 'best' ? 'contained' : 'outlined'}
              aria-pressed={target === 'best'}
              onClick={() => choose('best')}
              sx={{ minHeight: 44 }}
            >
              {translate('desk.selection.each_to_best', { count: best })}
            </Button>
          )}
          <Typography variant="body2" color="text.secondary">
            {translate('desk.selection.or_one')}
          </Typography>
          <FitList fits={fits} chosen={target} pointed={pointed} onChoose={choose} onPoint={onPoint} />
        </>
      )}
    </Box>
  );
}

/** The choice of the selection's destination, with the confirmation once it is chosen. */
function SelectionStep({
  batchDispatch: { selection, fits, target, choose, send, error },
  ...choice
}: Pick<SelectionPanelProps, 'batchDispatch' | 'pointed' | 'onPoint' | 'onMap'>) {
  if (!fits) return error ? null : <Waiting rows={4} height={76} />;
  const one = fits.find(({ organisation_id }) => organisation_id === target) ?? null;
  const best = eachToBest(selection.rows, fits);
  const plan = one ? allToOne(selection.rows, one) : target === 'best' ? best : null;
  return (
    <>
      {plan && (
        <ConfirmBatch
          plan={plan}
          organisation={one?.name ?? null}
          onSend={(note) => send(plan, note)}
          onCancel={() => choose(null)}
        />
      )}
      <Destinations {...choice} fits={fits} best={best.sendings.length} target={target} choose={choose} />
    </>
  );
}

/**
 * The selected cases and their destination: each to its best organisation, or all suitable ones to one
 * organisation.
 */
export function SelectionPanel({ batchDispatch, onOpen, onClose, ...choice }: SelectionPanelProps) {
  const { selection, blocked, batch } = batchDispatch;
  const translate = useTranslate();
  const why = useBlockedTexts(blocked);
  const running = batch.state?.running ?? false;
  return (
    <Box
      component="aside"
      aria-label={translate('desk.selection.label', { count: selection.rows.length })}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        height: '100%',
        minHeight: 0,
        bgcolor: 'background.paper',
      }}
    >
      <SelectionHead selection={selection} running={running} onClose={onClose} />
      <Box
        sx={{
          flex: 1,
          overflowY: 'auto',
          p: 2,
          display: 'grid',
          gap: 2,
          alignContent: 'start',
          gridAutoRows: 'max-content',
        }}
      >
        {batch.state && (
          <BatchOutcome state={batch.state} onRetry={batchDispatch.retry} onClose={batch.forget} />
        )}
        <SelectionList
          rows={selection.rows}
          blocked={why}
          onRemove={(id) => selection.remove([id])}
          onOpen={onOpen}
        />
        <SelectionTroubles {...batchDispatch} />
        {!running && <SelectionStep batchDispatch={batchDispatch} {...choice} />}
      </Box>
    </Box>
  );
}

import { useEffect, useMemo, useRef } from 'react';
import { Alert, Box, Button, IconButton, Typography } from '@mui/material';
import CloseIcon from '@mui/icons-material/Close';
import { useTranslate } from 'react-admin';
import { ApiError } from '../../data/core/errors';
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

/**
 * The selected cases and their destination: each to its best organisation, or all suitable ones to one
 * organisation.
 */
export function SelectionPanel({
  batchDispatch,
  pointed,
  onPoint,
  onOpen,
  onClose,
  onMap,
}: SelectionPanelProps) {
  const { selection, fits, error, blocked, target, choose, batch } = batchDispatch;
  const translate = useTranslate();
  const heading = useRef<HTMLHeadingElement>(null);
  const count = selection.rows.length;
  useEffect(() => heading.current?.focus(), []);

  const why = useMemo(
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
  const one = fits?.find(({ organisation_id }) => organisation_id === target) ?? null;
  const best = fits ? eachToBest(selection.rows, fits) : null;
  const plan = fits && target === 'best' ? best : one ? allToOne(selection.rows, one) : null;
  const running = batch.state?.running ?? false;

  return (
    <Box
      component="aside"
      aria-label={translate('desk.selection.label', { count })}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        height: '100%',
        minHeight: 0,
        bgcolor: 'background.paper',
      }}
    >
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
          {translate('desk.selection.title', { count })}
        </Typography>
        <Button size="small" color="inherit" onClick={selection.clear} disabled={running}>
          {translate('desk.selected.clear')}
        </Button>
        <IconButton onClick={onClose} aria-label={translate('desk.selection.close')} edge="end">
          <CloseIcon />
        </IconButton>
      </Box>
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
        {blocked.length > 0 && (
          <Alert
            severity="info"
            action={
              <Button
                color="inherit"
                size="small"
                onClick={() => selection.remove(blocked.map(({ id }) => id))}
              >
                {translate('desk.blocked.remove')}
              </Button>
            }
          >
            {translate('desk.blocked.lead', { count: blocked.length })}
          </Alert>
        )}
        {error && blocked.length === 0 && (
          <Failed
            error={error instanceof ApiError ? error : new ApiError({ status: 0, code: 'unknown' })}
            retry={batchDispatch.refetch}
          />
        )}
        {!fits && !error && !running && <Waiting rows={4} height={76} />}
        {plan && !running && (
          <ConfirmBatch
            plan={plan}
            organisation={one?.name ?? null}
            onSend={(note) => batchDispatch.send(plan, note)}
            onCancel={() => choose(null)}
          />
        )}
        {fits && !running && (
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
                {best && best.sendings.length > 0 && (
                  <Button
                    variant={target === 'best' ? 'contained' : 'outlined'}
                    aria-pressed={target === 'best'}
                    onClick={() => choose('best')}
                    sx={{ minHeight: 44 }}
                  >
                    {translate('desk.selection.each_to_best', { count: best.sendings.length })}
                  </Button>
                )}
                <Typography variant="body2" color="text.secondary">
                  {translate('desk.selection.or_one')}
                </Typography>
                <FitList fits={fits} chosen={target} pointed={pointed} onChoose={choose} onPoint={onPoint} />
              </>
            )}
          </Box>
        )}
      </Box>
    </Box>
  );
}

import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Link } from 'react-router-dom';
import { Alert, Box, Button, IconButton, Typography } from '@mui/material';
import CloseIcon from '@mui/icons-material/Close';
import { useTranslate } from 'react-admin';
import { CaseActions, CaseSummary, DueLight, GradeTag, StatusTag } from '../../case';
import { ApiError } from '../../data/core/errors';
import type { VerbResult } from '../../data/console/verbs';
import { casePath } from '../../ui/console/links';
import { Failed, Waiting } from '../../ui/console/States';
import { PeerActivityLine } from '../presence/PeerActivityLine';
import type { PeerActivity } from '../presence/peers';
import type { QueueCase } from '../queue/queue';

interface CasePanelProps {
  id: string;
  /** The row of the queue, shown until the whole case has been read. */
  row: QueueCase | null;
  error: Error | null;
  onRetry: () => void;
  /** Called after a verb; the queue refetches the case. */
  onDone: (result: VerbResult) => void;
  frame: RefObject<HTMLDivElement | null>;
  onClose: () => void;
  /** Whether the panel covers the queue, so that the focus must not stay below it. */
  takeFocus: boolean;
  /** What peers are doing with it at this moment. */
  peerActivity: PeerActivity;
  /** Button to the next case, shown once this one is done. */
  next: ReactNode;
  /** The choice of an organisation; null when the case cannot be dispatched now. */
  children: ReactNode;
}

/** The open case: its facts, its available actions, its candidate organisations. */
export function CasePanel(props: CasePanelProps) {
  const { id, row, error, onRetry, onDone, onClose, takeFocus, next, children } = props;
  const translate = useTranslate();
  const gone = error instanceof ApiError && error.status === 404 && row !== null;
  const heading = useRef<HTMLHeadingElement>(null);

  // Focuses the opened case for screen readers, unless the keyboard is still moving through the queue.
  useEffect(() => {
    if (takeFocus || !document.activeElement?.matches('[data-case]')) heading.current?.focus();
  }, [id, takeFocus]);

  return (
    <Box
      component="aside"
      ref={props.frame}
      aria-label={
        row ? translate('dispatch.panel.label', { number: row.number }) : translate('dispatch.panel.loading')
      }
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
          {row?.number ?? '…'}
        </Typography>
        <Button component={Link} to={casePath(id)} size="small">
          {translate('dispatch.panel.page')}
        </Button>
        <IconButton onClick={onClose} aria-label={translate('dispatch.panel.close')} edge="end">
          <CloseIcon />
        </IconButton>
      </Box>
      <Box sx={{ flex: 1, overflowY: 'auto', p: 2, display: 'grid', gap: 2, alignContent: 'start' }}>
        {gone && <Alert severity="info">{translate('dispatch.panel.gone')}</Alert>}
        {error && !gone && <Failed error={error} retry={onRetry} />}
        {!row && !error && <Waiting rows={4} height={56} />}
        {row && (
          <>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
              <GradeTag grade={row.grade} />
              <StatusTag status={row.status} />
              <DueLight light={row.light} dueAt={row.due_at} stage={row.due_stage} />
            </Box>
            <Box role="status" sx={{ '&:empty': { display: 'none' } }}>
              <PeerActivityLine {...props.peerActivity} />
            </Box>
            <CaseSummary case={row} />
            {!gone && <CaseActions case={row} except={['dispatch_case']} onDone={onDone} />}
            {next}
            {!gone && children}
          </>
        )}
      </Box>
    </Box>
  );
}

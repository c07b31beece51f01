import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Alert, Box, Button, IconButton, Typography } from '@mui/material';
import CloseIcon from '@mui/icons-material/Close';
import { useTranslate } from 'react-admin';
import { CaseActions, CaseSummary, DueLight, GradeTag, StatusTag } from '../case';
import { Failed, Waiting } from '../ui/console/States';
import type { OpenCase } from './useDesk';

interface CasePanelProps {
  open: OpenCase;
  /** After a verb, and when the case turns out to have changed. */
  onChanged: () => void;
  onClose: () => void;
  /** The way to the next case, offered once this one is done. */
  next: ReactNode;
  /** Choosing an organisation; nothing when the case is not to be dispatched now. */
  children: ReactNode;
}

/** The open case: what it is, what may be done with it now, where it could go. */
export function CasePanel({ open, onChanged, onClose, next, children }: CasePanelProps) {
  const translate = useTranslate();
  const { row, gone, error } = open;
  const heading = useRef<HTMLHeadingElement>(null);

  // The reader is led to the case that was opened, unless the keys still walk through the queue.
  useEffect(() => {
    if (!document.activeElement?.matches('[data-case]')) heading.current?.focus();
  }, [open.id]);

  return (
    <Box
      component="aside"
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
          py: 1,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <Typography variant="h2" ref={heading} tabIndex={-1} sx={{ flex: 1, outline: 'none', fontSize: 16 }}>
          {row?.number ?? '…'}
        </Typography>
        <IconButton onClick={onClose} aria-label={translate('dispatch.panel.close')} edge="end">
          <CloseIcon />
        </IconButton>
      </Box>
      <Box sx={{ flex: 1, overflowY: 'auto', p: 2, display: 'grid', gap: 2, alignContent: 'start' }}>
        {error && <Failed error={error} />}
        {!row && !error && <Waiting rows={4} height={56} />}
        {gone && <Alert severity="info">{translate('dispatch.panel.gone')}</Alert>}
        {row && (
          <>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
              <GradeTag grade={row.grade} />
              <StatusTag status={row.status} />
              <DueLight case={row} />
              <Box sx={{ flex: 1 }} />
              <Button component={Link} to={`/cases/${row.id}/show`} size="small">
                {translate('dispatch.panel.page')}
              </Button>
            </Box>
            <CaseSummary case={row} />
            {!gone && <CaseActions case={row} except={['dispatch_case']} onDone={onChanged} />}
            {next}
            {!gone && children}
          </>
        )}
      </Box>
    </Box>
  );
}

import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router-dom';
import ArrowBack from '@mui/icons-material/ArrowBack';
import { Box, IconButton, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

/** Sets the title of the browser tab. */
export function useDocumentTitle(title: string) {
  const translate = useTranslate();
  const product = translate('console.product');
  useEffect(() => {
    document.title = title ? `${title} · ${product}` : product;
  }, [title, product]);
}

interface PageProps {
  title: string;
  /** Next to the title: tags. */
  tags?: ReactNode;
  /** Under the title: one line of explanation. */
  lead?: ReactNode;
  /** To the right of the title: buttons. */
  actions?: ReactNode;
  /** Target of the arrow before the title. */
  back?: { to: string; label: string };
  children: ReactNode;
}

/** A page of the console: heading, tags, buttons and content. */
export function Page({ title, tags, lead, actions, back, children }: PageProps) {
  useDocumentTitle(title);
  return (
    <Box sx={{ px: { xs: 2, sm: 3 }, py: { xs: 2, sm: 2.5 }, maxWidth: 1440, width: '100%', mx: 'auto' }}>
      <Stack
        direction="row"
        spacing={1}
        useFlexGap
        sx={{ alignItems: 'center', flexWrap: 'wrap', mb: lead ? 0.5 : 2 }}
      >
        {back && (
          <IconButton
            component={Link}
            to={back.to}
            aria-label={back.label}
            edge="start"
            size="small"
            sx={{ displayPrint: 'none' }}
          >
            <ArrowBack fontSize="small" />
          </IconButton>
        )}
        <Typography
          variant="h1"
          sx={{ mr: 0.5, overflowWrap: 'anywhere', maxWidth: back ? 'calc(100% - 44px)' : '100%' }}
        >
          {title}
        </Typography>
        {tags}
        <Box sx={{ flex: 1 }} />
        {actions}
      </Stack>
      {lead && (
        <Typography color="text.secondary" sx={{ mb: 2 }}>
          {lead}
        </Typography>
      )}
      {children}
    </Box>
  );
}

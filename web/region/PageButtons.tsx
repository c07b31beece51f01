import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import { Button, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

interface PageButtonsProps {
  page: number;
  perPage: number;
  total: number;
  onPage: (page: number) => void;
}

/** Previous and next page of rows that are already loaded. */
export function PageButtons({ page, perPage, total, onPage }: PageButtonsProps) {
  const translate = useTranslate();
  if (total <= perPage) return null;
  const last = Math.min(total, page * perPage);
  return (
    <Stack
      component="nav"
      aria-label={translate('console.list.pages')}
      direction="row"
      spacing={1}
      sx={{
        alignItems: 'center',
        px: 1.5,
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        '& > button': { minHeight: 44 },
      }}
    >
      <Typography color="text.secondary" sx={{ flex: 1, fontVariantNumeric: 'tabular-nums' }}>
        {translate('console.list.range', { first: (page - 1) * perPage + 1, last })}
      </Typography>
      <Button disabled={page === 1} startIcon={<ChevronLeft />} onClick={() => onPage(page - 1)}>
        {translate('console.list.previous')}
      </Button>
      <Button disabled={last === total} endIcon={<ChevronRight />} onClick={() => onPage(page + 1)}>
        {translate('console.list.next')}
      </Button>
    </Stack>
  );
}

import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import { Button, Stack, TextField, Typography } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';

const SIZES = [25, 50, 100];

/** Previous and next page of a list without a total: the page number, and whether there is more. */
export function Pager() {
  const translate = useTranslate();
  const { page, perPage, hasNextPage, hasPreviousPage, setPage, setPerPage, data } = useListContext();
  if (!data?.length && page === 1) return null;
  const first = (page - 1) * perPage + 1;
  const alone = !hasPreviousPage && !hasNextPage;
  const last = first + (data?.length ?? 0) - 1;
  return (
    <Stack
      component="nav"
      aria-label={translate('console.list.pages')}
      direction="row"
      spacing={1}
      useFlexGap
      sx={{ alignItems: 'center', flexWrap: 'wrap', px: 1.5, py: 1, borderTop: 1, borderColor: 'divider' }}
    >
      <Typography
        color="text.secondary"
        // On a phone the buttons need a line of their own.
        sx={{
          flex: { xs: alone ? '1 0 0' : '1 0 100%', sm: '1 0 0' },
          whiteSpace: 'nowrap',
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        {translate('console.list.range', { first, last })}
      </Typography>
      <TextField
        select
        size="small"
        value={perPage}
        onChange={(event) => setPerPage(Number(event.target.value))}
        slotProps={{
          select: { native: true },
          htmlInput: { 'aria-label': translate('console.list.page_size') },
        }}
      >
        {SIZES.map((size) => (
          <option key={size} value={size}>
            {translate('console.list.per_page', { size })}
          </option>
        ))}
      </TextField>
      {!alone && (
        <>
          <Button disabled={!hasPreviousPage} startIcon={<ChevronLeft />} onClick={() => setPage(page - 1)}>
            {translate('console.list.previous')}
          </Button>
          <Button disabled={!hasNextPage} endIcon={<ChevronRight />} onClick={() => setPage(page + 1)}>
            {translate('console.list.next')}
          </Button>
        </>
      )}
    </Stack>
  );
}

import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Beside } from './fellows';

/** What colleagues are doing with a case, in one line; nothing when nobody is. */
export function BesideLine({ looking, picked }: Beside) {
  const translate = useTranslate();
  const names = (of: string[]) => of.join(translate('console.list_comma'));
  const said = [
    looking.length > 0 && translate('desk.fellows.looking', { names: names(looking) }),
    picked.length > 0 && translate('desk.fellows.picked', { names: names(picked) }),
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

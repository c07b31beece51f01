import { Link } from 'react-router-dom';
import { Link as MuiLink } from '@mui/material';
import { casePath } from '../ui/console/links';

/** The number of a case, as a link to its page. */
export function CaseLink({ of: row }: { of: { case_id: string; case_number: string } }) {
  return (
    <MuiLink component={Link} to={casePath(row.case_id)}>
      {row.case_number}
    </MuiLink>
  );
}

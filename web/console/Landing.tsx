import { Navigate } from 'react-router-dom';
import { useMe } from '../data/hooks/Me';
import { menuOf, pathOf } from './pages';

/** The start page of each role. */
export function Landing() {
  const { role } = useMe();
  const [start = 'account'] = menuOf(role);
  return <Navigate to={pathOf(start)} replace />;
}

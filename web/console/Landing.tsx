import { Navigate } from 'react-router-dom';
import { useMe } from '../data/hooks/Me';
import { MENU, PATHS } from './paths';

/** The start page of each role. */
export function Landing() {
  const { role } = useMe();
  return <Navigate to={PATHS[MENU[role][0]!]} replace />;
}

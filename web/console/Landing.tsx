import { Navigate } from 'react-router-dom';
import { useMe } from '../data/Me';
import { MENU, PATHS } from './paths';

/** The page where the day begins, by role. */
export function Landing() {
  const { role } = useMe();
  return <Navigate to={PATHS[MENU[role][0]!]} replace />;
}

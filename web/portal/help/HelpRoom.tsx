import type { Route } from '../route';
import { AidPage } from './AidPage';
import { GuideList } from './GuideList';
import { GuidePage } from './GuidePage';
import { WithWords } from './WithWords';

/** The entry point of self-help: the guides and the legal-aid check. */
export default function HelpRoom({ route }: { route: Extract<Route, { name: 'help' | 'aid' }> }) {
  return (
    <WithWords>
      {route.name === 'aid' ? (
        <AidPage />
      ) : route.type ? (
        <GuidePage key={route.type} type={route.type} />
      ) : (
        <GuideList query={route.query} />
      )}
    </WithWords>
  );
}

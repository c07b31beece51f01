import { useSearchParams } from 'react-router-dom';
import { useMe } from '../data/hooks/Me';
import { ImportPage } from './ImportPage';
import { RegionOverview } from './RegionOverview';

/** The regions of the user's territory, and the import of a tree for its administrator. */
export function RegionPage() {
  const { role, scope_code: scope } = useMe();
  const [address, setAddress] = useSearchParams();
  const mayImport = role === 'administrator' && scope !== null;
  if (mayImport && address.has('import')) return <ImportPage scope={scope} />;
  return (
    <RegionOverview
      mayImport={mayImport}
      code={address.get('code')}
      onChoose={(code) => setAddress(code === null ? {} : { code })}
    />
  );
}

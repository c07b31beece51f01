import { Navigate, Route, Routes } from 'react-router-dom';
import { FigureSets } from './FigureSets';
import { GuideEditor } from './GuideEditor';
import { GuideTable } from './GuideTable';
import { Posters } from './Posters';

/** Public content: guides, published statistics, posters. */
export function PublicityPage() {
  return (
    <Routes>
      <Route index element={<GuideTable />} />
      <Route path="guides/:type/:locale" element={<GuideEditor />} />
      <Route path="figures" element={<FigureSets />} />
      <Route path="posters" element={<Posters />} />
      <Route path="*" element={<Navigate to="/publicity" replace />} />
    </Routes>
  );
}

import { Navigate, Route, Routes } from 'react-router-dom';
import { Changes } from './Changes';
import { Report } from './Report';
import { Reveals } from './Reveals';

/** For leaders and administrators: who viewed personal data, what was changed, and a report to print. */
export function AuditPage() {
  return (
    <Routes>
      <Route index element={<Reveals />} />
      <Route path="changes" element={<Changes />} />
      <Route path="print" element={<Report />} />
      <Route path="*" element={<Navigate to="/audit" replace />} />
    </Routes>
  );
}

import { Navigate, Route, Routes } from 'react-router-dom';
import { Erasures } from './Erasures';
import { PrivacyLog } from './PrivacyLog';
import { Requests } from './Requests';

/** What people ask about their data, what waits for a second administrator, and the book of both. */
export function PrivacyPage() {
  return (
    <Routes>
      <Route index element={<Requests />} />
      <Route path="erasures" element={<Erasures />} />
      <Route path="log" element={<PrivacyLog />} />
      <Route path="*" element={<Navigate to="/privacy" replace />} />
    </Routes>
  );
}

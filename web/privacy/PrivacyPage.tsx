import { Navigate, Route, Routes } from 'react-router-dom';
import { Erasures } from './Erasures';
import { PrivacyLog } from './PrivacyLog';
import { Requests } from './Requests';

/** Privacy requests, erasures that wait for a second administrator, and the audit log of both. */
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

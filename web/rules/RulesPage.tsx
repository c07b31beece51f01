import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { Waiting } from '../ui/console/States';
import { AutoDispatches } from './AutoDispatches';
import { Calendar } from './Calendar';
import { Deadlines } from './Deadlines';
import { ImportCalendar } from './ImportCalendar';

// Lazy, because it includes the map.
const BaseLayers = lazy(() => import('./BaseLayers'));

/** The rules for cases: deadlines, the calendar, and what a desk dispatches automatically. */
export function RulesPage() {
  return (
    <Routes>
      <Route index element={<Deadlines />} />
      <Route path="calendar" element={<Calendar />} />
      <Route path="calendar/import" element={<ImportCalendar />} />
      <Route path="auto" element={<AutoDispatches />} />
      <Route
        path="map"
        element={
          <Suspense fallback={<Waiting rows={4} height={56} />}>
            <BaseLayers />
          </Suspense>
        }
      />
      <Route path="*" element={<Navigate to="/rules" replace />} />
    </Routes>
  );
}

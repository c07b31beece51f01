import type { Route } from '../route';
import { FileCase } from './FileCase';
import { ReceiptPage } from './ReceiptPage';
import { useFiling } from './useFiling';

/** Everything about filing: the questions and, at the end, the receipt. A part of its own, loaded after the first page. */
export default function FileRoom({
  route,
}: {
  route: Extract<Route, { name: 'file' | 'step' | 'receipt' }>;
}) {
  const filing = useFiling();
  return route.name === 'receipt' ? (
    <ReceiptPage filing={filing} />
  ) : (
    <FileCase route={route} filing={filing} />
  );
}

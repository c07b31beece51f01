import { Loading } from '../../ui/portal/States';
import { ProofNote } from '../ProofNote';
import { useRoomText } from '../roomText';
import type { Route } from '../route';
import { TextContext, useText } from '../text';
import { FILE_CATALOGUES } from './catalogues';
import { FileCase } from './FileCase';
import { ReceiptPage } from './ReceiptPage';
import { useFiling } from './useFiling';

/** Everything about filing: the questions and, at the end, the receipt. A part of its own, loaded after the first page. */
export default function FileRoom({
  route,
}: {
  route: Extract<Route, { name: 'file' | 'step' | 'receipt' }>;
}) {
  const page = useText();
  const text = useRoomText(FILE_CATALOGUES);
  const filing = useFiling();
  if (!text) return <Loading text={page('loading')} />;
  return (
    <TextContext.Provider value={text}>
      {route.name === 'receipt' ? (
        <ReceiptPage filing={filing} />
      ) : (
        <FileCase route={route} filing={filing} />
      )}
      <ProofNote />
    </TextContext.Provider>
  );
}

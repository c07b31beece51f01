import domain from '../../text/domain.zh-CN';
import file from '../../text/portal.file.zh-CN';
import form from '../../text/portal.form.zh-CN';
import photos from '../../text/portal.photos.zh-CN';
import { Loading } from '../../ui/portal/States';
import { ProofNote } from '../ProofNote';
import type { Route } from '../route';
import { TextContext, useRoomText, useText } from '../text';
import { FileCase } from './FileCase';
import { ReceiptPage } from './ReceiptPage';
import { useFiling } from './useFiling';

const CHINESE = [file, photos, form, domain];
const english = () =>
  Promise.all([
    import('../../text/portal.file.en'),
    import('../../text/portal.photos.en'),
    import('../../text/portal.form.en'),
    import('../../text/domain.en'),
  ]);

/**
 * The entry point of filing: the questions and, at the end, the receipt. A chunk of its own, loaded after the
 * home page.
 */
export default function FileRoom({
  route,
}: {
  route: Extract<Route, { name: 'file' | 'step' | 'receipt' }>;
}) {
  const page = useText();
  const text = useRoomText(CHINESE, english);
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

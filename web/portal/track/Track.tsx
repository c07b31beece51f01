import domain from '../../text/domain.zh-CN';
import parties from '../../text/domain.parties.zh-CN';
import follow from '../../text/portal.follow.zh-CN';
import form from '../../text/portal.form.zh-CN';
import photos from '../../text/portal.photos.zh-CN';
import track from '../../text/portal.track.zh-CN';
import privacy from '../../text/portal.privacy.zh-CN';
import { Loading } from '../../ui/portal/States';
import { ProofNote } from '../ProofNote';
import { TextContext, useRoomText, useText } from '../text';
import { findPair, normalCode, normalNumber } from '../tracking';
import { CasePage } from './CasePage';
import { TrackForm } from './TrackForm';

const CHINESE = [follow, track, photos, form, parties, privacy, domain];
const english = () =>
  Promise.all([
    import('../../text/portal.follow.en'),
    import('../../text/portal.track.en'),
    import('../../text/portal.photos.en'),
    import('../../text/portal.form.en'),
    import('../../text/domain.parties.en'),
    import('../../text/portal.privacy.en'),
    import('../../text/domain.en'),
  ]);

/** Tracking a case: from the link or the receipt's QR code at once, otherwise by number and code. */
export default function Track({ number, code }: { number: string; code: string }) {
  const page = useText();
  const text = useRoomText(CHINESE, english);
  if (!text) return <Loading text={page('loading')} />;
  const known = findPair(`${number} ${code}`);
  const pair = known ?? { number: normalNumber(number) ?? '', code: normalCode(code) ?? '' };
  return (
    <TextContext.Provider value={text}>
      {pair.number && pair.code ? <CasePage {...pair} /> : <TrackForm number={number} code={code} />}
      <ProofNote />
    </TextContext.Provider>
  );
}

import { Loading } from '../../ui/portal/States';
import { ProofNote } from '../ProofNote';
import { useRoomText } from '../roomText';
import { TextContext, useText } from '../text';
import { findPair, normalCode, normalNumber } from '../tracking';
import { CasePage } from './CasePage';
import { TRACK_CATALOGUES } from './catalogues';
import { TrackForm } from './TrackForm';

/** Following a case: from the link or the receipt's QR code at once, else by number and code. */
export default function Track({ number, code }: { number: string; code: string }) {
  const page = useText();
  const text = useRoomText(TRACK_CATALOGUES);
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

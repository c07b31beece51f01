import { findPair, normalCode, normalNumber } from '../tracking';
import { CasePage } from './CasePage';
import { TrackForm } from './TrackForm';

/** Following a case: from the link or the receipt's QR code at once, else by number and code. */
export default function Track({ number, code }: { number: string; code: string }) {
  const known = findPair(`${number} ${code}`);
  const pair = known ?? { number: normalNumber(number) ?? '', code: normalCode(code) ?? '' };
  if (pair.number && pair.code) return <CasePage {...pair} />;
  return <TrackForm number={number} code={code} />;
}

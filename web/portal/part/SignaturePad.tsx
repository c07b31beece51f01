import { type PointerEvent, useRef } from 'react';
import type { Strokes } from '../../data/portal/parties';
import { useText } from '../text';

/** Height of the pad for a width of 1000. */
const HEIGHT = 400;
/** Points closer than this to the previous one are dropped. */
const NEAR = 6;

const pathOf = (strokes: Strokes) =>
  strokes
    .map((stroke) =>
      stroke.map(([x, y], index) => `${index ? 'L' : 'M'}${x} ${(y * HEIGHT) / 1000}`).join(''),
    )
    .join('');

/** A drawn signature. */
export function Signature({ strokes, label }: { strokes: Strokes; label: string }) {
  return (
    <svg className="pad" viewBox={`0 0 1000 ${HEIGHT}`} role="img" aria-label={label}>
      <path
        d={pathOf(strokes)}
        fill="none"
        stroke="currentColor"
        strokeWidth="9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** A field to sign in with a finger, a pen or a mouse. */
export function SignaturePad({
  strokes,
  onChange,
}: {
  strokes: Strokes;
  onChange: (strokes: Strokes) => void;
}) {
  const text = useText();
  const drawing = useRef(false);
  const latest = useRef(strokes);
  latest.current = strokes;
  const pointOf = (event: PointerEvent<SVGSVGElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (at: number, from: number, size: number) =>
      Math.min(1000, Math.max(0, Math.round(((at - from) / size) * 1000)));
    return [share(event.clientX, box.left, box.width), share(event.clientY, box.top, box.height)];
  };
  const put = (next: Strokes) => {
    latest.current = next;
    onChange(next);
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    put([...latest.current, [pointOf(event)]]);
  };
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (!drawing.current) return;
    const point = pointOf(event);
    const stroke = latest.current.at(-1) ?? [];
    const [x = 0, y = 0] = stroke.at(-1) ?? [];
    if (Math.hypot(point[0] - x, point[1] - y) < NEAR) return;
    put([...latest.current.slice(0, -1), [...stroke, point]]);
  };
  const end = () => {
    drawing.current = false;
  };
  return (
    <div className="pad-frame">
      <svg
        className="pad pad-open"
        viewBox={`0 0 1000 ${HEIGHT}`}
        role="img"
        aria-label={text(strokes.length ? 'part.pad_filled' : 'part.pad_empty')}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <path
          d={pathOf(strokes)}
          fill="none"
          stroke="currentColor"
          strokeWidth="9"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <button type="button" className="link" onClick={() => put([])}>
        {text('part.pad_clear')}
      </button>
    </div>
  );
}

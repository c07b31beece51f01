import { useEffect, useState } from 'react';
import { useText } from '../text';

/** Quiet zone around the code, in modules, as the standard requires. */
const MARGIN = 4;

/** The QR code of the tracking link, drawn when its chunk has loaded. */
export function ReceiptQr({ link }: { link: string }) {
  const text = useText();
  const [code, setCode] = useState<{ size: number; path: string } | 'failed' | null>(null);
  useEffect(() => {
    let here = true;
    import('../../domain/qr').then(
      ({ qrPath }) => here && setCode(qrPath(link, 'M')),
      () => here && setCode('failed'),
    );
    return () => void (here = false);
  }, [link]);
  if (code === 'failed') return <p className="qr-failed">{text('receipt.qr_failed')}</p>;
  const side = (code?.size ?? 33) + MARGIN * 2;
  return (
    <figure className="qr">
      <svg role="img" aria-label={text('receipt.qr')} viewBox={`${-MARGIN} ${-MARGIN} ${side} ${side}`}>
        <rect x={-MARGIN} y={-MARGIN} width={side} height={side} fill="#fff" />
        {code && <path d={code.path} fill="#000" shapeRendering="crispEdges" />}
      </svg>
      <figcaption>{text('receipt.qr_hint')}</figcaption>
    </figure>
  );
}

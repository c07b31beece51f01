import { create } from 'qrcode';

/** How much of a QR code may be damaged: M some 15 percent, Q some 25 percent. */
type Correction = 'M' | 'Q';

/** A QR code as an SVG path of dark squares, in a box of `size` units with no margin. */
export function qrPath(link: string, correction: Correction): { size: number; path: string } {
  const { modules } = create(link, { errorCorrectionLevel: correction });
  let path = '';
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
    }
  }
  return { size: modules.size, path };
}

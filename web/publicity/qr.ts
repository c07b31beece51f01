import { create } from 'qrcode';

/**
 * A QR code as an SVG path in a box of `size` units, sharp at any size; it stays readable with a quarter of
 * it damaged.
 */
export function qrPath(link: string): { size: number; path: string } {
  const { modules } = create(link, { errorCorrectionLevel: 'Q' });
  let path = '';
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
    }
  }
  return { size: modules.size, path };
}

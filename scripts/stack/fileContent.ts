/** What a picture's first bytes say it is; null for anything else. */
export function pictureType(bytes: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  return null;
}

/** Number of the tag under which a picture's own notes keep the place where it was taken. */
const GPS_TAG = 0x8825;

/** Whether the first directory of a TIFF block names a position. */
function namesPosition(block: Uint8Array): boolean {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const little = view.getUint16(0) === 0x4949;
  const start = view.getUint32(4, little);
  const count = view.getUint16(start, little);
  for (let entry = 0; entry < count; entry += 1)
    if (view.getUint16(start + 2 + entry * 12, little) === GPS_TAG) return true;
  return false;
}

/** Whether a JPEG tells where it was taken. A broken one tells nothing. */
export function carriesPosition(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    // Segments up to the start of the picture itself.
    for (let at = 2; view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda;) {
      const length = view.getUint16(at + 2);
      const isExif = view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966;
      if (isExif && namesPosition(bytes.subarray(at + 10, at + 2 + length))) return true;
      at += 2 + length;
    }
  } catch {
    // Read beyond the end.
  }
  return false;
}

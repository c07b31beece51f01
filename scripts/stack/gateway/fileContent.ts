/** The type of a picture according to its first bytes; null for anything else. */
export function pictureType(bytes: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  return null;
}

/** Exif tag of the GPS information. */
const GPS_TAG = 0x8825;

/** Whether the first directory of a TIFF block contains a GPS entry. */
function namesPosition(block: Uint8Array): boolean {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const little = view.getUint16(0) === 0x4949;
  const start = view.getUint32(4, little);
  const count = view.getUint16(start, little);
  for (let entry = 0; entry < count; entry += 1)
    if (view.getUint16(start + 2 + entry * 12, little) === GPS_TAG) return true;
  return false;
}

/** Whether a JPEG contains the place where it was taken. False for a damaged file. */
export function carriesPosition(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    // Segments before the image data.
    for (let at = 2; view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda;) {
      const length = view.getUint16(at + 2);
      const isExif = view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966;
      if (isExif && namesPosition(bytes.subarray(at + 10, at + 2 + length))) return true;
      at += 2 + length;
    }
  } catch {
    // The file ends early.
  }
  return false;
}

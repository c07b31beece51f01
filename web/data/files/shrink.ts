/** Longest side of an uploaded photo, in pixels: enough to read a contract. */
const MAX_SIDE = 1600;

/** Maximum size of an uploaded photo, in bytes. */
const MAX_BYTES = 1_500_000;

/** Decodes a picture in the orientation that the camera recorded. */
async function open(file: Blob): Promise<ImageBitmap | HTMLImageElement> {
  if ('createImageBitmap' in window)
    return createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => asImage(file));
  return asImage(file);
}

async function asImage(file: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  const address = URL.createObjectURL(file);
  try {
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * Redraws a photo smaller, as JPEG, which also drops its metadata (place, time, device). Rejects for a file
 * that is not a picture.
 */
export async function shrink(file: Blob): Promise<Blob> {
  const picture = await open(file);
  const ratio = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * ratio));
  canvas.height = Math.max(1, Math.round(picture.height * ratio));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  // JPEG has no transparency: without a background a transparent picture would turn black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  if ('close' in picture) picture.close();
  for (const quality of [0.82, 0.6, 0.4]) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    if (!blob) break;
    if (blob.size <= MAX_BYTES || quality === 0.4) return blob;
  }
  throw new Error('no picture');
}

/** A photo chosen on this device, made smaller, not yet sent. */
export interface Photo {
  id: string;
  blob: Blob;
}

/** Photos of one sending at most; the database keeps to the same. */
export const MOST_PHOTOS = 9;

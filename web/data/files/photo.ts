/** A photo chosen on this device, already made smaller, not uploaded yet. */
export interface Photo {
  id: string;
  blob: Blob;
}

/** Maximum number of photos per request; the database has the same limit. */
export const MOST_PHOTOS = 9;

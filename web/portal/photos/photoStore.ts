import { clear, createStore, get, set } from 'idb-keyval';
import type { Photo } from '../../data/files/photo';

/** Opened when it is first used. */
const store = createStore('e-mediation.portal', 'photos');

/**
 * The draft's photos stored on this device, so that they survive a reload; empty without storage (private
 * windows).
 */
export async function readPhotos(draft: string): Promise<Photo[]> {
  // Not a chain of promises: where the browser has no storage at all, the call itself throws.
  try {
    return (await get<Photo[]>(draft, store)) ?? [];
  } catch {
    return [];
  }
}

/** Stores the draft's photos on this device, and removes those of any other draft. */
export async function keepPhotos(draft: string, photos: readonly Photo[]): Promise<void> {
  try {
    await clear(store);
    if (photos.length > 0) await set(draft, photos, store);
  } catch {
    // Without storage they last until the page is left.
  }
}

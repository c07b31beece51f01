import type { Photo } from '../../data/photo';

const NAME = 'e-mediation.portal';
const STORE = 'photos';

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore(STORE));
    asked.addEventListener('success', () => done(asked.result));
    asked.addEventListener('error', () => fail(asked.error ?? new Error('no shelf')));
  });
}

async function within<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise((done, fail) => {
      const asked = work(database.transaction(STORE, mode).objectStore(STORE));
      asked.addEventListener('success', () => done(asked.result));
      asked.addEventListener('error', () => fail(asked.error ?? new Error('no shelf')));
    });
  } finally {
    database.close();
  }
}

/**
 * The draft's photos stored on this device, so that they survive a reload; empty without storage (private
 * windows).
 */
export const readPhotos = (draft: string): Promise<Photo[]> =>
  within<Photo[] | undefined>('readonly', (store) => store.get(draft) as IDBRequest<Photo[] | undefined>)
    .then((photos) => photos ?? [])
    .catch(() => []);

/** Stores the draft's photos on this device, and removes those of any other draft. */
export async function keepPhotos(draft: string, photos: readonly Photo[]): Promise<void> {
  await within('readwrite', (store) => store.clear()).catch(() => undefined);
  if (photos.length > 0)
    await within('readwrite', (store) => store.put(photos, draft)).catch(() => undefined);
}

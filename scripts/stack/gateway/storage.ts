import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { App } from '@supabase/lite';

/** Maximum size of a stored file in bytes. */
export const FILE_LIMIT = 10_000_000;

/** Size in bytes of the metadata at the start of a stored file, padded with spaces. */
const HEAD = 4096;

type Adapter = NonNullable<App['_storageAdapter']>;
type Metadata = Awaited<ReturnType<Adapter['headObject']>>;

/** A refused storage request; `status` and `code` are sent to the client. */
export class StorageRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Head {
  bucket: string;
  key: string;
  mimetype: string;
  cacheControl: string;
}

const missing = () => new StorageRefusal(404, 'not_found', 'The file is not there.');

async function readHead(file: FileHandle): Promise<Metadata> {
  const buffer = Buffer.alloc(HEAD);
  await file.read(buffer, 0, HEAD, 0);
  const { mimetype, cacheControl } = JSON.parse(buffer.toString('utf8')) as Head;
  const { size, mtime, ino } = await file.stat();
  const eTag = `"${createHash('sha256').update(`${ino} ${mtime.getTime()} ${size}`).digest('hex').slice(0, 32)}"`;
  const length = size - HEAD;
  return {
    mimetype,
    cacheControl,
    size: length,
    contentLength: length,
    lastModified: mtime,
    eTag,
    httpStatusCode: 200,
  };
}

/**
 * Stores files in one folder. The file name is the digest of bucket and object name, so that no object name can lead
 * outside of the folder; the metadata is part of the file, so that both change atomically.
 */
export function folderStorage(folder: string): Adapter {
  const pathOf = (bucket: string, key: string) => {
    const digest = createHash('sha256').update(`${bucket}\0${key}`).digest('hex');
    return join(folder, digest.slice(0, 2), digest);
  };

  async function openFile(bucket: string, key: string): Promise<FileHandle> {
    try {
      return await open(pathOf(bucket, key), constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw missing();
      throw error;
    }
  }

  async function save(head: Head, body: AsyncIterable<Uint8Array>): Promise<Metadata> {
    const text = Buffer.from(JSON.stringify(head));
    if (text.length > HEAD)
      throw new StorageRefusal(400, 'invalid_key', 'The name or the type of the file is too long.');
    const path = pathOf(head.bucket, head.key);
    const fresh = `${path}.${randomUUID()}.new`;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(fresh, 'wx+', 0o600);
    try {
      await file.writeFile(Buffer.concat([text, Buffer.alloc(HEAD - text.length, ' ')]));
      let size = 0;
      for await (const chunk of body) {
        size += chunk.length;
        if (size > FILE_LIMIT) throw new StorageRefusal(413, 'too_large', 'The file is too large.');
        await file.writeFile(chunk);
      }
      await file.sync();
      const metadata = await readHead(file);
      await rename(fresh, path);
      return metadata;
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }

  const removeFile = (bucket: string, key: string) => rm(pathOf(bucket, key), { force: true });

  return {
    driver: null,
    uploadObject: (bucket, key, _version, body, mimetype, cacheControl) =>
      save(
        { bucket, key, mimetype, cacheControl },
        body instanceof Uint8Array ? toPieces(body) : (body as AsyncIterable<Uint8Array>),
      ),
    getObject: async (bucket, key) => {
      const file = await openFile(bucket, key);
      const metadata = await readHead(file);
      const body = Buffer.alloc(metadata.size);
      await file.read(body, 0, metadata.size, HEAD).finally(() => file.close());
      return { metadata, httpStatusCode: 200, body };
    },
    headObject: async (bucket, key) => {
      const file = await openFile(bucket, key);
      return readHead(file).finally(() => file.close());
    },
    copyObject: async (fromBucket, from, _version, bucket, key) => {
      const file = await openFile(fromBucket, from);
      try {
        const { mimetype, cacheControl } = await readHead(file);
        const body = file.createReadStream({ start: HEAD, autoClose: false });
        return await save({ bucket, key, mimetype, cacheControl }, body as AsyncIterable<Uint8Array>);
      } finally {
        await file.close();
      }
    },
    deleteObject: removeFile,
    deleteObjects: async (bucket, keys) => {
      for (const key of keys) await removeFile(bucket, key);
    },
    privateAssetUrl: () => Promise.reject(new StorageRefusal(404, 'not_found', 'Files are not transformed.')),
  };
}

async function* toPieces(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(body);
}

/**
 * Files of models as they came, kept in the browser: what is edited for a session is never stored. Contract: a file is
 * stored whole or not at all, with its length; one whose length is another than recorded is thrown away when read.
 */

/** Not below the service worker’s own prefix, whose older stores it deletes. */
export const STORE_NAME = 'crossover-models';

const HEADER = {
  model: 'x-crossover-model',
  file: 'x-crossover-file',
  bytes: 'x-crossover-bytes',
  at: 'x-crossover-at',
};

export interface StoredFile {
  url: string;
  /** Id of the model it belongs to, and its path there. */
  model: string;
  file: string;
  bytes: number;
  /** When it was stored, ISO 8601. */
  at: string;
}

export interface ByteStore {
  /** Null where nothing whole is stored. */
  read(url: string): Promise<Uint8Array<ArrayBuffer> | null>;
  has(url: string): Promise<boolean>;
  /** @returns whether it could be kept: a full disk, or a private window, is no failure of a load */
  write(url: string, model: string, file: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  /** Removes one file. */
  forget(url: string): Promise<void>;
  /** Sorted by model, then by file. */
  list(): Promise<StoredFile[]>;
  /** @returns bytes that were freed */
  remove(model: string): Promise<number>;
  removeAll(): Promise<void>;
}

/** @param storage the browser’s; pages without TLS have none, and nothing is kept */
export function openByteStore(storage: CacheStorage | undefined = globalThis.caches): ByteStore {
  const opened = () => storage?.open(STORE_NAME) ?? null;

  async function list(): Promise<StoredFile[]> {
    const cache = await opened();
    if (!cache) return [];
    const found: StoredFile[] = [];
    for (const request of await cache.keys()) {
      const headers = (await cache.match(request))?.headers;
      const model = headers?.get(HEADER.model);
      if (headers && model)
        found.push({
          url: request.url,
          model: decodeURIComponent(model),
          file: decodeURIComponent(headers.get(HEADER.file) ?? ''),
          bytes: Number(headers.get(HEADER.bytes)),
          at: headers.get(HEADER.at) ?? '',
        });
    }
    return found.sort((a, b) => a.model.localeCompare(b.model) || a.file.localeCompare(b.file));
  }

  return {
    list,
    async has(url) {
      return ((await (await opened())?.match(url)) ?? null) !== null;
    },
    async read(url) {
      const cache = await opened();
      const response = await cache?.match(url);
      if (!cache || !response) return null;
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytes.length === Number(response.headers.get(HEADER.bytes))) return bytes;
      await cache.delete(url);
      return null;
    },
    async write(url, model, file, bytes) {
      try {
        const cache = await opened();
        if (!cache) return false;
        const headers = {
          'content-type': 'application/octet-stream',
          // Header values are Latin-1; a folder or a file may be named in any script.
          [HEADER.model]: encodeURIComponent(model),
          [HEADER.file]: encodeURIComponent(file),
          [HEADER.bytes]: String(bytes.length),
          [HEADER.at]: new Date().toISOString(),
        };
        await cache.put(url, new Response(new Blob([bytes]), { headers }));
        return true;
      } catch {
        return false;
      }
    },
    async forget(url) {
      await (await opened())?.delete(url);
    },
    async remove(model) {
      const cache = await opened();
      const own = (await list()).filter((file) => file.model === model);
      for (const { url } of own) await cache?.delete(url);
      return own.reduce((sum, { bytes }) => sum + bytes, 0);
    },
    async removeAll() {
      await storage?.delete(STORE_NAME);
    },
  };
}

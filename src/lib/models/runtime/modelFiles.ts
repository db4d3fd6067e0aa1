/**
 * The files of one model, wherever they are: read from the store where they are there, from the network or the folder
 * otherwise, and stored as they came. Two tabs that want the same file fetch it once.
 */
import type { ByteStore } from './byteStore';
import { download } from './download';
import { DownloadError, ModelFilesError } from './errors';
import { addressOf, type FolderSource, type ModelSource, nameOf } from './source';

export type FileOrigin = 'network' | 'store' | 'folder';

export interface FileRead {
  path: string;
  bytes: number;
  from: FileOrigin;
  /** In the browser’s store, for the next visit. */
  kept: boolean;
}

export interface ModelFiles {
  /**
   * @returns null where an optional file does not exist
   * @throws DownloadError, ModelFilesError; the signal’s reason
   */
  read(path: string, options?: ReadOptions): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Gives up a file that turned out to be damaged, so that the next load fetches it anew. */
  forget(path: string): Promise<void>;
  /** Every file read so far. */
  reads(): FileRead[];
}

export interface ReadOptions {
  optional?: boolean;
  onBytes?(loaded: number, total: number | null): void;
  signal?: AbortSignal;
}

/** Locks across tabs; absent in Node and in pages without TLS. */
export type Locks = Pick<LockManager, 'request'>;

export interface FilesContext {
  store: ByteStore;
  locks?: Locks;
  fetch?: typeof fetch;
}

/** Small files, and what could not be stored, are kept in memory: a change of plan reads the model again. */
const KEPT_IN_MEMORY = 64 * 1024 * 1024;

export function openModelFiles(source: ModelSource, context: FilesContext): ModelFiles {
  const memory = new Map<string, Uint8Array<ArrayBuffer> | null>();
  const reads = new Map<string, FileRead>();

  async function obtain(path: string, options: ReadOptions): Promise<Uint8Array<ArrayBuffer> | null> {
    if (source.kind === 'folder') return fromFolder(source, path, options);
    const url = addressOf(source, path);
    const { store, locks } = context;
    const stored = await store.read(url);
    if (stored) return note(path, stored, 'store', true);
    const fetched = async () => {
      // Another tab may have brought it while this one waited.
      const meanwhile = await store.read(url);
      if (meanwhile) return note(path, meanwhile, 'store', true);
      const bytes = await download(url, { ...options, file: path, fetch: context.fetch });
      return note(path, bytes, 'network', await store.write(url, nameOf(source), path, bytes));
    };
    try {
      return locks
        ? await locks.request(`crossover-model ${url}`, { signal: options.signal }, fetched)
        : await fetched();
    } catch (error) {
      if (options.optional && error instanceof DownloadError && error.reason === 'not-found') return null;
      throw error;
    }
  }

  async function fromFolder({ files, name }: FolderSource, path: string, { optional }: ReadOptions) {
    const found = files.find((entry) => entry.path === path);
    if (found) return note(path, new Uint8Array(await found.file.arrayBuffer()), 'folder', false);
    if (optional) return null;
    throw new ModelFilesError(
      `The folder “${name}” has no file “${path}”. Choose the folder that config.json lies in.`,
    );
  }

  function note(path: string, bytes: Uint8Array<ArrayBuffer>, from: FileOrigin, kept: boolean) {
    reads.set(path, { path, bytes: bytes.length, from, kept });
    return bytes;
  }

  return {
    reads: () => [...reads.values()],
    async forget(path) {
      memory.delete(path);
      reads.delete(path);
      if (source.kind !== 'folder') await context.store.forget(addressOf(source, path));
    },
    async read(path, options = {}) {
      const known = memory.get(path);
      if (known !== undefined) return known;
      const first = reads.get(path);
      const bytes = await obtain(path, options);
      // The first answer stands: where a file came from is told once.
      if (first) reads.set(path, first);
      const again = source.kind === 'folder' || reads.get(path)?.kept;
      if (!bytes || bytes.length <= KEPT_IN_MEMORY || !again) memory.set(path, bytes);
      return bytes;
    },
  };
}

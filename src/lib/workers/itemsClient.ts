/** The page's side of the items worker: files are read there, and only what the page asks for comes back. */
import type { ItemBootstrap } from '../coupling/diagnosis';
import type { ItemRequest } from '../coupling/itemEvidence';
import type { ItemImport, ItemSource } from '../scores/items/itemImport';
import type { ItemTable } from '../scores/items/itemTable';
import type { ScoreTable } from '../scores/table';
import { startWorker } from './bootstrap';
import type { ItemsApi } from './items.worker';
import workerUrl from './items.worker.ts?worker&url';
import { latestOf } from './latest';
import { supervise } from './supervisor';

export interface ItemsHooks {
  /** Bytes read of all bytes of the files. Not called after the promise has settled. */
  onProgress?(bytes: number, total: number): void;
  signal?: AbortSignal;
}

export interface ItemsClient {
  /** Reads samples logs; a newer call aborts the one under way. @throws AbortError; WorkerCrashError */
  read(sources: readonly ItemSource[], hooks?: ItemsHooks): Promise<ItemImport>;
  /** Tells the models of `needsName`, by source; nothing is read again. */
  nameModels(names: Record<string, string>): Promise<ItemImport>;
  /** Scores of the models, to be diagnosed. */
  scores(): Promise<ScoreTable>;
  /**
   * The setting ρ that the results of these models recommend; null when they do not tell.
   * @throws RangeError for a key or model that is not in the summary
   */
  correlation(pair: readonly [string, string], models: readonly string[]): Promise<number | null>;
  /**
   * The paired item bootstrap of two benchmarks; a newer call aborts the one under way.
   * @throws RangeError when the models and benchmarks do not belong together; AbortError; WorkerCrashError
   */
  bootstrap(
    pair: readonly [string, string],
    request: ItemRequest,
    hooks?: { onProgress?(fraction: number, stage: string): void; signal?: AbortSignal },
  ): Promise<ItemBootstrap>;
  /** Aligned results of a benchmark of the summary; the caller's own copy. @throws RangeError for another key */
  table(key: string): Promise<ItemTable>;
  /** Ends the worker and forgets what was read. */
  dispose(): void;
}

/** A client; its worker starts with the first call. */
export function createItemsClient(): ItemsClient {
  const supervisor = supervise<ItemsApi>('The items worker', () => startWorker(workerUrl, 'items'));
  const latestRead = latestOf('import of items');
  const latestBootstrap = latestOf('item bootstrap');
  return {
    read(sources, { onProgress, signal } = {}) {
      const total = sources.reduce((sum, { blob }) => sum + blob.size, 0);
      return supervisor.call((api, job, listener) => api.read(job, [...sources], listener), {
        onProgress: onProgress && ((fraction) => onProgress(Math.round(fraction * total), total)),
        signal: latestRead(signal),
        repeatable: true,
      });
    },
    // Not repeatable: a fresh worker has read nothing.
    nameModels: (names) => supervisor.call((api, job) => api.nameModels(job, names), { repeatable: false }),
    scores: () => supervisor.call((api, job) => api.scores(job), { repeatable: false }),
    correlation: (pair, models) =>
      supervisor.call((api, job) => api.correlation(job, pair, models), { repeatable: false }),
    bootstrap: (pair, request, { onProgress, signal } = {}) =>
      supervisor.call((api, job, listener) => api.bootstrap(job, pair, request, listener), {
        onProgress,
        signal: latestBootstrap(signal),
        repeatable: false,
      }),
    table: (key) => supervisor.call((api, job) => api.table(job, key), { repeatable: false }),
    dispose: supervisor.dispose,
  };
}

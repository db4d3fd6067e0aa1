/** The page's side of the import worker: the table stays there until the page asks for the families it shows. */
import type { ColumnRole, ImportDraft, ImportResult, ImportSource } from '../scores/import/draft';
import type { ImportOptions } from '../scores/import/session';
import type { ScoreTable } from '../scores/table';
import { startWorker } from './bootstrap';
import type { ImportApi } from './import.worker';
import workerUrl from './import.worker.ts?worker&url';
import { latestOf } from './latest';
import { supervise } from './supervisor';

export interface ImportHooks extends ImportOptions {
  /** Share of the input read, 0…1. Not called after the promise has settled. */
  onProgress?(fraction: number): void;
  signal?: AbortSignal;
}

export interface ImportClient {
  /** Reads files or pasted text; a newer call aborts the one under way. @throws AbortError; WorkerCrashError */
  read(sources: ImportSource[], hooks?: ImportHooks): Promise<ImportDraft>;
  /** Turns what was read into a table, by the recognised columns or by `roles`, one for each column of the draft. */
  useColumns(roles?: ColumnRole[]): Promise<ImportResult>;
  /** The table, or its rows of some families: what the page asks for is copied to it. */
  table(families?: string[]): Promise<ScoreTable>;
  /** Ends the worker and forgets what was read. */
  dispose(): void;
}

/** A client; its worker starts with the first call. */
export function createImportClient(): ImportClient {
  const supervisor = supervise<ImportApi>('The import worker', () => startWorker(workerUrl, 'import'));
  const latestRead = latestOf('import');
  return {
    read: (sources, { onProgress, signal, ...options } = {}) =>
      supervisor.call((api, job, listener) => api.read(job, sources, listener, options), {
        onProgress,
        signal: latestRead(signal),
        repeatable: true,
      }),
    // Not repeatable: a fresh worker has read nothing.
    useColumns: (roles) => supervisor.call((api, job) => api.useColumns(job, roles), { repeatable: false }),
    table: (families) => supervisor.call((api, job) => api.table(job, families), { repeatable: false }),
    dispose: supervisor.dispose,
  };
}

/** The page's side of the diagnosis worker: latest wins, abort is prompt, a crash is one rejected call. */
import type { Diagnosis, ItemBootstrap } from '../coupling/diagnosis';
import type { DiagnosisOptions } from '../coupling/options';
import type { FamilySummary } from '../coupling/summary';
import type { ScoreTable } from '../scores/table';
import { startWorker } from './bootstrap';
import type { DiagnosisApi } from './diagnosis.worker';
import workerUrl from './diagnosis.worker.ts?worker&url';
import { latestOf } from './latest';
import { supervise } from './supervisor';

export interface DiagnosisHooks {
  /** Share done, 0…1, and what is being computed. Not called after the promise has settled. */
  onProgress?(fraction: number, stage: string): void;
  signal?: AbortSignal;
  /** The paired item bootstrap of these scores, where results of single items are known. */
  items?: ItemBootstrap | null;
}

export interface DiagnosisClient {
  /**
   * Diagnoses one family of a table. A newer call aborts the one under way. `table` and `options` must be plain objects
   * (of reactive state, a snapshot).
   * @throws AbortError, or the signal's reason; DiagnosisError (by name) when the table cannot be diagnosed;
   *   WorkerCrashError
   */
  diagnose(table: ScoreTable, options: DiagnosisOptions, hooks?: DiagnosisHooks): Promise<Diagnosis>;
  /** What each family of the table shows at a glance. A newer call aborts the one under way. @throws as `diagnose` */
  summariseFamilies(
    table: ScoreTable,
    options: DiagnosisOptions,
    signal?: AbortSignal,
  ): Promise<FamilySummary[]>;
  /** Which device answers, before anything is diagnosed. */
  backend(): Promise<Diagnosis['backend']>;
  /** Ends the worker; calls under way are rejected as aborted. */
  dispose(): void;
}

/** A client; its worker starts with the first call. */
export function createDiagnosisClient(): DiagnosisClient {
  const supervisor = supervise<DiagnosisApi>('The diagnosis worker', () =>
    startWorker(workerUrl, 'diagnosis'),
  );
  const latestDiagnosis = latestOf('diagnosis');
  const latestSummary = latestOf('summary of families');
  return {
    diagnose: (table, options, { onProgress, signal, items = null } = {}) =>
      supervisor.call((api, job, listener) => api.diagnose(job, table, options, items, listener), {
        onProgress,
        signal: latestDiagnosis(signal),
        repeatable: true,
      }),
    summariseFamilies: (table, options, signal) =>
      supervisor.call((api, job) => api.summariseFamilies(job, table, options), {
        signal: latestSummary(signal),
        repeatable: true,
      }),
    backend: () => supervisor.call((api) => api.backend(), { repeatable: true }),
    dispose: supervisor.dispose,
  };
}

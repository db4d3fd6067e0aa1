/**
 * The page's side of the sections worker: what stands below a verdict. A worker of its own, started when first asked, so
 * that a long section never delays the verdict of the next edit.
 */
import type { Diagnosis } from '../coupling/diagnosis';
import type { HoldOutRequest } from '../coupling/forecasting';
import type { DiagnosisOptions } from '../coupling/options';
import type { SingleModel, SingleModelInput } from '../coupling/reference/singleModel';
import type { Sections } from '../coupling/sections';
import type { HoldOut } from '../dynamics/forecast';
import type { ScoreTable } from '../scores/table';
import { startWorker } from './bootstrap';
import { latestOf } from './latest';
import type { SectionsApi } from './sections.worker';
import workerUrl from './sections.worker.ts?worker&url';
import { supervise } from './supervisor';

interface Hooks {
  /** Share done, 0…1, and what is being computed. */
  onProgress?(fraction: number, stage: string): void;
  signal?: AbortSignal;
}

export interface SectionsClient {
  /**
   * The sections of a diagnosis of `table`, with a panel of other families beside it (null: those that need one say so).
   * A newer call aborts the one under way, of each kind. Everything given must be plain.
   * @throws AbortError, or the signal's reason; WorkerCrashError
   */
  deepen(
    table: ScoreTable,
    diagnosis: Diagnosis,
    reference: ScoreTable | null,
    hooks?: Hooks,
  ): Promise<Sections & { reasons: Record<string, string> }>;
  /** One family foretold from others. @throws DiagnosisError (by name) when one of them cannot be used; as `deepen` */
  holdOut(
    table: ScoreTable,
    options: DiagnosisOptions,
    request: HoldOutRequest,
    hooks?: Hooks,
  ): Promise<HoldOut>;
  /** What the panel says about one model that has no family. @throws as `holdOut` */
  singleModel(
    reference: ScoreTable,
    input: SingleModelInput,
    options: DiagnosisOptions,
    hooks?: Hooks,
  ): Promise<SingleModel>;
  /** Ends the worker; calls under way are rejected as aborted. */
  dispose(): void;
}

/** A client; its worker starts with the first call. */
export function createSectionsClient(): SectionsClient {
  const supervisor = supervise<SectionsApi>('The sections worker', () => startWorker(workerUrl, 'sections'));
  const latest = {
    deepen: latestOf('computation of the sections'),
    holdOut: latestOf('hold-out'),
    singleModel: latestOf('single model'),
  };
  return {
    deepen: (table, diagnosis, reference, { onProgress, signal } = {}) =>
      supervisor.call((api, job, listener) => api.deepen(job, table, diagnosis, reference, listener), {
        onProgress,
        signal: latest.deepen(signal),
        repeatable: true,
      }),
    holdOut: (table, options, request, { onProgress, signal } = {}) =>
      supervisor.call((api, job, listener) => api.holdOut(job, table, options, request, listener), {
        onProgress,
        signal: latest.holdOut(signal),
        repeatable: true,
      }),
    singleModel: (reference, input, options, { onProgress, signal } = {}) =>
      supervisor.call((api, job, listener) => api.singleModel(job, reference, input, options, listener), {
        onProgress,
        signal: latest.singleModel(signal),
        repeatable: true,
      }),
    dispose: supervisor.dispose,
  };
}

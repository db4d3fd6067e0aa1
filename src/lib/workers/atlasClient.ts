/** The page's side of the Atlas worker: of each kind of work the latest wins. */
import type { Survey } from '../atlas/family';
import type { PopulationView } from '../atlas/populationView';
import type { DiagnosisOptions } from '../coupling/options';
import type { ScoreTable } from '../scores/table';
import workerUrl from './atlas.worker.ts?worker&url';
import type { AtlasApi } from './atlas.worker';
import { startWorker } from './bootstrap';
import type { ProgressListener } from './jobs';
import { latestOf } from './latest';
import { supervise } from './supervisor';

export interface AtlasHooks {
  onProgress?: ProgressListener;
  signal?: AbortSignal;
}

export interface AtlasClient {
  /**
   * What every family of a table shows. Of the panel and of the user's table, a newer call aborts the one under way.
   * @throws AbortError, or the signal's reason; DiagnosisError (by name); WorkerCrashError
   */
  survey(table: ScoreTable, options: DiagnosisOptions, own: boolean, hooks?: AtlasHooks): Promise<Survey>;
  /** All families together. @throws as `survey` */
  population(table: ScoreTable, options: DiagnosisOptions, hooks?: AtlasHooks): Promise<PopulationView>;
  /** Ends the worker; calls under way are rejected as aborted. */
  dispose(): void;
}

/** A client; its worker starts with the first call. */
export function createAtlasClient(): AtlasClient {
  const supervisor = supervise<AtlasApi>('The Atlas worker', () => startWorker(workerUrl, 'atlas'));
  const latestPanel = latestOf('survey of the panel');
  const latestOwn = latestOf('survey of your table');
  const latestPopulation = latestOf('population');
  return {
    survey: (table, options, own, { onProgress, signal } = {}) =>
      supervisor.call((api, job, listener) => api.survey(job, table, options, own, listener), {
        onProgress,
        signal: (own ? latestOwn : latestPanel)(signal),
        repeatable: true,
      }),
    population: (table, options, { onProgress, signal } = {}) =>
      supervisor.call((api, job, listener) => api.population(job, table, options, listener), {
        onProgress,
        signal: latestPopulation(signal),
        repeatable: true,
      }),
    dispose: supervisor.dispose,
  };
}

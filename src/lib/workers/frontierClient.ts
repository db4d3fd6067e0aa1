/** The page's side of the Frontier worker: the latest call wins. */
import type { FrontierAnswer, PanelTexts } from '../frontier/answer';
import type { FrontierOptions } from '../frontier/options';
import type { ScoreTable } from '../scores/table';
import { startWorker } from './bootstrap';
import type { FrontierApi } from './frontier.worker';
import workerUrl from './frontier.worker.ts?worker&url';
import type { ProgressListener } from './jobs';
import { latestOf } from './latest';
import { supervise } from './supervisor';

export interface FrontierHooks {
  onProgress?: ProgressListener;
  signal?: AbortSignal;
}

export interface FrontierClient {
  /**
   * A newer call aborts the one under way.
   * @throws AbortError, or the signal's reason; FrontierError and RangeError (by name); WorkerCrashError
   */
  compute(
    texts: PanelTexts,
    user: ScoreTable | null,
    options: FrontierOptions,
    hooks?: FrontierHooks,
  ): Promise<FrontierAnswer>;
  /** Ends the worker; calls under way are rejected as aborted. */
  dispose(): void;
}

/** A client; its worker starts with the first call. */
export function createFrontierClient(): FrontierClient {
  const supervisor = supervise<FrontierApi>('The Frontier worker', () => startWorker(workerUrl, 'frontier'));
  const latest = latestOf('analysis');
  return {
    compute: (texts, user, options, { onProgress, signal } = {}) =>
      supervisor.call((api, job, listener) => api.compute(job, texts, user, options, listener), {
        onProgress,
        signal: latest(signal),
        repeatable: true,
      }),
    dispose: supervisor.dispose,
  };
}

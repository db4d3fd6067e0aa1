/** The page's side of the Claims worker. */
import { proxy } from 'comlink';
import type { ReadFile } from '../claims/data';
import type { DemoName, Demos } from '../claims/demos/demos';
import type { Shuffled, ShuffledFamily } from '../claims/demos/shuffled';
import { startWorker } from './bootstrap';
import type { ClaimsApi, Recomputed, RowListener } from './claims.worker';
import workerUrl from './claims.worker.ts?worker&url';
import type { ProgressListener } from './jobs';
import { latestOf } from './latest';
import { supervise } from './supervisor';

export type { ClaimRow, Recomputed } from './claims.worker';

export interface RecomputeHooks {
  /** Each claim as it is done, and how many there are. Not called after the call has settled. */
  onRow?: RowListener;
  onProgress?: ProgressListener;
  signal?: AbortSignal;
}

export interface ClaimsClient {
  /**
   * All claims from the bundled files on. A newer call aborts the one under way.
   * @throws AbortError, or the signal's reason; Error naming the claim that fails; WorkerCrashError
   */
  recompute(hooks?: RecomputeHooks): Promise<Recomputed>;
  /** @throws as `recompute` */
  demo<Name extends DemoName>(name: Name): Promise<Demos[Name]>;
  /** Orders `from` … `from + count − 1` of a family's TruthfulQA. @throws as `recompute` */
  shuffle(family: ShuffledFamily, from: number, count: number): Promise<Shuffled>;
  /** Ends the worker; calls under way are rejected as aborted. */
  dispose(): void;
}

/**
 * A client; its worker starts with the first call.
 * @param read text of a file under the site's base path
 */
export function createClaimsClient(read: ReadFile): ClaimsClient {
  const supervisor = supervise<ClaimsApi>('The Claims worker', () => startWorker(workerUrl, 'claims'));
  const latest = latestOf('recomputation');
  return {
    async recompute({ onRow, onProgress, signal } = {}) {
      let settled = false;
      const listen: RowListener = (row, of) => {
        if (!settled) onRow?.(row, of);
      };
      try {
        return await supervisor.call(
          (api, job, listener) => api.recompute(job, proxy(read), proxy(listen), listener),
          { onProgress, signal: latest(signal), repeatable: true },
        );
      } finally {
        settled = true;
      }
    },
    demo: <Name extends DemoName>(name: Name) =>
      supervisor.call(
        (api, job, listener) => api.demo(job, proxy(read), name, listener) as Promise<Demos[Name]>,
        {
          repeatable: true,
        },
      ),
    shuffle: (family, from, count) =>
      supervisor.call((api, job, listener) => api.shuffle(job, proxy(read), family, from, count, listener), {
        repeatable: true,
      }),
    dispose: supervisor.dispose,
  };
}

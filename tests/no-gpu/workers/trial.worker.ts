/** A worker to try the supervisor on: it can work politely, hang, fail and crash. */
import { expose } from 'comlink';
import { createJobs, type RemoteListener } from '$lib/workers/jobs';

const jobs = createJobs();
let greeted = 0;

class TableError extends Error {
  override readonly name = 'TableError';
}

const api = {
  ready: jobs.ready,
  cancel: jobs.cancel,
  /** How often this very worker was greeted: tells a fresh one from an old one. */
  greet: (job: number) => jobs.run(job, null, () => ++greeted),
  /** Works in portions until `ms` have passed. */
  polite: (job: number, ms: number, listener: RemoteListener | null) =>
    jobs.run(job, listener, async ({ signal, onProgress }) => {
      const started = performance.now();
      for (let spent = 0; spent < ms; spent = performance.now() - started) {
        onProgress(spent / ms, 'working');
        await new Promise((resolve) => setTimeout(resolve, 5));
        signal.throwIfAborted();
      }
      onProgress(1, 'done');
      return 'done';
    }),
  /** Never lets its event loop turn. */
  hang: (job: number, ms: number) =>
    jobs.run(job, null, () => {
      const until = performance.now() + ms;
      while (performance.now() < until);
      return 'hung';
    }),
  fail: (job: number) =>
    jobs.run(job, null, () => {
      throw new TableError('benchmark “x” has 1 score; 2 are needed');
    }),
  crash: (job: number) =>
    jobs.run(job, null, () => {
      setTimeout(() => {
        throw new Error('out of luck');
      });
      return new Promise<never>(() => undefined);
    }),
};

export type TrialApi = typeof api;
expose(api);

/** The worker's side of a supervised call: a signal for each job, progress that does not flood the page. */
import { releaseProxy, type ProxyMarked, type Remote } from 'comlink';
import type { Supervised } from './supervisor';

/** Stages named in messages of progress are for a reader. */
export type ProgressListener = (fraction: number, stage: string) => void;

/** A listener on the page, as the worker holds it. */
export type RemoteListener = Remote<ProgressListener & ProxyMarked>;

export interface JobControl {
  onProgress: ProgressListener;
  signal: AbortSignal;
}

/** Shortest time between two messages of progress of one stage, ms. */
const BETWEEN = 40;

export interface Jobs extends Supervised {
  /** Runs `work` under the number `job`, by which `cancel` finds it. */
  run<T>(
    job: number,
    listener: RemoteListener | null,
    work: (control: JobControl) => T | Promise<T>,
  ): Promise<T>;
}

export function createJobs(): Jobs {
  const controllers = new Map<number, AbortController>();
  return {
    ready: () => undefined,
    cancel: (job) => controllers.get(job)?.abort(),
    async run(job, listener, work) {
      const controller = new AbortController();
      controllers.set(job, controller);
      try {
        return await work({ onProgress: sparing(listener), signal: controller.signal });
      } finally {
        controllers.delete(job);
        listener?.[releaseProxy]();
      }
    },
  };
}

function sparing(listener: RemoteListener | null): ProgressListener {
  let told = { at: -Infinity, stage: '' };
  return (fraction, stage) => {
    const now = performance.now();
    if (!listener || (stage === told.stage && now - told.at < BETWEEN)) return;
    told = { at: now, stage };
    // Nobody waits for progress to arrive; a page that has gone does not stop the work.
    listener(fraction, stage).catch(() => undefined);
  };
}

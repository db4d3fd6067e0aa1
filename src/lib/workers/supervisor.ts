/**
 * Keeps one worker for a client: started by the first call, cancelled with care, replaced when it crashes or hangs.
 * Contract: every call settles. An abort rejects its call at once; the worker is then asked to stop that job, and ended
 * when it has not done so within its grace. A crash rejects the calls under way with `WorkerCrashError`; the next call starts
 * a fresh worker.
 */
import { proxy, wrap, type ProxyMarked, type Remote } from 'comlink';
import type { ProgressListener } from './jobs';

/** Time a worker has to stop a cancelled job, ms, when nothing else is said. Work in portions of 40 ms answers well within it. */
const GRACE = 300;

/** What a supervised worker exposes besides its work. */
export interface Supervised {
  /** Answers once the script has run. */
  ready(): void;
  /** Aborts the signal of a job; of an unknown one, nothing. */
  cancel(job: number): void;
}

/** The worker could not be started, or threw outside a call, or was ended while it held what the call needs. */
export class WorkerCrashError extends Error {
  override readonly name = 'WorkerCrashError';
}

export interface Supervisor<Api> {
  /**
   * Runs `task` against the worker.
   * @param task posts the work under the number `job`, with the listener where one was given
   * @throws the worker's error, with its name and message; the signal's reason; WorkerCrashError
   */
  call<T>(task: Task<Api, T>, options: CallOptions): Promise<T>;
  /** Ends the worker for good; calls under way, and later ones, are rejected as aborted. */
  dispose(): void;
}

export type Task<Api, T> = (
  api: Remote<Api>,
  job: number,
  listener: (ProgressListener & ProxyMarked) | null,
) => Promise<T>;

export interface CallOptions {
  /** Not called after the call has settled. */
  onProgress?: ProgressListener;
  signal?: AbortSignal;
  /**
   * Whether `task` may be called again, on a fresh worker, when another call hangs, is cancelled and has the worker
   * ended: true for work that needs nothing of what the worker was told before.
   */
  repeatable: boolean;
}

interface Call {
  repeatable: boolean;
  post(generation: Generation): void;
  reject(reason: unknown): void;
  cancelled: boolean;
}

/** One worker and what was asked of it. */
interface Generation {
  worker: Worker;
  api: Remote<Supervised>;
  ready: Promise<unknown>;
  calls: Set<Call>;
}

/**
 * @param name for messages: "The diagnosis worker"
 * @param start makes a worker
 * @param grace longer where what a worker holds is dear and a portion of its work takes longer, ms
 */
export function supervise<Api extends Supervised>(
  name: string,
  start: () => Worker,
  grace = GRACE,
): Supervisor<Api> {
  let current: Generation | null = null;
  let jobs = 0;
  let disposed: DOMException | null = null;

  function running(): Generation {
    if (current) return current;
    const worker = start();
    const api = wrap<Supervised>(worker);
    const generation: Generation = { worker, api, ready: api.ready(), calls: new Set() };
    const crashed = (what: string) => {
      const error = new WorkerCrashError(
        `${name} stopped (${what}). Try again: a fresh one will be started.`,
      );
      for (const call of end(generation)) call.reject(error);
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      crashed(event.message || 'its script could not be loaded');
    });
    worker.addEventListener('messageerror', () => crashed('a message could not be read'));
    return (current = generation);
  }

  /** @returns the calls that nobody has cancelled */
  function end(generation: Generation): Call[] {
    generation.worker.terminate();
    if (current === generation) current = null;
    const left = [...generation.calls].filter((call) => !call.cancelled);
    generation.calls.clear();
    return left;
  }

  async function cancel(generation: Generation, call: Call, job: number) {
    call.cancelled = true;
    void generation.api.cancel(job);
    // A worker whose script is still on its way is slow, not stuck.
    await generation.ready;
    await new Promise((resolve) => setTimeout(resolve, grace));
    if (!generation.calls.has(call)) return;
    for (const other of end(generation)) {
      if (other.repeatable) other.post(running());
      else
        other.reject(
          new WorkerCrashError(`${name} was ended by a cancelled call. Start again from the file.`),
        );
    }
  }

  return {
    call<T>(task: Task<Api, T>, { onProgress, signal, repeatable }: CallOptions): Promise<T> {
      if (disposed) return Promise.reject(disposed);
      if (signal?.aborted) return Promise.reject(signal.reason);
      return new Promise<T>((resolve, reject) => {
        let settled = false;
        let onAbort: () => void = () => undefined;
        const unlisten = () => signal?.removeEventListener('abort', onAbort);
        const settle = (done: () => void) => {
          settled = true;
          unlisten();
          done();
        };
        const listen: ProgressListener = (fraction, stage) => {
          if (!settled) onProgress?.(fraction, stage);
        };
        const call: Call = {
          repeatable,
          cancelled: false,
          reject: (reason) => settle(() => reject(reason)),
          post(generation) {
            const job = ++jobs;
            generation.calls.add(call);
            unlisten();
            onAbort = () => {
              call.reject(signal?.reason);
              void cancel(generation, call, job);
            };
            signal?.addEventListener('abort', onAbort);
            // The same proxy under its full type: the supervisor itself needs the two shared members only.
            const api = generation.api as unknown as Remote<Api>;
            task(api, job, onProgress ? proxy(listen) : null)
              .then((value) => settle(() => resolve(value)), call.reject)
              .finally(() => generation.calls.delete(call));
          },
        };
        call.post(running());
      });
    },
    dispose() {
      disposed = new DOMException(`${name} was closed`, 'AbortError');
      if (current) for (const call of end(current)) call.reject(disposed);
    },
  };
}

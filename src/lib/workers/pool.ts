/**
 * CPU twins on all cores. Contract: the answer is the one that a single thread gives, for any number of workers and any
 * that crash on the way; an abort rejects at once, and a worker that does not heed it is ended and replaced; where no
 * worker can be started, the job is computed on the thread that asked. A page can have a pool, and a worker can.
 *
 *   const pool = createPool();
 *   const tallies = await pool.run('turns', job, { onProgress, signal });
 */
import {
  twinOf,
  runInPlace,
  type RunTwin,
  type TwinAnswer,
  type TwinJob,
  type TwinKind,
} from '../coupling/twins';
import type { KernelControl } from '../gpu/kernel';
import type { DrawRange } from '../stats/portions';
import { startWorker } from './bootstrap';
import type { ComputeApi } from './compute.worker';
import workerUrl from './compute.worker.ts?worker&url';
import { supervise, WorkerCrashError, type Supervisor } from './supervisor';

/** A job is cut into so many portions a worker, so that a slow core is not waited for, nor much lost in a crash. */
const PORTIONS = 4;
/** Workers that a portion may crash before it is computed in place. */
const CRASHES = 2;

export interface Pool {
  /**
   * Computes a job; several may be under way. `job` must be a plain object of typed arrays, numbers and arrays.
   * @throws RangeError for an impossible job; the signal's reason; AbortError once disposed
   */
  run: RunTwin;
  /** Ends the workers; jobs under way are rejected as aborted. */
  dispose(): void;
}

export interface PoolOptions {
  /** Workers, started by the first job; by default one for each core. */
  workers?: number;
  /** Starts one; for tests. */
  start?(): Worker;
}

/** One worker and the numbers of the jobs that it was sent. */
interface Slot {
  supervisor: Supervisor<ComputeApi>;
  sent: Set<number>;
}

export function createPool({
  workers = coresHere(),
  start = () => startWorker(workerUrl, 'compute'),
}: PoolOptions = {}): Pool {
  const ended = new AbortController();
  const slots = typeof Worker === 'undefined' ? [] : Array.from({ length: workers }, () => slotOf(start));
  let jobs = 0;

  const run: RunTwin = async (kind, job, { onProgress, signal } = {}) => {
    const stop = new AbortController();
    const signals = [stop.signal, ended.signal];
    const control = { onProgress, signal: AbortSignal.any(signal ? [signal, ...signals] : signals) };
    control.signal.throwIfAborted();
    if (slots.length === 0) return runInPlace(kind, job, control);
    const twin = twinOf(kind);
    // An impossible job is refused here, with its own class of error, before it is sent anywhere.
    const nothing = await twin.run(job, {}, { from: 0, to: 0 });
    const portions = cut(twin.pieces(job), slots.length * PORTIONS);
    const whole = jobs++;
    try {
      const answers = await share(kind, job, whole, portions, slots, control);
      return answers.length === 0 ? nothing : twin.join(answers);
    } catch (error) {
      // One portion failed: the others are of no use.
      stop.abort(error);
      throw error;
    } finally {
      for (const slot of slots) forget(slot, whole);
    }
  };

  return {
    run,
    dispose() {
      ended.abort(new DOMException('The workers were closed', 'AbortError'));
      for (const { supervisor } of slots) supervisor.dispose();
    },
  };
}

/** A browser that does not tell its cores has one at least; unbuilt code may have no navigator. */
const coresHere = (): number => globalThis.navigator?.hardwareConcurrency || 1;

function slotOf(start: () => Worker): Slot {
  const starting = (): Worker => {
    try {
      return start();
    } catch (error) {
      throw new WorkerCrashError(`A compute worker could not be started (${String(error)}).`);
    }
  };
  return { supervisor: supervise<ComputeApi>('A compute worker', starting), sent: new Set() };
}

function cut(pieces: number, portions: number): DrawRange[] {
  const count = Math.min(pieces, portions);
  const edge = (i: number) => Math.floor((pieces * i) / count);
  return Array.from({ length: count }, (_, i) => ({ from: edge(i), to: edge(i + 1) }));
}

/** The portions' answers in their order. Each slot takes the next portion when it has done one. */
async function share<K extends TwinKind>(
  kind: K,
  job: TwinJob<K>,
  whole: number,
  portions: DrawRange[],
  slots: Slot[],
  { onProgress, signal }: KernelControl,
): Promise<TwinAnswer<K>[]> {
  const answers = new Array<TwinAnswer<K>>(portions.length);
  const waiting = portions.map((_, i) => i);
  const crashes = portions.map(() => 0);
  const done = portions.map(() => 0);
  const all = portions.reduce((sum, { from, to }) => sum + to - from, 0);

  const controlOf = (i: number) => ({
    signal,
    onProgress(fraction: number) {
      // A portion that starts again takes nothing back.
      done[i] = Math.max(done[i], fraction * (portions[i].to - portions[i].from));
      onProgress?.(Math.min(1, done.reduce((sum, pieces) => sum + pieces, 0) / all));
    },
  });

  async function work(slot: Slot): Promise<void> {
    for (let i = waiting.shift(); i !== undefined; i = waiting.shift()) {
      const control = controlOf(i);
      try {
        answers[i] =
          crashes[i] < CRASHES
            ? await onWorker(slot, kind, job, whole, portions[i], control)
            : await twinOf(kind).run(job, control, portions[i]);
        control.onProgress(1);
      } catch (error) {
        if (!(error instanceof WorkerCrashError)) throw error;
        crashes[i]++;
        slot.sent.clear();
        waiting.push(i);
      }
    }
  }

  await Promise.all(slots.map(work));
  return answers;
}

async function onWorker<K extends TwinKind>(
  { supervisor, sent }: Slot,
  kind: K,
  job: TwinJob<K>,
  whole: number,
  pieces: DrawRange,
  control: KernelControl,
): Promise<TwinAnswer<K>> {
  const options = { onProgress: control.onProgress, signal: control.signal, repeatable: true };
  const ask = (work: TwinJob<K> | null) =>
    supervisor.call(
      (api, number, listener) => api.portion(number, kind, whole, work, pieces, listener),
      options,
    ) as Promise<{ answer: TwinAnswer<K> } | null>;
  const known = sent.has(whole);
  sent.add(whole);
  // A worker that was replaced since has nothing: send the job along then.
  const made = (await ask(known ? null : job)) ?? (await ask(job));
  if (made === null) throw new WorkerCrashError('A compute worker lost the job that it was sent.');
  return made.answer;
}

function forget({ supervisor, sent }: Slot, whole: number): void {
  if (!sent.delete(whole)) return;
  // A worker that has gone has nothing to forget.
  supervisor.call((api) => api.forget(whole), { repeatable: false }).catch(() => undefined);
}

import { afterEach, describe, expect, test } from 'vitest';
import { runInPlace, type TwinKind } from '$lib/coupling/twins';
import { startWorker } from '$lib/workers/bootstrap';
import computeUrl from '$lib/workers/compute.worker.ts?worker&url';
import { createPool, type Pool, type PoolOptions } from '$lib/workers/pool';
import { asText, jobs, KINDS } from '../../unit/coupling/twinJobs';
import failingUrl from './failing.worker.ts?worker&url';
import poolingUrl from './pooling.worker.ts?worker&url';

const open: Pool[] = [];
const pooled = (options: PoolOptions) => {
  const pool = createPool(options);
  open.push(pool);
  return pool;
};
afterEach(() => open.splice(0).forEach((pool) => pool.dispose()));

const inPlace = async (kind: TwinKind) => asText(await runInPlace(kind, jobs[kind]));
/** Minutes of work: never waited for. */
const long = { ...jobs.turns, draws: 400_000_000 };

/** Starts the stand-ins named, one after another, and sound workers after them. */
function startAfter(...faults: ('hang' | 'crash')[]) {
  let started = 0;
  const start = () => {
    const fault = faults[started++];
    return fault ? startWorker(failingUrl, fault) : startWorker(computeUrl, 'compute');
  };
  return { start, started: () => started };
}

describe('the pool', () => {
  test.each([1, 2, 3])('gives the answers of one thread with %i workers', async (workers) => {
    const pool = pooled({ workers });
    for (const kind of KINDS) expect(asText(await pool.run(kind, jobs[kind]))).toBe(await inPlace(kind));
  });

  test('computes several jobs at once', async () => {
    const pool = pooled({ workers: 2 });
    const answers = await Promise.all(KINDS.map((kind) => pool.run(kind, jobs[kind])));
    for (const [i, kind] of KINDS.entries()) expect(asText(answers[i])).toBe(await inPlace(kind));
  });

  test('tells its progress, ascending to 1', async () => {
    const told: number[] = [];
    await pooled({ workers: 2 }).run('turns', jobs.turns, { onProgress: (fraction) => told.push(fraction) });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.length).toBeGreaterThan(4);
    expect(told.at(-1)).toBe(1);
  });

  test('an abort rejects at once and the workers stay', async () => {
    const { start, started } = startAfter();
    const pool = pooled({ workers: 2, start });
    await pool.run('turns', jobs.turns);
    const stop = new AbortController();
    const run = pool.run('turns', long, { signal: stop.signal });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const asked = performance.now();
    stop.abort(new Error('changed my mind'));
    await expect(run).rejects.toThrow('changed my mind');
    expect(performance.now() - asked).toBeLessThan(100);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(asText(await pool.run('turns', jobs.turns))).toBe(await inPlace('turns'));
    expect(started()).toBe(2);
  });

  test('a worker that does not heed an abort is ended and replaced', async () => {
    const { start, started } = startAfter('hang');
    const pool = pooled({ workers: 1, start });
    const stop = new AbortController();
    const run = pool.run('turns', long, { signal: stop.signal });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = performance.now();
    stop.abort();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(asText(await pool.run('turns', jobs.turns))).toBe(await inPlace('turns'));
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(started()).toBe(2);
  });

  test('a crashed worker’s portion is computed by another', async () => {
    const { start, started } = startAfter('crash');
    const pool = pooled({ workers: 2, start });
    for (const kind of KINDS) expect(asText(await pool.run(kind, jobs[kind]))).toBe(await inPlace(kind));
    expect(started()).toBe(3);
  });

  test('where every worker crashes, or none can be started, the job is computed in place', async () => {
    const crashing = pooled({ workers: 2, start: () => startWorker(failingUrl, 'crash') });
    expect(asText(await crashing.run('phases', jobs.phases))).toBe(await inPlace('phases'));
    const none = pooled({
      workers: 2,
      start: () => {
        throw new DOMException('no workers here', 'SecurityError');
      },
    });
    expect(asText(await none.run('phases', jobs.phases))).toBe(await inPlace('phases'));
  });

  test('an impossible job is a RangeError, as in place, and starts no worker', async () => {
    const { start, started } = startAfter();
    const pool = pooled({ workers: 1, start });
    await expect(pool.run('turns', { ...jobs.turns, draws: 0.5 })).rejects.toThrow(RangeError);
    expect(started()).toBe(0);
  });

  test('closing rejects what is under way and what comes later', async () => {
    const pool = pooled({ workers: 2 });
    const run = pool.run('turns', long);
    pool.dispose();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    await expect(pool.run('turns', jobs.turns)).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('works in a worker, whose workers are its own', async () => {
    const worker = startWorker(poolingUrl);
    const heard = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
    worker.postMessage(jobs.turns);
    expect(asText(await heard)).toBe(await inPlace('turns'));
    worker.terminate();
  });
});

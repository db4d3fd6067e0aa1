import { afterEach, describe, expect, test } from 'vitest';
import { startWorker } from '$lib/workers/bootstrap';
import { supervise, WorkerCrashError, type Supervisor } from '$lib/workers/supervisor';
import type { TrialApi } from './trial.worker';
import trialUrl from './trial.worker.ts?worker&url';

let started = 0;
let open: Supervisor<TrialApi>[] = [];
function trial(url = trialUrl): Supervisor<TrialApi> {
  started = 0;
  const supervisor = supervise<TrialApi>('The trial worker', () => {
    started++;
    return startWorker(url);
  });
  open.push(supervisor);
  return supervisor;
}
afterEach(() => {
  for (const supervisor of open) supervisor.dispose();
  open = [];
});

const repeatable = true;
const greet = (supervisor: Supervisor<TrialApi>) =>
  supervisor.call((api, job) => api.greet(job), { repeatable: false });

describe('a supervised worker', () => {
  test('starts with the first call and stays', async () => {
    const supervisor = trial();
    expect(started).toBe(0);
    expect(await greet(supervisor)).toBe(1);
    expect(await greet(supervisor)).toBe(2);
    expect(started).toBe(1);
  });

  test('tells its progress, sparingly', async () => {
    const told: [number, string][] = [];
    const onProgress = (fraction: number, stage: string) => void told.push([fraction, stage]);
    await trial().call((api, job, listener) => api.polite(job, 200, listener), { repeatable, onProgress });
    expect(told[0]).toEqual([0, 'working']);
    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThanOrEqual(7);
  });

  test('its errors keep their name and message', async () => {
    const failing = trial().call((api, job) => api.fail(job), { repeatable });
    await expect(failing).rejects.toMatchObject({
      name: 'TableError',
      message: 'benchmark “x” has 1 score; 2 are needed',
    });
  });

  test('an abort rejects at once and a polite worker stays', async () => {
    const supervisor = trial();
    await greet(supervisor);
    const stop = new AbortController();
    const run = supervisor.call((api, job) => api.polite(job, 10_000, null), {
      repeatable,
      signal: stop.signal,
    });
    const asked = performance.now();
    stop.abort(new Error('changed my mind'));
    await expect(run).rejects.toThrow('changed my mind');
    expect(performance.now() - asked).toBeLessThan(100);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await greet(supervisor)).toBe(2);
    expect(started).toBe(1);
  });

  test('a worker that does not heed an abort is replaced, and what else was asked is asked again', async () => {
    const supervisor = trial();
    await greet(supervisor);
    const stop = new AbortController();
    const hanging = supervisor.call((api, job) => api.hang(job, 30_000), {
      repeatable,
      signal: stop.signal,
    });
    const next = supervisor.call((api, job) => api.polite(job, 10, null), { repeatable });
    const needsTheOld = greet(supervisor);
    stop.abort();
    await expect(hanging).rejects.toMatchObject({ name: 'AbortError' });
    await expect(needsTheOld).rejects.toThrow(WorkerCrashError);
    expect(await next).toBe('done');
    expect(started).toBe(2);
    expect(await greet(supervisor)).toBe(1);
  });

  test('a call that was cancelled tells nothing more', async () => {
    const stop = new AbortController();
    let told = 0;
    const run = trial().call((api, job, listener) => api.polite(job, 10_000, listener), {
      repeatable,
      signal: stop.signal,
      onProgress: () => {
        told++;
        stop.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(told).toBe(1);
  });

  test('an aborted signal starts nothing', async () => {
    const supervisor = trial();
    await expect(
      supervisor.call((api, job) => api.greet(job), {
        repeatable,
        signal: AbortSignal.abort(new Error('before')),
      }),
    ).rejects.toThrow('before');
    expect(started).toBe(0);
  });

  test('a crash rejects the calls under way, and the next call starts a fresh worker', async () => {
    const supervisor = trial();
    const crash = supervisor.call((api, job) => api.crash(job), { repeatable });
    await expect(crash).rejects.toThrow(WorkerCrashError);
    await expect(crash).rejects.toThrow('out of luck');
    expect(await greet(supervisor)).toBe(1);
    expect(started).toBe(2);
  });

  test('a worker whose script is missing says so', async () => {
    await expect(greet(trial('/no/such/script.js'))).rejects.toThrow(WorkerCrashError);
  });

  test('closing rejects what is under way and what comes later', async () => {
    const supervisor = trial();
    const run = supervisor.call((api, job) => api.polite(job, 10_000, null), { repeatable });
    supervisor.dispose();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    await expect(greet(supervisor)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseOptions } from '$lib/coupling/options';
import { createDiagnosisClient, type DiagnosisClient } from '$lib/workers/diagnosisClient';
import { falling } from './fallingFamily';

let client: DiagnosisClient;
beforeEach(() => {
  client = createDiagnosisClient();
});
afterEach(() => client.dispose());

const quick = parseOptions({ draws: 20_000 });
/** Minutes of work on a CPU: never waited for. */
const long = parseOptions({ draws: 10_000_000 });

describe('the diagnosis client', () => {
  test('diagnoses in the worker, on the CPU where there is no adapter', async () => {
    expect((await client.backend()).kind).toBe('cpu');
    const told: number[] = [];
    const diagnosis = await client.diagnose(falling, quick, { onProgress: (f) => told.push(f) });
    expect(diagnosis.backend.kind).toBe('cpu');
    expect(diagnosis.verdict.kind).toBe('falls');
    expect(diagnosis.intervals).toHaveLength(4);
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  test('the latest call wins', async () => {
    const first = client.diagnose(falling, long);
    const second = client.diagnose(falling, quick);
    await expect(first).rejects.toMatchObject({
      name: 'AbortError',
      message: expect.stringContaining('newer'),
    });
    expect((await second).options.draws).toBe(20_000);
  });

  test('an abort under way is heard, and the next diagnosis follows soon', async () => {
    await client.backend();
    const stop = new AbortController();
    const run = client.diagnose(falling, long, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    const asked = performance.now();
    await client.diagnose(falling, quick);
    expect(performance.now() - asked).toBeLessThan(3000);
  });

  test('what cannot be diagnosed keeps the name and words of its error', async () => {
    const run = client.diagnose({ ...falling, models: [] }, quick);
    await expect(run).rejects.toMatchObject({ name: 'DiagnosisError', message: expect.stringMatching(/\S/) });
  });

  test('summarises the families of a table', async () => {
    const [summary] = await client.summariseFamilies(falling, quick);
    expect(summary).toMatchObject({ family: 'Trial' });
  });
});

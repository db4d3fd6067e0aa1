import { expect, test } from 'vitest';
import { runInPlace } from '$lib/coupling/twins';
import { createPool } from '$lib/workers/pool';
import { buffersOf } from '$lib/workers/transferable';
import { asText, jobs } from '../coupling/twinJobs';

test('where there are no workers, a pool computes in place', async () => {
  expect(typeof Worker).toBe('undefined');
  const pool = createPool();
  const told: number[] = [];
  const answer = await pool.run('turns', jobs.turns, { onProgress: (fraction) => told.push(fraction) });
  expect(asText(answer)).toBe(asText(await runInPlace('turns', jobs.turns)));
  expect(told.at(-1)).toBe(1);
  pool.dispose();
  await expect(pool.run('turns', jobs.turns)).rejects.toMatchObject({ name: 'AbortError' });
});

test('finds each buffer of an answer once', () => {
  const shared = new Float64Array(4);
  const answer = [{ a: shared.subarray(1), b: { c: shared }, d: 3, e: null }, new Uint32Array(2)];
  expect(buffersOf(answer).map(({ byteLength }) => byteLength)).toEqual([32, 8]);
  expect(buffersOf('text')).toEqual([]);
});

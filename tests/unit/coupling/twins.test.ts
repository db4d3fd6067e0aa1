import { describe, expect, test } from 'vitest';
import { runInPlace, twinOf, type TwinKind } from '$lib/coupling/twins';
import { asText, jobs, KINDS } from './twinJobs';

async function inRanges<K extends TwinKind>(kind: K, cuts: number[]) {
  const twin = twinOf(kind);
  const parts = [];
  for (const [i, to] of cuts.slice(1).entries())
    parts.push(await twin.run(jobs[kind], {}, { from: cuts[i], to }));
  return twin.join(parts);
}

describe('a CPU twin', () => {
  test.each(KINDS)('of %s gives the same answer however its pieces are cut', async (kind) => {
    const pieces = twinOf(kind).pieces(jobs[kind]);
    const whole = asText(await runInPlace(kind, jobs[kind]));
    const third = Math.floor(pieces / 3);
    expect(asText(await inRanges(kind, [0, 1, third, third, pieces]))).toBe(whole);
    expect(whole.length).toBeGreaterThan(50);
  });

  test.each(KINDS)('of %s computes nothing for an empty range', async (kind) => {
    const nothing = await twinOf(kind).run(jobs[kind], {}, { from: 0, to: 0 });
    expect(asText(nothing).length).toBeLessThan(asText(await runInPlace(kind, jobs[kind])).length);
  });

  test.each(KINDS)('of %s rejects with the reason of an abort', async (kind) => {
    const reason = new Error('enough');
    await expect(runInPlace(kind, jobs[kind], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

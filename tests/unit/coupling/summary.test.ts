import { describe, expect, test } from 'vitest';
import { summariseFamilies } from '../../../src/lib/coupling/summary';
import { GOLDEN, optionsWith, referenceTable, smallTable } from './tables';

describe('summary of families', () => {
  test('has the verdict, slope and crossing of every reference family', async () => {
    const told: number[] = [];
    const summaries = await summariseFamilies(referenceTable(), optionsWith({}), {
      onProgress: (fraction) => told.push(fraction),
    });
    expect(summaries.map(({ family }) => family)).toEqual(Object.keys(GOLDEN));
    expect(told.at(-1)).toBe(1);
    for (const summary of summaries) {
      const golden = GOLDEN[summary.family];
      expect(summary.n).toBe(golden.n);
      expect(summary.kind).toBe(golden.verdict ?? 'undetermined');
      if (!golden.york || !golden.crossing) continue;
      expect(summary.slope).toBeCloseTo(golden.york.slope, 9);
      expect(summary.lo).toBeCloseTo(golden.york.lo, 9);
      expect(summary.hi).toBeCloseTo(golden.york.hi, 9);
      expect(Math.abs(Number(summary.pCrossed) - golden.crossing.min.p)).toBeLessThan(0.02);
    }
  });

  test('says of a family that cannot be diagnosed why, and goes on', async () => {
    const table = smallTable([
      [1, 40, 45],
      [1, 50, 42],
      [3, 45, 44],
    ]);
    table.models[2].family = 'Alone';
    const [toy, alone] = await summariseFamilies(table, optionsWith({}));
    expect(toy).toMatchObject({ kind: null, slope: null, pCrossed: null });
    expect(toy.headline).toContain('the same size');
    expect(alone.headline).toContain('one model');
  });

  test('hears a cancel', async () => {
    await expect(
      summariseFamilies(referenceTable(), optionsWith({}), { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});

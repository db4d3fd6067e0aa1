import { describe, expect, test } from 'vitest';
import { reliabilities, reliability } from '$lib/coupling/advice/reliability';
import { welch } from '$lib/coupling/reference/recipeContrast';
import { rotation } from '$lib/coupling/advice/rotation';
import { cpuBackend } from '$lib/coupling/backend';
import { diagnose } from '$lib/coupling/diagnose';
import { benchmarkFrom } from '$lib/scores/benchmark';
import { optionsWith, smallTable } from '../tables';

const same = (n: number, sd: number) => new Array<number>(n).fill(sd);

describe('reliability', () => {
  test('is one less the share of the variance that is noise', () => {
    // Var of 40, 42, 44, 46 is 20/3; σ² is 2.
    expect(reliability({ scores: [40, 42, 44, 46], sd: same(4, Math.SQRT2) })).toBeCloseTo(
      1 - 2 / (20 / 3),
      12,
    );
    expect(reliability({ scores: [40, 40.1, 40.2], sd: same(3, 2) })).toBe(0);
    expect(reliability({ scores: [40, 40, 40], sd: same(3, 2) })).toBeNull();
    expect(reliability({ scores: [40, 50], sd: same(2, 2) })).toBeNull();
  });

  test('own share is what is neither noise nor in line with the axis', () => {
    const axis = [30, 40, 50, 60, 70, 80];
    const columns = [
      { key: 'noisy', label: 'Noisy', scores: [40, 41, 40, 41.5, 40.2, 41], sd: same(6, 1.4) },
      { key: 'line', label: 'Line', scores: axis.map((x) => x / 2), sd: same(6, 0.1) },
      { key: 'other', label: 'Other', scores: [40, 60, 45, 62, 41, 66], sd: same(6, 0.5) },
    ];
    const [noisy, line, other] = reliabilities(columns, axis, { seed: 1, stream: 9 });
    expect(noisy.reliability.value).toBe(0);
    expect(line.r).toBeCloseTo(1, 12);
    expect(line.reliability.value).toBeGreaterThan(0.99);
    expect(line.own!.value).toBe(0);
    expect(other.own!.value).toBeCloseTo(other.reliability.value - other.r! ** 2, 12);
    expect(other.difference!.value).toBeCloseTo(other.own!.value, 12);
    expect(reliabilities(columns, axis, { seed: 1, stream: 9 })).toEqual([noisy, line, other]);
  });

  test('of a constant first column there is nothing to compare with', () => {
    const column = { key: 'a', label: 'A', scores: [1, 1, 1], sd: same(3, 1) };
    expect(reliabilities([column], [1, 2, 3], { seed: 1, stream: 9 })).toEqual([]);
  });
});

describe('rotation', () => {
  const third = benchmarkFrom({ task: 'winogrande', metric: 'acc', shots: 5 });
  async function of(scores: number[]) {
    // TruthfulQA first clear of noise on one step, then flat: its reliability is low, its verdict settled by a steep start.
    const table = smallTable([
      [0.1, 30, 48],
      [0.4, 40, 44],
      [1.6, 50, 45],
      [3.2, 60, 44],
      [6.4, 70, 44.5],
      [13, 80, 43.8],
    ]);
    table.benchmarks.push(third);
    table.models.forEach((row, i) => (row.scores[third.key] = { value: scores[i], se: null, items: null }));
    const diagnosis = await diagnose(table, optionsWith({ draws: 1000 }), cpuBackend());
    return rotation({ diagnosis, benchmarks: table.benchmarks });
  }

  test('does not propose a benchmark that only repeats the first', async () => {
    const found = await of([52, 57, 62, 67, 72, 77]);
    expect(found.supported).toBe(false);
    expect(found.evidence.find(({ unit }) => unit === 'r')!.value).toBeCloseTo(1, 6);
  });

  test('gives the reliability of every benchmark with the number of models', async () => {
    const found = await of([60, 80, 55, 85, 58, 90]);
    const shares = found.evidence.filter(({ what }) => what.startsWith('reliability'));
    expect(shares.map(({ n }) => n)).toEqual([6, 6, 6]);
    expect(found.advice).toContain('TruthfulQA MC2 has a reliability of');
  });
});

describe('a difference of means with unequal variances', () => {
  test('agrees with SciPy’s Welch interval', () => {
    // scipy.stats.ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
    const found = welch([5.1, 6.2, 4.8, 7.0], [3.0, 2.5, 4.1, 3.3, 2.9])!;
    expect(found.value).toBeCloseTo(2.615, 12);
    expect(found.lo).toBeCloseTo(1.1049620710350438, 9);
    expect(found.hi).toBeCloseTo(4.125037928964957, 9);
    expect(welch([1, 1], [2, 2])).toBeNull();
  });
});

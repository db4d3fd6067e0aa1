import { describe, expect, test } from 'vitest';
import { completeCases, eigenstructureOf, frontierMatrix, smallestOf } from '$lib/frontier/matrix';
import { choosePair, matrixColumns } from '$lib/frontier/choosePair';
import { openStream } from '$lib/stats/philox';
import { benchmark, frontierPanel, GPQA, SWE, wide } from './panel';

const sampling = { seed: 1, draws: 400 };

describe('the coupling matrix', () => {
  test('of the published panel: n of each cell, and no decoration on four models', async () => {
    const columns = [SWE, GPQA, 'ifeval'].map((key) => benchmark(frontierPanel, key));
    const matrix = await frontierMatrix(frontierPanel, columns, 'published', sampling);
    const cell = (a: string, b: string) =>
      matrix.cells.find(({ benchmarks }) => benchmarks[0] === a && benchmarks[1] === b);
    expect(cell(GPQA, 'ifeval')).toMatchObject({ n: 4, weak: true });
    expect(cell(GPQA, 'ifeval')?.r).toBeCloseTo(0.799, 3);
    expect(cell(GPQA, 'ifeval')?.p).toBeCloseTo(0.2, 2);
    expect(cell(GPQA, 'ifeval')?.interval?.map((one) => one.toFixed(2))).toEqual(['-0.70', '1.00']);
    expect(cell(SWE, 'ifeval')?.r).toBeCloseTo(-0.37, 2);
    expect(matrix).toMatchObject({ completeN: 4, positiveSemiDefinite: false });
    // Reference: det .11 and d_eff 1.95 of these four rows, against a null around 1.87.
    const { eigenstructure } = matrix;
    expect(eigenstructure?.weak).toBe(true);
    expect(eigenstructure?.dEff?.dEff).toBeCloseTo(1.95, 1);
    expect(eigenstructure?.eigenvalues.reduce((product, { value }) => product * value, 1)).toBeCloseTo(
      0.11,
      2,
    );
    expect(eigenstructure?.nullDEff?.dEff).toBeCloseTo(1.87, 1);
  });

  test('tells a matrix that no one sample can have', () => {
    const cells = (a: number, b: number, c: number) => [
      { benchmarks: ['x', 'y'] as [string, string], r: a },
      { benchmarks: ['x', 'z'] as [string, string], r: b },
      { benchmarks: ['y', 'z'] as [string, string], r: c },
    ];
    expect(smallestOf(['x', 'y', 'z'], cells(0.848, -0.251, 0.715))).toBeCloseTo(-0.24, 2);
    expect(smallestOf(['x', 'y', 'z'], cells(0.848, 0.6, 0.715))).toBeGreaterThan(0);
    expect(
      smallestOf(
        ['x', 'y', 'z'],
        cells(0.848, 0.6, 0.715)
          .slice(1)
          .concat({ benchmarks: ['x', 'y'], r: NaN })
          .slice(0, 2),
      ),
    ).not.toBeNull();
    expect(smallestOf(['x'], [])).toBeNull();
  });

  test('of the wide panel: complete cases are fewer than any cell', async () => {
    const columns = matrixColumns(wide, choosePair(wide, null, null), null);
    const matrix = await frontierMatrix(wide, columns, 'published', sampling);
    expect(matrix.cells).toHaveLength(28);
    expect(matrix.completeN).toBeLessThan(Math.min(...matrix.cells.map(({ n }) => n)));
    for (const { p, q } of matrix.cells) expect(q).toBeGreaterThanOrEqual(p ?? 1);
  });

  test('eigenstructure: planted single factor stands above the null, unrelated columns do not', async () => {
    const random = openStream(3, 2, 0);
    const rows = Array.from({ length: 40 }, () => {
      const common = random.nextNormal();
      return Array.from({ length: 4 }, () => common + 0.3 * random.nextNormal());
    });
    const factor = await eigenstructureOf(['a', 'b', 'c', 'd'], rows, sampling);
    expect(factor?.eigenvalues[0].lo).toBeGreaterThan(factor?.eigenvalues[0].null95 ?? 4);
    expect(factor?.eigenvalues[1].value).toBeLessThan(factor?.eigenvalues[1].null95 ?? 0);
    const noise = await eigenstructureOf(
      ['a', 'b', 'c', 'd'],
      rows.map((row) => row.map(() => random.nextNormal())),
      sampling,
    );
    expect(noise?.eigenvalues[0].value).toBeLessThan(1.3 * (noise?.eigenvalues[0].null95 ?? 0));
    expect(
      await eigenstructureOf(
        ['a', 'b'],
        rows.slice(0, 3).map((row) => row.slice(0, 2)),
        sampling,
      ),
    ).toBeNull();
    expect(
      await eigenstructureOf(
        ['a', 'b'],
        rows.map(([x]) => [x, 5]),
        sampling,
      ),
    ).toBeNull();
  });

  test('is heard when cancelled', async () => {
    const abort = new AbortController();
    abort.abort(new Error('no longer wanted'));
    const columns = matrixColumns(wide, choosePair(wide, null, null), null);
    await expect(
      frontierMatrix(wide, columns, 'published', sampling, { signal: abort.signal }),
    ).rejects.toThrow('no longer wanted');
  });

  test('complete cases keep the models that have every score', () => {
    const { rows, models } = completeCases(frontierPanel, [SWE, 'ifeval'], 'published');
    expect(rows).toHaveLength(4);
    expect(models).toHaveLength(4);
  });
});

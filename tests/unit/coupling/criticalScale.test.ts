import { describe, expect, test } from 'vitest';
import { criticalScale } from '../../../src/lib/coupling/criticalScale';
import type { Line } from '../../../src/lib/coupling/line';
import type { Reasons } from '../../../src/lib/coupling/reasons';

const PLAIN = { itemCorrelation: 0, runSd: 0 };
const simulation = (draws = 20_000, seed = 3) => ({ seed, draws, stream: 0x10000 });

function lineOf(sizes: number[], b2: number[], sd = 1.43): Line {
  const paramsB = Float64Array.from(sizes);
  return {
    names: sizes.map(String),
    paramsB,
    logSize: paramsB.map(Math.log10),
    b1: paramsB.map((_, i) => 30 + 5 * i),
    b2: Float64Array.from(b2),
    sd1: new Float64Array(sizes.length).fill(0.5),
    sd2: new Float64Array(sizes.length).fill(sd),
  };
}
const SIZES = [0.1, 0.3, 1, 3, 10];
const scaleOf = async (line: Line, noise = PLAIN, reasons: Reasons = {}) => {
  const scale = await criticalScale(line, noise, simulation(), reasons);
  if (scale === null) throw new Error('no critical scale');
  return scale;
};

describe('critical scale', () => {
  test('finds the bottom of a deep V, and the top of its mirror image, at the same size', async () => {
    const valley = [50, 44, 38, 45, 52];
    const up = await scaleOf(lineOf(SIZES, valley));
    expect(up).toMatchObject({ status: 'crossed', direction: 'up' });
    expect(up.pCrossed).toBeGreaterThan(0.95);
    expect(up.medianB).toBeGreaterThan(0.6);
    expect(up.medianB).toBeLessThan(1.6);

    const down = await scaleOf(
      lineOf(
        SIZES,
        valley.map((score) => 90 - score),
      ),
    );
    expect(down).toMatchObject({ status: 'crossed', direction: 'down' });
    expect(down.pReversed).toBeCloseTo(up.pCrossed, 1);
    expect(Math.log10(Number(down.medianB) / Number(up.medianB))).toBeCloseTo(0, 1);
  });

  test('reports none in range for a steady fall, whatever lies beyond', async () => {
    const scale = await scaleOf(lineOf(SIZES, [50, 45, 40, 35, 30]));
    expect(scale.status).toBe('none-in-range');
    expect(scale.rangeB).toEqual([0.1, 10]);
  });

  test('keeps interval inside sizes and histogram equal to the share of turning draws', async () => {
    const scale = await scaleOf(lineOf(SIZES, [46, 44, 41, 43, 45]));
    const likelier = Math.max(scale.pCrossed, scale.pReversed);
    expect(scale.status).toBe('undetermined');
    expect(scale.histogram.share.reduce((sum, share) => sum + share, 0)).toBeCloseTo(likelier, 12);
    expect(scale.histogram.log10Edges).toHaveLength(scale.histogram.share.length + 1);
    const [first, last] = [scale.histogram.log10Edges[0], Number(scale.histogram.log10Edges.at(-1))];
    expect([10 ** first, 10 ** last].map((size) => Number(size.toFixed(9)))).toEqual([0.1, 10]);
    const ordered = [0.1, Number(scale.lo), Number(scale.medianB), Number(scale.hi), 10];
    expect([...ordered].sort((a, b) => a - b)).toEqual(ordered);
  });

  test('gives the smooth alternative its own vertex', async () => {
    // B2 = 40 + 4·(log10 N + 0.2)²
    const curve = SIZES.map((size) => 40 + 4 * (Math.log10(size) + 0.2) ** 2);
    const { quadratic } = await scaleOf(lineOf(SIZES, curve));
    expect(quadratic?.direction).toBe('up');
    expect(Math.log10(Number(quadratic?.vertexB))).toBeCloseTo(-0.2, 9);
  });

  test('says why it has no location, no vertex, no value', async () => {
    const reasons: Reasons = {};
    const flat = await scaleOf(lineOf(SIZES, [60, 50, 40, 30, 20], 0.2), PLAIN, reasons);
    expect([flat.medianB, flat.lo, flat.hi, flat.quadratic]).toEqual([null, null, null, null]);
    expect(Object.keys(reasons).sort()).toEqual(
      ['hi', 'lo', 'medianB', 'quadratic'].map((part) => `criticalScale.${part}`),
    );
    const none: Reasons = {};
    expect(await criticalScale(lineOf([1, 3], [40, 41]), PLAIN, simulation(), none)).toBeNull();
    expect(none.criticalScale).toContain('three sizes');
  });

  test('is certain of a shallower turn when models share most of their noise', async () => {
    const line = lineOf(SIZES, [46, 44, 41, 43, 45]);
    const apart = await scaleOf(line);
    const together = await scaleOf(line, { itemCorrelation: 0.9, runSd: 0 });
    expect(together.pCrossed).toBeGreaterThan(apart.pCrossed + 0.1);
  });

  test('hears a cancel', async () => {
    const controller = new AbortController();
    const long = criticalScale(
      lineOf(SIZES, [46, 44, 41, 43, 45]),
      PLAIN,
      simulation(10_000_000),
      {},
      { signal: controller.signal },
    );
    setTimeout(() => controller.abort(), 20);
    await expect(long).rejects.toMatchObject({ name: 'AbortError' });
  });
});

import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { correlationP, frontierLine, predictionBand, predictionHalfWidth } from '$lib/frontier/line';
import { residual, changeBetween } from '$lib/frontier/residual';
import { demingLine, datedLine, otherLines, correlationAbove, residualFrom } from '$lib/frontier/robust';
import { labClusterBootstrap, withinLabR } from '$lib/frontier/labClusters';
import { xOf, yOf, type FrontierPoint } from '$lib/frontier/points';
import { allPoints, frozen, golden } from './panel';

const lineOf = (points: readonly FrontierPoint[]) => {
  const line = frontierLine(xOf(points), yOf(points));
  if (line === null) throw new Error('no line');
  return line;
};
const line = lineOf(frozen);

describe('the published line', () => {
  test('agrees with the reference', () => {
    expect(line.n).toBe(golden.n);
    for (const [found, wanted] of [
      [line.r, golden.r],
      [line.slope, golden.slope],
      [line.intercept, golden.intercept],
      [line.residualSd, golden.residual_sd],
      ...Object.entries(golden.prediction_half_width_95).map(([x, half]) => [
        predictionHalfWidth(line, Number(x)),
        half,
      ]),
    ])
      expect(Math.abs(found / wanted - 1)).toBeLessThan(1e-9);
  });

  test('has the digits of the paper: 0.513, 46.4, r 0.72', () => {
    expect(line.slope).toBeCloseTo(0.513, 3);
    expect(line.intercept).toBeCloseTo(46.4, 1);
    expect(line.r).toBeCloseTo(0.7235, 4);
    expect(line.rInterval?.map((one) => one.toFixed(2))).toEqual(['0.51', '0.85']);
    expect(line.p).toBeCloseTo(1.335e-6, 9);
    expect(line.seSlope).toBeCloseTo(0.0865, 4);
    expect(line.seIntercept).toBeCloseTo(5.81, 2);
    expect((line.slopeInterval[1] - line.slopeInterval[0]) / 2).toBeCloseTo(0.176, 3);
    expect((line.interceptInterval[1] - line.interceptInterval[0]) / 2).toBeCloseTo(11.8, 1);
    expect(line.spearman).toBeCloseTo(0.76, 2);
  });

  test('of the subsets: core, SWE-bench from 40, without the GPT-5.4 rows', () => {
    const core = lineOf(frozen.filter((point) => point.core));
    expect([core.n, core.r.toFixed(3), core.p.toFixed(4)]).toEqual([23, '0.654', '0.0007']);
    expect(core.rInterval?.map((one) => one.toFixed(2))).toEqual(['0.33', '0.84']);
    const from40 = correlationAbove(frozen, 40);
    expect([from40.n, from40.r?.toFixed(3)]).toEqual([32, '0.687']);
    expect(from40.p).toBeCloseTo(1.4e-5, 6);
    const without = lineOf(frozen.filter(({ model }) => !model.startsWith('GPT-5.4')));
    expect([without.n, without.r.toFixed(3)]).toEqual([32, '0.717']);
    expect([correlationAbove(frozen, 70).n, correlationAbove(frozen, 70).r?.toFixed(2)]).toEqual([
      19,
      '0.38',
    ]);
    expect([correlationAbove(frozen, 75).n, correlationAbove(frozen, 75).r?.toFixed(2)]).toEqual([
      15,
      '0.02',
    ]);
  });

  test('refitted to all 39 rows', () => {
    const all = lineOf(allPoints);
    expect(all.n).toBe(39);
    expect(Math.abs(all.r / golden.all39.r - 1)).toBeLessThan(1e-9);
    expect(Math.abs(all.slope / golden.all39.slope - 1)).toBeLessThan(1e-9);
    expect([all.r.toFixed(4), all.slope.toFixed(4), all.intercept.toFixed(2)]).toEqual([
      '0.7497',
      '0.5266',
      '45.72',
    ]);
  });
});

describe('a line', () => {
  const sample = fc
    .array(
      fc.record({
        x: fc.double({ min: 5, max: 95, noNaN: true }),
        y: fc.double({ min: 5, max: 95, noNaN: true }),
      }),
      {
        minLength: 5,
        maxLength: 30,
      },
    )
    .filter(
      (points) =>
        new Set(points.map(({ x }) => Math.round(x))).size > 2 &&
        new Set(points.map(({ y }) => Math.round(y))).size > 2,
    );

  test('predicts a left-out model as the fit without it does', () =>
    fc.assert(
      fc.property(sample, (points) => {
        const asPoints = points.map(asPoint);
        const fitted = lineOf(asPoints);
        const [first, ...rest] = asPoints;
        const others = frontierLine(xOf(rest), yOf(rest));
        const member = residual(fitted, first, true).member;
        if (others === null || member === null || others.residualSd < 1e-6) return;
        const apart = residual(others, first, false);
        const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * (1 + Math.abs(a) + Math.abs(b));
        expect(close(member.leftOut, apart.h)).toBe(true);
        expect(close(member.studentised, apart.h / apart.se)).toBe(true);
      }),
      { numRuns: 100 },
    ));

  test('has a band that holds 95 % of new models', () => {
    // Deterministic: normal quantiles as errors about a known line, new models at the same scores.
    const errors = Array.from({ length: 60 }, (_, i) => quantileLike((i * 37) % 60, 60));
    const x = errors.map((_, i) => 20 + i);
    const fitted = frontierLine(
      x,
      x.map((value, i) => 10 + 0.5 * value + 5 * errors[i]),
    );
    if (fitted === null) throw new Error('no line');
    const band = predictionBand(fitted, 20, 79, 59);
    const inside = band.filter(({ x: at, lo, hi }, i) => {
      const y = 10 + 0.5 * at + 5 * errors[(i * 7 + 3) % 60];
      return y >= lo && y <= hi;
    }).length;
    expect(inside / 60).toBeGreaterThan(0.9);
    expect(band[0].hi - band[0].lo).toBeGreaterThan(band[30].hi - band[30].lo);
  });

  test('is undefined for two models and for scores that do not vary', () => {
    expect(frontierLine([1, 2], [3, 4])).toBeNull();
    expect(frontierLine([5, 5, 5], [1, 2, 3])).toBeNull();
    expect(frontierLine([1, 2, 3], [5, 5, 5])).toBeNull();
    expect(() => frontierLine([1, 2, 3, 4], [1, 2, 3])).toThrow(/4 values against 3/);
    expect(correlationP(0.9, 2)).toBeNull();
  });
});

describe('residuals', () => {
  const of = (model: string) => {
    const point = allPoints.find((one) => one.model === model);
    if (!point) throw new Error(model);
    return residual(line, point, point.subset === 'frozen');
  };

  test('have the published values to 0.14, and those of later rows', () => {
    for (const [model, h] of Object.entries({
      'Claude 3.5 Haiku': -26.23,
      'Claude Sonnet 4.6': -13.13,
      'Claude Haiku 4.5': -13,
      'GPT-4o': -9.83,
      'Gemini 2.5 Pro': 4.87,
      'DeepSeek-V2.5': 11.18,
      'DeepSeek V3.2': -4.67,
      'Claude Opus 4.7': 2.86,
      'GLM-5.1': -0.31,
    }))
      expect(of(model).h, model).toBeCloseTo(h, 1);
  });

  test('are named only outside their interval: of 39 models one', () => {
    const named = allPoints.filter((point) => residual(line, point, false).named !== 'within the scatter');
    expect(named.map(({ model }) => model)).toEqual(['Claude 3.5 Haiku']);
    for (const point of allPoints) {
      const { lo, hi, named: word } = residual(line, point, false);
      expect(word === 'within the scatter', point.model).toBe(lo <= 0 && hi >= 0);
    }
    expect(of('Claude Sonnet 4.6')).toMatchObject({ named: 'within the scatter', published: 'coding-rich' });
    const { member } = of('Claude Sonnet 4.6');
    expect(member?.studentised).toBeCloseTo(-1.63, 2);
    expect(member?.p).toBeCloseTo(0.11, 2);
    expect(of('Claude 3.5 Haiku').member?.studentised).toBeCloseTo(-3.9, 1);
    expect(frozen.filter((point) => (residual(line, point, true).member?.p ?? 1) < 0.05)).toHaveLength(1);
  });

  test('have a measurement part from the items, median 2.8 points', () => {
    const parts = frozen.map((point) => residual(line, point, true).measurementSe).sort((a, b) => a - b);
    expect((parts[16] + parts[17]) / 2).toBeCloseTo(2.8, 1);
  });

  test('leave one: leverage and percentile', () => {
    expect(of('DeepSeek-V2.5').member?.leverage).toBeCloseTo(0.27, 2);
    const total = frozen.reduce((sum, point) => sum + (residual(line, point, true).member?.leverage ?? 0), 0);
    expect(total).toBeCloseTo(2, 10);
    expect(of('Claude 3.5 Haiku').percentile).toBeLessThan(1);
  });

  test('change between releases is flagged by the scatter, not by ten points', () => {
    const [a, b] = [of('DeepSeek-V2.5'), of('DeepSeek V3.2')];
    const change = changeBetween({ model: 'a', ...a }, { model: 'b', ...b });
    expect(change.change).toBeCloseTo(-15.9, 1);
    expect(change).toMatchObject({ publishedFlag: true, flagged: false });
    expect(changeBetween({ model: 'a', h: 0, se: 1 }, { model: 'b', h: 3, se: 1 }).flagged).toBe(true);
  });
});

describe('other lines', () => {
  const others = otherLines(frozen);

  test('Theil–Sen, Deming with the items’ error ratio, and the swapped axes', () => {
    expect(others.theilSen?.slope).toBeCloseTo(0.45, 2);
    expect(others.deming?.slope).toBeCloseTo(0.58, 2);
    expect(others.swapped?.slope).toBeCloseTo(0.98, 2);
    const flipped = frozen.filter((point) => {
      const swapped = others.swapped;
      return swapped !== null && residualFrom(swapped, point) > 0 !== residual(line, point, true).h > 0;
    });
    expect(flipped).toHaveLength(11);
  });

  test('Deming is symmetric in the axes, and least squares at no error in x', () => {
    const [x, y] = [xOf(frozen), yOf(frozen)];
    const there = demingLine(x, y, 1.7);
    const back = demingLine(y, x, 1 / 1.7);
    expect(there && back && there.slope * back.slope).toBeCloseTo(1, 10);
    expect(demingLine(x, y, 1e9)?.slope).toBeCloseTo(line.slope, 6);
    expect(() => demingLine(x, y, 0)).toThrow(/ratio 0/);
  });

  test('release date as a covariate: what is left of the slope', () => {
    const dated = others.dated;
    expect(dated?.n).toBe(34);
    expect([dated?.partialR.toFixed(2), dated?.slope.toFixed(2), dated?.seSlope.toFixed(2)]).toEqual([
      '0.28',
      '0.26',
      '0.16',
    ]);
    expect(dated?.p).toBeCloseTo(0.12, 2);
    expect([dated?.rDate.x.toFixed(2), dated?.rDate.y.toFixed(2)]).toEqual(['0.85', '0.73']);
    // t of the coefficient and of the partial correlation are one and the same.
    const partial = dated?.partialR ?? NaN;
    expect((dated?.slope ?? NaN) / (dated?.seSlope ?? NaN)).toBeCloseTo(
      partial * Math.sqrt(31 / (1 - partial ** 2)),
      9,
    );
    expect(datedLine(frozen.map((point) => ({ ...point, year: null })))).toBeNull();
  });

  test('labs resampled: wider than models resampled', () => {
    const clusters = labClusterBootstrap(frozen, { seed: 1, draws: 1500 });
    expect(clusters?.labs).toBe(10);
    expect(clusters?.slope[0]).toBeCloseTo(0.33, 1);
    expect(clusters?.slope[1]).toBeCloseTo(1.02, 1);
    expect(clusters?.r[0]).toBeCloseTo(0.66, 1);
    expect(clusters?.r[1]).toBeCloseTo(0.9, 1);
    expect(labClusterBootstrap(frozen, { seed: 1, draws: 300 })).toEqual(
      labClusterBootstrap(frozen, { seed: 1, draws: 300 }),
    );
    expect(withinLabR(frozen)).toMatchObject({ labs: 5, n: 29 });
  });
});

function asPoint({ x, y }: { x: number; y: number }, i: number): FrontierPoint {
  return {
    id: `p${i}`,
    model: `m${i}`,
    lab: `l${i % 3}`,
    released: null,
    year: null,
    subset: 'user',
    core: false,
    x,
    y,
    seX: 1,
    seY: 1,
    disputed: false,
    source: null,
  };
}

/** A value for each rank that is spread like a normal sample (Tukey's lambda, 0.14). */
function quantileLike(rank: number, n: number): number {
  const p = (rank + 0.5) / n;
  return (p ** 0.135 - (1 - p) ** 0.135) / 0.1975;
}

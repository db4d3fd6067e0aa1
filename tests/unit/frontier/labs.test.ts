import { describe, expect, test } from 'vitest';
import { leaveOneLabOut } from '$lib/frontier/holdOut';
import { labMeans, labScatter, shrunkIntervals } from '$lib/frontier/labMeans';
import { equalSlopes, labSlopes } from '$lib/frontier/labSlopes';
import { frontierLine } from '$lib/frontier/line';
import { pointsOf, xOf, yOf, type FrontierPoint } from '$lib/frontier/points';
import { residual } from '$lib/frontier/residual';
import { trajectories } from '$lib/frontier/trajectory';
import { openStream } from '$lib/stats/philox';
import { allPoints, benchmark, frontierPanel, frozen, golden, GPQA, pair, SWE, withScores } from './panel';

const members = (points: readonly FrontierPoint[]) => {
  const line = frontierLine(xOf(points), yOf(points));
  if (line === null) throw new Error('no line');
  return points.map((point) => ({ lab: point.lab, core: point.core, ...residual(line, point, true) }));
};

describe('lab means', () => {
  const means = labMeans(members(frozen));
  const of = (lab: string) => means?.labs.find((one) => one.lab === lab);

  test('as published: core rows, all rows for the labs without any', () => {
    for (const [lab, mean] of Object.entries({
      Google: 5.5,
      OpenAI: 3.1,
      Alibaba: 2.8,
      Meta: 2.4,
      DeepSeek: 1.9,
      Moonshot: 1.8,
      Zhipu: -0.3,
      MiniMax: -2.3,
      xAI: 5.1,
      Anthropic: -6.9,
    }))
      expect(of(lab)?.publishedMean.toFixed(1), lab).toBe(mean.toFixed(1));
    expect([of('Google')?.publishedN, of('xAI')?.publishedN]).toEqual([4, 2]);
  });

  test('over all rows the choice of core rows shows', () => {
    expect([
      of('Google')?.mean.toFixed(1),
      of('DeepSeek')?.mean.toFixed(1),
      of('Anthropic')?.mean.toFixed(1),
    ]).toEqual(['1.9', '4.2', '-9.4']);
  });

  test('shrunk: τ 5.6 and 7.5 within, towards the mean', () => {
    expect([means?.tau.toFixed(1), means?.withinSd.toFixed(1)]).toEqual(['5.6', '7.5']);
    for (const [lab, mean] of Object.entries({
      Anthropic: -7.7,
      OpenAI: 2.9,
      DeepSeek: 2.9,
      xAI: 2.6,
      Google: 1.4,
    }))
      expect(Math.abs((of(lab)?.shrunkMean ?? NaN) - mean), lab).toBeLessThanOrEqual(0.1);
    for (const { mean, shrunkMean } of means?.labs ?? [])
      expect(Math.abs(shrunkMean ?? NaN)).toBeLessThan(Math.abs(mean));
    const anthropic = of('Anthropic');
    expect(anthropic?.hi).toBeLessThan(0);
    // No other lab's interval leaves 0 out.
    expect(means?.labs.filter(({ lo, hi }) => (lo ?? 0) > 0 || (hi ?? 0) < 0).map(({ lab }) => lab)).toEqual([
      'Anthropic',
    ]);
  });

  test('intervals hold the true level in simulated panels, also when labs do not differ', () => {
    const sizes = [8, 5, 10, 4, 1, 1, 1, 1, 2, 1];
    for (const tau of [0, 5.6]) {
      const random = openStream(7, 1, tau * 10);
      let [held, all] = [0, 0];
      for (let trial = 0; trial < 40; trial++) {
        const truth = sizes.map(() => tau * random.nextNormal());
        const groups = sizes.map((n, lab) =>
          Array.from({ length: n }, () => truth[lab] + 7.5 * random.nextNormal()),
        );
        const scatter = labScatter(groups);
        if (scatter === null) continue;
        const levels = groups.map((group) => ({
          n: group.length,
          mean: group.reduce((a, b) => a + b, 0) / group.length,
        }));
        shrunkIntervals(levels, scatter.withinVariance).forEach(([lo, hi], lab) => {
          all++;
          if (truth[lab] >= lo && truth[lab] <= hi) held++;
        });
      }
      expect(held / all, `τ = ${tau}`).toBeGreaterThan(0.9);
    }
  });

  test('are not shrunk where nothing tells the scatter', () => {
    expect(labScatter([[1], [2], [3]])).toBeNull();
    expect(
      labScatter([
        [1, 1],
        [2, 2],
      ]),
    ).toBeNull();
    expect(
      labScatter([
        [0, 2],
        [0, 2],
      ]),
    ).toEqual({ withinVariance: 2, betweenVariance: 0 });
  });
});

describe('slopes within labs', () => {
  const slopes = labSlopes(frozen);
  const of = (lab: string) => slopes.find((one) => one.lab === lab);

  test('agree with the reference, and are calibrated from six models on', () => {
    expect(slopes.map(({ lab }) => lab).sort()).toEqual(Object.keys(golden.lab_slopes).sort());
    for (const [lab, slope] of Object.entries(golden.lab_slopes))
      expect(Math.abs((of(lab)?.slope ?? NaN) / slope - 1), lab).toBeLessThan(1e-9);
    expect([
      of('Google')?.slope.toFixed(3),
      of('DeepSeek')?.slope.toFixed(3),
      of('OpenAI')?.slope.toFixed(3),
      of('Anthropic')?.slope.toFixed(3),
    ]).toEqual(['1.152', '0.232', '0.546', '0.973']);
    expect(slopes.filter((one) => one.calibrated).map(({ lab }) => lab)).toEqual(['Anthropic', 'OpenAI']);
  });

  test('have the intervals and correlations of the published rows', () => {
    const interval = (lab: string) => [of(lab)?.lo.toFixed(2), of(lab)?.hi.toFixed(2)];
    expect(interval('Google')).toEqual(['0.05', '2.26']);
    expect(interval('DeepSeek')).toEqual(['-0.05', '0.51']);
    expect(interval('OpenAI')).toEqual(['0.29', '0.80']);
    expect(interval('Anthropic')).toEqual(['0.60', '1.34']);
    expect(of('OpenAI')?.r).toBeCloseTo(0.867, 3);
    // One row carries Google's slope.
    expect(of('Google')?.withoutOne[0]).toBeCloseTo(0.57, 2);
    const later = labSlopes(allPoints);
    expect(later.find(({ lab }) => lab === 'DeepSeek')?.slope).toBeCloseTo(0.32, 2);
  });

  test('differ by an F test on the published rows', () => {
    const f = equalSlopes(frozen);
    expect(f?.df).toEqual([3, 19]);
    expect([f?.f.toFixed(1), f?.p.toFixed(3)]).toEqual(['5.4', '0.007']);
    expect(equalSlopes(frozen.slice(0, 3))).toBeNull();
  });
});

describe('leaving one lab out', () => {
  const held = leaveOneLabOut(frozen);

  test('agrees with the reference', () => {
    const { per_lab, mean, sd, baseline_mean } = golden.leave_one_lab_out;
    expect(Object.keys(held?.perLab ?? {}).sort()).toEqual(Object.keys(per_lab).sort());
    for (const [lab, error] of Object.entries(per_lab))
      expect(Math.abs((held?.perLab[lab] ?? NaN) / error - 1), lab).toBeLessThan(1e-9);
    for (const [found, wanted] of [
      [held?.mean, mean],
      [held?.sd, sd],
      [held?.baseline, baseline_mean],
    ])
      expect(Math.abs((found ?? NaN) / (wanted ?? NaN) - 1)).toBeLessThan(1e-9);
  });

  test('has the digits of the paper, and its baselines beside them', () => {
    expect([held?.mean.toFixed(2), held?.sd.toFixed(2)]).toEqual(['9.20', '2.38']);
    expect(
      Object.values(held?.perLab ?? {})
        .map((one) => one.toFixed(1))
        .sort(),
    ).toEqual(['10.6', '12.4', '6.6', '7.3']);
    expect(held?.overLabs.mean).toBeCloseTo(10.5, 1);
    expect(held?.overLabs.median).toBeCloseTo(10.8, 1);
    expect(held?.overLabs.theilSen).toBeCloseTo(7.5, 1);
    expect(held?.allLabs.line).toBeCloseTo(5.22, 2);
    expect(held?.perModel.line).toBeCloseTo(7.77, 2);
    expect(held?.skill.overLabs).toBeCloseTo(0.12, 2);
    expect(held?.skill.perModel).toBeCloseTo(0.21, 2);
  });

  test('over all 39 rows: 8.26', () => expect(leaveOneLabOut(allPoints)?.mean).toBeCloseTo(8.26, 2));

  test('is undefined for one lab, and for labs of two', () => {
    expect(leaveOneLabOut(frozen.filter(({ lab }) => lab === 'OpenAI'))).toBeNull();
    expect(
      leaveOneLabOut(frozen.filter(({ lab }) => lab === 'xAI' || lab === 'Zhipu' || lab === 'Meta')),
    ).toBeNull();
  });
});

describe('figures that other reports contradict', () => {
  const deepseek = {
    'DeepSeek-V2.5': { [SWE]: 22.6, [GPQA]: 41.3 },
    'DeepSeek-V3': { [GPQA]: 59.1 },
    'DeepSeek-R1': { [SWE]: 49.2 },
  };
  const frozenOf = (points: FrontierPoint[]) => points.filter(({ subset }) => subset === 'frozen');

  test('with DeepSeek’s own tables the reversal and the flat slope are gone', () => {
    const points = frozenOf(pair(withScores(frontierPanel, deepseek)));
    const line = frontierLine(xOf(points), yOf(points));
    expect([line?.r.toFixed(3), line?.slope.toFixed(2), line?.intercept.toFixed(1)]).toEqual([
      '0.824',
      '0.70',
      '32.6',
    ]);
    expect(labSlopes(points).find(({ lab }) => lab === 'DeepSeek')?.slope).toBeCloseTo(0.75, 2);
    const hs = new Map(members(points).map((own, i) => [points[i].model, own.h.toFixed(1)]));
    expect([
      hs.get('DeepSeek-V2.5'),
      hs.get('DeepSeek-V3'),
      hs.get('DeepSeek-R1'),
      hs.get('DeepSeek V3.2'),
    ]).toEqual(['-7.2', '-3.0', '4.3', '-5.0']);
  });

  test('with the first list of corrections: r .849, n 32, smaller errors, slopes that do not differ', () => {
    const points = frozenOf(
      pair(
        withScores(frontierPanel, {
          ...deepseek,
          'Claude Sonnet 4.6': { [GPQA]: 89.9 },
          'Claude 3.5 Sonnet': { [GPQA]: 65 },
          'Claude 3.5 Haiku': { [GPQA]: 41.6 },
          o3: { [GPQA]: 83.3 },
          'Llama 4 Maverick': { [SWE]: null },
          'Grok 4': { [SWE]: null },
        }),
      ),
    );
    const line = frontierLine(xOf(points), yOf(points));
    expect([
      line?.n,
      line?.r.toFixed(3),
      line?.slope.toFixed(2),
      line?.intercept.toFixed(1),
      line?.residualSd.toFixed(1),
    ]).toEqual([32, '0.849', '0.71', '32.4', '7.6']);
    expect(leaveOneLabOut(points)?.mean).toBeCloseTo(6.9, 1);
    expect(equalSlopes(points)?.p).toBeCloseTo(0.07, 2);
  });

  test('as the panel has them: one switch for all', () => {
    const points = frozenOf(
      pointsOf(frontierPanel, benchmark(frontierPanel, SWE), benchmark(frontierPanel, GPQA), {
        values: 'elsewhere',
        items: {},
      }),
    );
    const line = frontierLine(xOf(points), yOf(points));
    // A separate run in NumPy over the same file.
    expect([line?.n, line?.r.toFixed(6), line?.slope.toFixed(6)]).toEqual([33, '0.855275', '0.727533']);
    expect(points.map(({ model }) => model)).not.toContain('Llama 4 Maverick');
    expect(leaveOneLabOut(points)?.mean).toBeCloseTo(6.210550419808297, 8);
  });
});

test('trajectories are in order of release, undated steps left out of the changes', () => {
  const line = frontierLine(xOf(frozen), yOf(frozen));
  if (line === null) throw new Error('no line');
  const releases = allPoints.map((point) => ({ ...point, ...residual(line, point, false) }));
  const deepseek = trajectories(releases).find(({ lab }) => lab === 'DeepSeek');
  expect(deepseek?.releases.map(({ model }) => model)).toEqual([
    'DeepSeek-V2.5',
    'DeepSeek-V3',
    'DeepSeek-R1',
    'DeepSeek V3.2',
    'DeepSeek V4 Pro',
  ]);
  expect(deepseek?.changes).toHaveLength(4);
  expect(trajectories(releases).some(({ lab }) => lab === 'Meta')).toBe(false);
  const undated = trajectories([{ ...releases[0], released: null }, ...releases.slice(1, 3)]);
  expect(undated[0].changes).toHaveLength(1);
});

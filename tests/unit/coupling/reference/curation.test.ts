import { describe, expect, test } from 'vitest';
import { curationAtLevel } from '$lib/coupling/reference/curation';
import { noFacts } from '$lib/scores/facts';
import type { ModelRow, ScoreTable } from '$lib/scores/table';
import { tQuantile } from '$lib/stats/studentT';
import { uniformPanel } from '../panel';
import { grouped } from './grouped';

const HS = 'hellaswag/acc_norm/10-shot';
const TQA = 'truthfulqa/mc2/0-shot';
const panel = uniformPanel();
const found = curationAtLevel(panel, [HS, TQA]);

/** Line and sandwich covariance with sums written out, about the origin. */
function byHand(key: string) {
  const rows = panel.models.filter(
    ({ excluded, facts }) => !excluded && (facts?.recipe === 'mixed' || facts?.recipe === 'web'),
  );
  const x = rows.map(({ facts, paramsB }) => Math.log10(facts?.totalB ?? paramsB ?? 1));
  const y = rows.map(({ scores }) => scores[key].value);
  const n = rows.length;
  const sum = (f: (i: number) => number) => rows.reduce((total, _, i) => total + f(i), 0);
  const [sx, sxx, sy, sxy] = [
    sum((i) => x[i]),
    sum((i) => x[i] ** 2),
    sum((i) => y[i]),
    sum((i) => x[i] * y[i]),
  ];
  const det = n * sxx - sx * sx;
  const b = (n * sxy - sx * sy) / det;
  const a = (sxx * sy - sx * sxy) / det;
  const families = [...new Set(rows.map(({ family }) => family))];
  const meat = [0, 0, 0];
  for (const name of families) {
    let [u, v] = [0, 0];
    rows.forEach(({ family }, i) => {
      if (family !== name) return;
      u += y[i] - a - b * x[i];
      v += (y[i] - a - b * x[i]) * x[i];
    });
    meat[0] += u * u;
    meat[1] += u * v;
    meat[2] += v * v;
  }
  const g = families.length;
  const scale = ((g / (g - 1)) * (n - 1)) / (n - 2) / det ** 2;
  const [p, q, r] = [sxx, -sx, n];
  const vaa = scale * (p * p * meat[0] + 2 * p * q * meat[1] + q * q * meat[2]);
  const vab = scale * (p * q * meat[0] + (p * r + q * q) * meat[1] + q * r * meat[2]);
  const vbb = scale * (q * q * meat[0] + 2 * q * r * meat[1] + r * r * meat[2]);
  const t = tQuantile(0.975, g - 1);
  return { a, b, n, g, t, vbb, sd: (at: number) => Math.sqrt(vaa + 2 * at * vab + at * at * vbb) };
}

describe('curation at a level', () => {
  test('the ordinary line of each benchmark is that of web and mixed lines, families as clusters', () => {
    [HS, TQA].forEach((key, i) => {
      const { a, b, n, g, t, vbb } = byHand(key);
      const line = found.ordinary[i];
      expect(line).toMatchObject({ n, families: g });
      expect(line?.intercept).toBeCloseTo(a, 9);
      expect(line?.perDecade.value).toBeCloseTo(b, 9);
      expect(line?.perDecade.hi).toBeCloseTo(b + t * Math.sqrt(vbb), 9);
    });
  });
  test('the ordinary line reaches the score at the equivalent size, and its interval ends where it could', () => {
    const { a, b, t, sd } = byHand(HS);
    for (const { model, totalB, equivalent } of found.models) {
      const score = panel.models.find((row) => row.model === model)?.scores[HS].value ?? NaN;
      const size = equivalent[0]?.sizeB;
      if (!size) throw new Error(`no size for ${model}`);
      expect(a + b * Math.log10(size.value)).toBeCloseTo(score, 9);
      for (const edge of [size.lo, size.hi])
        expect(Math.abs(score - a - b * Math.log10(edge))).toBeCloseTo(t * sd(Math.log10(edge)), 6);
      expect(size.lo < size.value && size.value < size.hi).toBe(true);
      expect(equivalent[0]?.times.value).toBeCloseTo(size.value / totalB, 9);
    }
  });
  test('where the ordinary line does not clearly change with size there is no equivalent size', () => {
    const slope = found.ordinary[1]?.perDecade;
    expect(slope && slope.lo < 0 && slope.hi > 0).toBe(true);
    expect(found.models.every(({ equivalent }) => equivalent[1] === null)).toBe(true);
    expect(found.times[1]).toBeNull();
  });
  test('on HellaSwag the curated lines equal ordinary ones of a few times their size', () => {
    const families = grouped(found.models, ({ family }) => family);
    const logs = [...families.values()].map(
      (models) =>
        models.reduce((sum, { equivalent }) => sum + Math.log10(equivalent[0]?.times.value ?? NaN), 0) /
        models.length,
    );
    expect(found.times[0]?.lines).toBe(logs.length);
    expect(found.times[0]?.value).toBeCloseTo(
      10 ** (logs.reduce((sum, log) => sum + log, 0) / logs.length),
      9,
    );
    for (const { equivalent } of found.models) expect(equivalent[0]?.times.lo).toBeGreaterThan(1);
  });
  test('against ten times the size, ordinary lines count once each', () => {
    const phi = found.models.find(({ model }) => model === 'microsoft/phi-1_5');
    const near = panel.models.filter(({ facts, excluded, paramsB }) => {
      const size = facts?.totalB ?? paramsB ?? 0;
      return (
        !excluded &&
        ['web', 'mixed'].includes(facts?.recipe ?? '') &&
        size >= 14.18 / 1.5 &&
        size <= 14.18 * 1.5
      );
    });
    const lines = grouped(near, ({ family }) => family);
    const means = [...lines.values()].map(
      (rows) => rows.reduce((sum, { scores }) => sum + scores[HS].value, 0) / rows.length,
    );
    expect(phi?.againstTenfold).toMatchObject({ models: near.length, lines: lines.size });
    expect(phi?.againstTenfold?.delta1.value).toBeCloseTo(
      63.79 - means.reduce((sum, m) => sum + m, 0) / means.length,
      9,
    );
  });
  test('a planted ratio comes out: ordinary lines on a line, the curated one where they are five times its size', () => {
    const row = (family: string, paramsB: number, b1: number, recipe: string): ModelRow => ({
      id: `${family}-${paramsB}`,
      model: `${family}-${paramsB}`,
      family,
      paramsB,
      scores: { a: { value: b1, se: null, items: null }, b: { value: 90 - b1, se: null, items: null } },
      facts: { ...noFacts(), recipe },
      excluded: false,
      line: null,
    });
    const line = (size: number) => 50 + 15 * Math.log10(size);
    const ordinary = [0.1, 0.4, 1, 3, 10, 30].flatMap((size, i) => [
      row(`O${i}`, size, line(size) + 0.1, 'mixed'),
      row(`P${i}`, size, line(size) - 0.1, 'web'),
    ]);
    const table: ScoreTable = {
      title: 't',
      panel: null,
      benchmarks: [],
      models: [...ordinary, row('C', 2, line(10), 'curated'), row('D', 20, line(100), 'curated')],
    };
    const { models, times } = curationAtLevel(table, ['a', 'b']);
    for (const { equivalent } of models)
      for (const one of equivalent) {
        expect(one?.times.value).toBeCloseTo(5, 6);
        expect(one && one.times.lo < 5 && one.times.hi > 5).toBe(true);
      }
    expect(models.map(({ equivalent }) => equivalent[0]?.extrapolated)).toEqual([false, true]);
    expect(times[0]).toMatchObject({ lines: 2 });
    expect(curationAtLevel({ ...table, models: ordinary.slice(0, 3) }, ['a', 'b'])).toEqual({
      ordinary: [null, null],
      models: [],
      times: [null, null],
    });
  });
});

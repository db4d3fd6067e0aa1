import { describe, expect, test } from 'vitest';
import { evaluatePredictions, replaced } from '$lib/frontier/predictions/evaluate';
import { PREDICTIONS } from '$lib/frontier/predictions/published';
import { publishedLine } from '$lib/frontier/predictions/criteria';
import type { FrontierModel, FrontierTable } from '$lib/frontier/model';
import { frontierPanel, GPQA, SWE, wide, withScores } from './panel';

const of = (id: number, table: FrontierTable = frontierPanel) => {
  const found = evaluatePredictions(table, 'published').find((one) => one.id === id);
  if (!found) throw new Error(`${id}`);
  return found;
};
const added = (
  ...rows: { lab: string; released: string; scores: Record<string, number> }[]
): FrontierTable => ({
  ...frontierPanel,
  models: [
    ...frontierPanel.models,
    ...rows.map(({ lab, released, scores }, i): FrontierModel => ({
      id: `new-${i}`,
      model: `new ${i}`,
      lab,
      released,
      subset: 'user',
      core: false,
      excluded: false,
      source: null,
      note: null,
      scores: Object.fromEntries(
        Object.entries(scores).map(([key, value]) => [
          key,
          { value, se: null, items: null, disputed: false, elsewhere: null, elsewhereSource: null },
        ]),
      ),
    })),
  ],
});
const only = (subset: string): FrontierTable => ({
  ...frontierPanel,
  models: frontierPanel.models.filter((one) => one.subset === subset),
});

describe('the seven predictions on the published rows', () => {
  test('are seven, with criteria that overlap nowhere', () => {
    expect(PREDICTIONS.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(evaluatePredictions(frontierPanel, 'published').map(({ state }) => state)).toEqual([
      'fail',
      'insufficient',
      'insufficient',
      'insufficient',
      'pass',
      'insufficient',
      'insufficient',
    ]);
  });

  test('1: 7.0 and 7.3 over all rows, 0.9 and 9.1 over the frozen ones', () => {
    expect([of(1).value?.toFixed(1), of(1).second?.toFixed(1), of(1).state]).toEqual(['7.0', '7.3', 'fail']);
    const frozen = of(1, only('frozen'));
    expect([frozen.value?.toFixed(1), frozen.second?.toFixed(1), frozen.state]).toEqual([
      '0.9',
      '9.1',
      'pass',
    ]);
    // One model decides: without Opus 4.7 the spread is below one point.
    expect(of(1).interval?.[0]).toBeLessThan(1);
    expect(of(1).models).toContain('Claude Opus 4.7');
  });

  test('2: four models are too few, and the clause is quoted', () => {
    expect(of(2)).toMatchObject({ n: 4, state: 'insufficient' });
    expect(of(2).value).toBeCloseTo(0.799, 3);
    expect(of(2).words).toMatch(/n = 4.*fewer than five models/);
  });

  test('5: 0.750 over 39 rows, with a Fisher interval', () => {
    expect(of(5).value).toBeCloseTo(0.7497, 4);
    expect(of(5)).toMatchObject({ n: 39, state: 'pass', intervalKind: 'fisher' });
    expect(of(5).interval?.[0]).toBeCloseTo(0.57, 2);
  });

  test('6 and 7: IFEval spreads over 6.5 points in four models; there is no HLE', () => {
    expect(of(6).value).toBeCloseTo(6.5, 10);
    expect(of(6)).toMatchObject({ n: 4, state: 'insufficient' });
    expect(of(7)).toMatchObject({ n: 0, value: null, state: 'insufficient' });
  });
});

describe('zones', () => {
  test('1: between', () => {
    const spread = withScores(frontierPanel, { 'Claude Opus 4.7': { [SWE]: 84, [GPQA]: 94 } });
    expect(of(1, spread)).toMatchObject({ state: 'between' });
  });

  test('3 and 4: both of the next two, either of them, and those not yet released', () => {
    const line = publishedLine(frontierPanel, 'published');
    if (!line) throw new Error('no line');
    const at = (h: number) => ({ [SWE]: 80, [GPQA]: line.intercept + 80 * line.slope + h });
    const next = (lab: string, ...hs: number[]) =>
      added(...hs.map((h, i) => ({ lab, released: `2026-0${6 + i}`, scores: at(h) })));
    expect(of(3, next('DeepSeek', -2)).state).toBe('insufficient');
    expect(of(3, next('DeepSeek', -2, -1)).state).toBe('pass');
    expect(of(3, next('DeepSeek', -2, 2)).state).toBe('between');
    expect(of(3, next('DeepSeek', -2, 5.5)).state).toBe('fail');
    expect(of(3, next('DeepSeek', 5.5)).state).toBe('fail');
    expect(of(3, next('DeepSeek', -2, -1, 9)).state).toBe('pass');
    expect(of(4, next('Google', 3.5, 4)).state).toBe('pass');
    expect(of(4, next('Google', 3.5, 1)).state).toBe('between');
    expect(of(4, next('Google', -0.5, 9)).state).toBe('fail');
    const measured = of(4, next('Google', 3.5, 4));
    expect(measured.value).toBeCloseTo(3.5, 8);
    expect(measured.interval?.[0]).toBeLessThan(0);
    // A row of May, or of a year alone, is not after May 2026.
    expect(
      of(
        4,
        added(
          { lab: 'Google', released: '2026-05-30', scores: at(9) },
          { lab: 'Google', released: '2026', scores: at(9) },
        ),
      ).n,
    ).toBe(0);
  });

  test('2, 5, 6, 7 on a table made for each zone', () => {
    const rows = (n: number, r: 'up' | 'down') =>
      Array.from({ length: n }, (_, i) => ({
        lab: 'new',
        released: '2026-07',
        scores: {
          ifeval: 85 + i / 10,
          [GPQA]: r === 'up' ? 60 + i : 90 - i,
          [SWE]: 60 + i,
          hle: r === 'up' ? 20 + i : 50 - 2 * i,
        },
      }));
    const alone = (n: number, r: 'up' | 'down') => ({
      ...added(...rows(n, r)),
      models: added(...rows(n, r)).models.slice(39),
      benchmarks: wide.benchmarks,
    });
    expect([
      of(2, alone(10, 'up')).state,
      of(2, alone(6, 'up')).state,
      of(2, alone(6, 'down')).state,
    ]).toEqual(['pass', 'between', 'fail']);
    expect([
      of(5, alone(30, 'up')).state,
      of(5, alone(30, 'down')).state,
      of(5, alone(29, 'down')).state,
    ]).toEqual(['pass', 'fail', 'insufficient']);
    expect([
      of(7, alone(10, 'down')).state,
      of(7, alone(10, 'up')).state,
      of(7, alone(9, 'up')).state,
    ]).toEqual(['pass', 'fail', 'insufficient']);
    expect([of(6, alone(10, 'down')).state, of(6, alone(10, 'up')).state]).toEqual(['pass', 'between']);
  });

  test('the wide panel answers what the published one cannot', () => {
    expect(of(7, wide).n).toBeGreaterThanOrEqual(10);
    expect(of(7, wide).state).toBe('fail');
    expect(of(2, wide).n).toBeGreaterThanOrEqual(8);
  });
});

describe('sensitivity to disputed figures', () => {
  test('every disputed model is taken out and replaced, and then all of them', () => {
    const { sensitivity } = of(5);
    const disputed = frontierPanel.models.filter(
      ({ scores }) => scores[SWE].disputed || scores[GPQA].disputed,
    );
    expect(sensitivity.disputed).toBe(disputed.length);
    expect(sensitivity.alternatives).toHaveLength(2 * disputed.length + 2);
    expect(sensitivity.range?.[1]).toBeGreaterThan(0.85);
    const all = sensitivity.alternatives.find(({ model, change }) => model === null && change === 'replaced');
    expect(all).toMatchObject({ state: 'pass', n: 38 });
    // Without any disputed model too few are left for the criterion.
    expect(sensitivity.turning).toEqual([
      expect.objectContaining({ model: null, change: 'removed', state: 'insufficient' }),
    ]);
    expect(of(5, wide).sensitivity).toMatchObject({ disputed: 0, range: null });
  });

  test('replacing leaves other models as they are', () => {
    const v3 = frontierPanel.models.filter(({ model }) => model === 'DeepSeek-V3');
    const table = replaced(frontierPanel, v3);
    expect(table.models.find(({ model }) => model === 'DeepSeek-V3')?.scores[GPQA].value).toBe(59.1);
    expect(table.models.filter((model, i) => model !== frontierPanel.models[i])).toHaveLength(1);
  });
});

import { describe, expect, test } from 'vitest';
import { runForecastCell, FORECAST_TRENDS } from '../../../bench/coverage/forecastCell';
import { conditionOf } from '../../../bench/coverage/design';
import { shareOf } from '../../../bench/coverage/counters';
import { forecast, forecastDefaults, holdOut, panelScoresOf } from '../../../src/lib/coupling/forecasting';
import { DiagnosisError } from '../../../src/lib/coupling/diagnosisError';
import { defaultOptions } from '../../../src/lib/coupling/options';
import { trajectoryOf } from '../../../src/lib/coupling/trajectories';
import type { ScoreTable } from '../../../src/lib/scores/table';
import { uniformPanel } from './panel';

const panel = uniformPanel();
const options = defaultOptions();
const MC2 = 'truthfulqa/mc2/0-shot';
const scores = panelScoresOf(panel, panel.benchmarks, [], null, options);
const at = (benchmark: string, method: string) =>
  scores.find((score) => score.benchmark === benchmark && score.method === method);

describe('methods on the panel', () => {
  test('persistence is the error of the last step, added up from the rows', () => {
    const benchmark = panel.benchmarks.filter(({ key }) => key === MC2);
    const errors = [...new Set(panel.models.map(({ family }) => family))].flatMap((family) => {
      const rows = panel.models.filter((row) => row.family === family);
      const line = trajectoryOf(rows, benchmark, options).scores[0];
      return line.length < 3 ? [] : [Math.abs(line[line.length - 1] - line[line.length - 2])];
    });
    const score = at(MC2, 'persistence');
    expect(score?.families).toBe(20);
    expect(score?.families).toBe(errors.length);
    expect(score?.meanError).toBeCloseTo(errors.reduce((a, b) => a + b) / errors.length, 12);
  });

  test('persistence misses TruthfulQA MC2 by 7.4 % where generations of one name are one family', () => {
    // The wider cut of families: by the `parent` column (Llama over its generations), three sizes or more, the first in
    // file order of equal sizes; mean over families of |error| / observed.
    const joined: ScoreTable = {
      ...panel,
      models: panel.models.map((row) => ({ ...row, family: row.facts?.parent ?? row.family })),
    };
    const [score] = panelScoresOf(
      joined,
      panel.benchmarks.filter(({ key }) => key === MC2),
      [],
      null,
      options,
    );
    expect([score.method, score.families]).toEqual(['persistence', 25]);
    expect(score.relativeError).toBeCloseTo(7.45, 2);
    expect(score.meanError).toBeCloseTo(3.33, 2);
  });

  test('nothing beats persistence on TruthfulQA', () => {
    for (const { benchmark, method, meanError, persistence } of scores)
      if (benchmark === MC2 && method !== 'persistence')
        expect(meanError).toBeGreaterThan(persistence.meanError);
  });

  test('persistence’s bands hold the last models as often as they say, within chance', () => {
    for (const { key } of panel.benchmarks) {
      const score = at(key, 'persistence');
      // 15 of 20 at 80 % and 18 of 20 at 95 % are within chance of a right band.
      expect(score?.coverage80).toBeGreaterThanOrEqual(0.73);
      expect(score?.coverage95).toBeGreaterThanOrEqual(0.88);
    }
  });
});

describe('a family’s forecast', () => {
  test('leaves the family out of the panel, is deterministic, and reaches the target', async () => {
    const reasons = {};
    const made = () =>
      forecast({ table: panel, family: 'Pythia-deduped' }, options, panel, forecastDefaults(), reasons);
    const first = await made();
    expect(first).toEqual(await made());
    expect(reasons).toEqual({});
    expect(first?.targetB).toBeCloseTo(120, 9);
    expect(first?.benchmarks.map(({ benchmark }) => benchmark)).toEqual(
      panel.benchmarks.map(({ key }) => key),
    );
    const persistence = first?.panelScores.find(
      ({ benchmark, method }) => benchmark === MC2 && method === 'persistence',
    );
    expect(persistence?.families).toBe(19);
    const truthful = first?.benchmarks.find(({ benchmark }) => benchmark === MC2);
    expect(truthful?.chosen).toBe('persistence');
    expect(truthful?.why).toContain('Nothing beats persistence on the panel');
    for (const { methods, refused } of first?.benchmarks ?? [])
      expect(methods.length + refused.length).toBe(6);
    expect(first?.sparse?.systems.length).toBe(first?.sparse?.lambdas.length);
  });

  test('couples the benchmarks that the models share when gaps leave too few complete ones', async () => {
    const family = 'Pythia-deduped';
    // Two columns that are each scored on half of the models: no model has all of the benchmarks.
    const [, , third, fourth] = panel.benchmarks.map(({ key }) => key);
    let place = 0;
    const gapped: ScoreTable = {
      ...panel,
      models: panel.models.map((row) => {
        if (row.family !== family) return row;
        const gone = place++ % 2 === 0 ? third : fourth;
        return {
          ...row,
          scores: Object.fromEntries(Object.entries(row.scores).filter(([key]) => key !== gone)),
        };
      }),
    };
    const reasons = {};
    const made = await forecast({ table: gapped, family }, options, null, forecastDefaults(), reasons);
    expect(reasons).toEqual({});
    const coupled = panel.benchmarks.map(({ key }) => key).filter((key) => key !== third && key !== fourth);
    expect(made?.sparse?.systems[0].benchmarks).toEqual(coupled);
    const without = made?.benchmarks.find(({ benchmark }) => benchmark === third);
    expect(without?.refused).toContainEqual(expect.objectContaining({ method: 'sparse' }));
    expect(without?.methods.map(({ method }) => method)).toContain('persistence');
  });

  test('needs no panel, and says why it is refused', async () => {
    const alone = await forecast({ table: panel, family: 'OPT' }, options, null, forecastDefaults(), {});
    expect(alone?.panelScores).toEqual([]);
    expect(alone?.benchmarks[1].why).toMatch(/this family/);
    const reasons: Record<string, string> = {};
    expect(
      await forecast({ table: panel, family: 'Amber' }, options, panel, forecastDefaults(), reasons),
    ).toBeNull();
    expect(reasons.forecast).toContain('three sizes');
    await expect(
      forecast({ table: panel, family: 'OPT' }, options, null, { ...forecastDefaults(), times: 1 }, {}),
    ).rejects.toThrow(/1 times the largest size/);
  });

  test('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(
      forecast({ table: panel, family: 'OPT' }, options, panel, forecastDefaults(), {}, { signal }),
    ).rejects.toThrow('enough');
  });
});

describe('hold-out', () => {
  test('foretells one family from others, by name', () => {
    const {
      results,
      train,
      test: held,
    } = holdOut(panel, options, { train: ['Pythia-deduped', 'Llama-1'], test: 'Llama-2' });
    expect([train, held]).toEqual([['Pythia-deduped', 'Llama-1'], 'Llama-2']);
    const line = results.find(({ benchmark, method }) => benchmark === MC2 && method === 'quadratic');
    expect(line?.predicted).toHaveLength(3);
  });
  test('refuses families that are not there, and none to train on', () => {
    expect(() => holdOut(panel, options, { train: ['Nobody'], test: 'OPT' })).toThrow(/no family “Nobody”/);
    expect(() => holdOut(panel, options, { train: ['OPT'], test: 'OPT' })).toThrow(DiagnosisError);
  });
});

describe('bands on simulated families', () => {
  // Each method on the trend of its own form; persistence anywhere. Three standard errors of 200.
  const CASES = [
    ['persistence', 'falling'],
    ['constant', 'flat'],
    ['line', 'falling'],
    ['logistic', 'logistic'],
    ['quadratic', 'u'],
  ] as const;
  test.each(CASES)('%s holds what it says on a trend that is %s', (method, id) => {
    const trend = FORECAST_TRENDS.find((one) => one.id === id);
    if (!trend) throw new Error(`no trend ${id}`);
    for (const condition of ['items', 'run2-untold'])
      for (const n of [4, 6]) {
        const cell = {
          id: `smoke/${id}`,
          n,
          trend,
          times: 10,
          condition: conditionOf(condition),
          replicates: 200,
        };
        const counters = runForecastCell(cell, 11);
        for (const level of [0.8, 0.95]) {
          const share = shareOf(counters, `${method}.${level}`);
          expect(share?.of).toBe(200);
          expect(share?.share).toBeGreaterThan(level - 3 * Math.sqrt((level * (1 - level)) / 200));
        }
      }
  });
});

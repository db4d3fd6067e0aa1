import { describe, expect, test } from 'vitest';
import type { MethodId, MethodScore, Trajectory } from '../../../src/lib/dynamics/forecast';
import { chanceOfAtMost, FAN_POINTS, forecastsOf } from '../../../src/lib/dynamics/fan';
import { benchmarkForecasts } from '../../../src/lib/dynamics/forecasts';
import { SINGLE_METHODS } from '../../../src/lib/dynamics/methods/all';
import { line } from '../../../src/lib/dynamics/methods/polynomial';
import { persistence } from '../../../src/lib/dynamics/methods/persistence';
import { chooseMethod, ranked, type Candidate } from '../../../src/lib/dynamics/rank';
import { intervalScore, leaveLastOut, scoreMethods } from '../../../src/lib/dynamics/score';

const score = (
  method: MethodId,
  meanError: number,
  persistenceError: number,
  families = 12,
): MethodScore => ({
  benchmark: 'b',
  method,
  families,
  banded: families,
  relativeError: meanError,
  meanError,
  intervalScore80: 1,
  intervalScore95: 1,
  coverage80: 0.8,
  coverage95: 0.95,
  persistence: { meanError: persistenceError, intervalScore80: 1, intervalScore95: 1 },
});
const own = (errors: Partial<Record<MethodId, number | null>>): Candidate[] =>
  Object.entries(errors).map(([method, leaveLastOut]) => ({ method: method as MethodId, leaveLastOut }));

describe('the method shown first', () => {
  test('is the best on other families, against persistence on the same ones', () => {
    const scores = [score('persistence', 4, 4), score('line', 3, 4), score('quadratic', 2, 1.5, 9)];
    const { chosen, why } = chooseMethod(own({ persistence: 1, line: 5, quadratic: 2 }), scores, 6);
    expect(chosen).toBe('line');
    expect(why).toBe(
      'A line in log size does best on the panel: it misses by 3.0 points on average over the last sizes of 12 other families, persistence by 4.0 points on the same.',
    );
  });

  test('is persistence where nothing beats it on the panel, whatever this family says', () => {
    const scores = [score('persistence', 2.7, 2.7), score('line', 4.8, 2.7)];
    const { chosen, why } = chooseMethod(own({ persistence: 3, line: 0.1 }), scores, 8);
    expect(chosen).toBe('persistence');
    expect(why).toContain('Nothing beats persistence on the panel');
  });

  test('is decided by this family where fewer than eight others are known, from four sizes', () => {
    const scores = [score('persistence', 4, 4, 7), score('line', 9, 4, 7)];
    expect(chooseMethod(own({ persistence: 3, line: 0.1 }), scores, 4).chosen).toBe('line');
    expect(chooseMethod(own({ persistence: 3, line: 0.1 }), [], 3).chosen).toBe('persistence');
    expect(chooseMethod(own({ persistence: 0.1, line: 3 }), [], 8).chosen).toBe('persistence');
  });

  test('is never the sparse system unless it did best on this family', () => {
    const scores = [score('persistence', 4, 4), score('sparse', 1, 4)];
    expect(chooseMethod(own({ persistence: 3, sparse: 3.5 }), scores, 8).chosen).toBe('persistence');
    expect(chooseMethod(own({ persistence: 3, sparse: null }), [], 8).chosen).toBe('persistence');
    expect(chooseMethod(own({ persistence: 3, sparse: 2 }), [], 8).chosen).toBe('sparse');
    expect(chooseMethod(own({ persistence: 3, sparse: 2 }), scores, 8).chosen).toBe('sparse');
  });

  test('stands in a table ordered by this family’s own error, unknown ones last', () => {
    const order = ranked(own({ persistence: 2, line: null, quadratic: 1 })).map(({ method }) => method);
    expect(order).toEqual(['quadratic', 'persistence', 'line']);
  });
});

const straight = (slope: number, n: number, name = 'b'): Trajectory => ({
  benchmarks: [name],
  logSize: Float64Array.from({ length: n }, (_, i) => i / 2),
  scores: [Float64Array.from({ length: n }, (_, i) => 40 + (slope * i) / 2)],
  sd: [new Float64Array(n).fill(1)],
});

describe('scores over families', () => {
  test('are hand-made numbers for two straight families', () => {
    const scores = scoreMethods([straight(4, 4), straight(-8, 5)], [persistence, line]);
    const [kept, drawn] = scores;
    // Persistence misses by half a decade of slope: 2 of 46 and 4 of 24.
    expect(kept.meanError).toBeCloseTo(3, 12);
    expect(kept.relativeError).toBeCloseTo(50 * (2 / 46 + 4 / 24), 12);
    expect(kept.families).toBe(2);
    expect(drawn.meanError).toBeCloseTo(0, 9);
    expect(drawn.persistence.meanError).toBeCloseTo(3, 12);
    expect([drawn.coverage80, drawn.coverage95]).toEqual([1, 1]);
  });

  test('count bands apart from forecasts, and leave out families of fewer than three sizes', () => {
    const [, drawn] = scoreMethods([straight(4, 2), straight(4, 3), straight(4, 4)], [persistence, line]);
    expect([drawn.families, drawn.banded]).toEqual([2, 1]);
    expect(() => scoreMethods([], [line])).toThrow(/no persistence/);
  });

  test('take the interval score of Gneiting and Raftery', () => {
    expect(intervalScore([2, 6], 5, 0.8)).toBe(4);
    expect(intervalScore([2, 6], 7, 0.8)).toBeCloseTo(4 + 10, 12);
    expect(intervalScore([2, 6], 1, 0.95)).toBeCloseTo(4 + 40, 9);
  });

  test('see nothing of the last model', () => {
    const family = straight(4, 5);
    const changed = { ...family, scores: [family.scores[0].map((value, i) => (i === 4 ? 90 : value))] };
    for (const method of SINGLE_METHODS)
      expect(leaveLastOut(changed, method)[0]?.forecast).toBe(leaveLastOut(family, method)[0]?.forecast);
  });
});

describe('a forecast', () => {
  const family = straight(6, 5);
  test('fans from the largest model to the target, and ends in its value', () => {
    const [answer] = forecastsOf(family, line, { from: 2, to: 3 }, []);
    if (answer.kind === 'refused') throw new Error(answer.reason);
    const { fan, value, band80, band95, marks } = answer.forecast;
    expect(fan.logSize).toHaveLength(FAN_POINTS);
    expect([fan.logSize[0], fan.logSize[FAN_POINTS - 1]]).toEqual([2, 3]);
    expect(value).toBeCloseTo(58, 9);
    expect([fan.lo80.at(-1), fan.hi95.at(-1)]).toEqual([band80[0], band95[1]]);
    expect(marks).toEqual([]);
  });

  test('is marked when it leaves the scale, or its bands held too few of other families', () => {
    const misses = { ...score('line', 3, 4), coverage95: 0.5 };
    const [answer] = forecastsOf(family, line, { from: 2, to: 14 }, [misses]);
    expect(answer.kind === 'forecast' && answer.forecast.marks).toEqual([
      'foretells a score outside 0–100 %',
      'its 95 % bands held 6 of the last models of 12 other families',
    ]);
    // scipy.stats.binom.cdf(9, 11, 0.95)
    expect(chanceOfAtMost(9, 11, 0.95)).toBeCloseTo(0.1018945911424318, 12);
  });

  test('names what cannot be fitted, and is in order of the family’s own errors', () => {
    const [forecast] = benchmarkForecasts(
      [{ trajectory: straight(6, 3), methods: SINGLE_METHODS }],
      { from: 1, to: 2 },
      [],
    );
    expect(forecast.refused).toEqual([
      {
        method: 'quadratic',
        reason: '3 parameters for 3 sizes leave nothing to tell its error by; one more is needed',
      },
    ]);
    const errors = forecast.methods.map(({ leaveLastOut }) => leaveLastOut ?? Infinity);
    expect(errors).toEqual(errors.toSorted((a, b) => a - b));
    expect(forecast.chosen).toBe('persistence');
  });
});

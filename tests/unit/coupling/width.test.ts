import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { width, type WideModel } from '$lib/coupling/width';
import { noFacts } from '$lib/scores/facts';
import { panelOf, parsePanel } from '$lib/scores/panels';
import { partialCorrelation, pearson } from '$lib/stats/correlation';

const pair = ['hellaswag', 'tqa'] as const;
const model = (b1: number, b2: number, d: number | null): WideModel => ({
  scores: { hellaswag: b1, tqa: b2 },
  facts: d === null ? null : { ...noFacts(), width: d },
});
/** The paper's one TruthfulQA column is whichever of the panel's two is filled. */
function panelModels(id: string, family?: (name: string) => boolean): WideModel[] {
  const table = parsePanel(id, readFileSync(`static/panels/${panelOf(id)?.file}`, 'utf8'));
  return table.models
    .filter((row) => (family ? family(row.family) : true))
    .map(({ scores, facts }) => ({
      scores: Object.fromEntries(
        Object.entries(scores).map(([key, { value }]) => [
          key.startsWith('truthfulqa') ? 'tqa' : key.split('/')[0],
          value,
        ]),
      ),
      facts: facts ?? null,
    }));
}
const tableA = panelModels('pythia-tables', (name) => name.includes('table A'));
const of = (models: readonly WideModel[], seed = 1) => {
  const found = width(models, pair, { seed }, {});
  if (found === null) throw new Error('expected a result');
  return found;
};

describe('width', () => {
  test('the published ratio of Pythia is what shuffled scores give', () => {
    const { n, r, published, partialGivenWidth } = of(tableA);
    expect(n).toBe(8);
    expect(r).toBeCloseTo(-0.9886, 4);
    expect(published.r).toBeCloseTo(0.9626, 4);
    expect(published.draws).toBe(2000);
    // 20,000 shuffles by another generator: median 0.9606, 95 % from 0.929 to 0.990.
    expect(published.shuffledMedian).toBeCloseTo(0.9606, 2);
    expect(published.shuffled95[0]).toBeCloseTo(0.929, 2);
    expect(published.shuffled95[1]).toBeCloseTo(0.99, 2);
    expect(partialGivenWidth?.value).toBeCloseTo(-0.53, 2);
  });
  test('over the paper’s 63 rows at once the null is high as well', () => {
    const [header, ...lines] = readFileSync('static/panels/published.csv', 'utf8').split('\n');
    const in63 = header.split(',').indexOf('in63');
    const { n, published } = of(panelModels('published').filter((_, i) => lines[i].split(',')[in63] === '1'));
    expect(n).toBe(62);
    // NumPy, 20,000 shuffles: r 0.855, median 0.849, 95 % from 0.807 to 0.888.
    expect(published.r).toBeCloseTo(0.8553, 4);
    expect(published.shuffledMedian).toBeCloseTo(0.849, 2);
    expect(published.shuffled95[0]).toBeCloseTo(0.807, 2);
    expect(published.shuffled95[1]).toBeCloseTo(0.888, 2);
  });
  test('up to seven models every order is taken once', () => {
    const few = tableA.slice(0, 5);
    const { published } = of(few);
    const x = few.map(({ scores, facts }) => scores.hellaswag / (facts?.width ?? 1));
    const all: number[] = [];
    const orders = (rest: number[], chosen: number[]): void => {
      if (rest.length === 0)
        all.push(
          pearson(
            x,
            chosen.map((v, i) => v / (few[i].facts?.width ?? 1)),
          ) ?? 0,
        );
      rest.forEach((v, i) => orders([...rest.slice(0, i), ...rest.slice(i + 1)], [...chosen, v]));
    };
    orders(
      few.map(({ scores }) => scores.tqa),
      [],
    );
    all.sort((a, b) => a - b);
    expect(published.draws).toBe(120);
    expect(published.shuffledMedian).toBeCloseTo((all[59] + all[60]) / 2, 12);
  });
  test('the partial correlation is that of log width, whatever its unit', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 1, max: 99 }),
            fc.integer({ min: 1, max: 99 }),
            fc.integer({ min: 64, max: 9999 }),
          ),
          {
            minLength: 5,
            maxLength: 9,
          },
        ),
        (rows) => {
          const found = width(
            rows.map(([b1, b2, d]) => model(b1, b2, d)),
            pair,
            { seed: 1 },
            {},
          );
          const expected = partialCorrelation(
            rows.map(([b1]) => b1),
            rows.map(([, b2]) => b2),
            rows.map(([, , d]) => Math.log2(d)),
          );
          const given = found?.partialGivenWidth;
          if (!given || expected === null) return;
          expect(given.value).toBeCloseTo(expected, 6);
          expect(given.lo <= given.value && given.value <= given.hi).toBe(true);
        },
      ),
      { numRuns: 30 },
    ));
  test('the same seed gives the same range, another one another', () => {
    expect(of(tableA)).toEqual(of(tableA));
    expect(of(tableA, 2).published.shuffled95).not.toEqual(of(tableA).published.shuffled95);
  });
  test('models without a width or a score are left out, and below four there is none', () => {
    const more = [...tableA, model(50, 40, null), { ...model(50, 40, 512), scores: { hellaswag: 50 } }];
    expect(of(more)).toEqual(of(tableA));
    const reasons: Record<string, string> = {};
    expect(width([...tableA.slice(0, 3), model(50, 40, null)], pair, { seed: 1 }, reasons)).toBeNull();
    expect(reasons.width).toBe(
      'three models tell their width (d_model) beside both scores; four are needed: fill in a column d_model',
    );
  });
  test('what is undefined says why', () => {
    const reasons: Record<string, string> = {};
    const alike = tableA.map(({ scores }) => ({ scores, facts: { ...noFacts(), width: 1024 } }));
    expect(width(alike, pair, { seed: 1 }, reasons)?.partialGivenWidth).toBeNull();
    expect(reasons['width.partialGivenWidth']).toBe('all models have the same width');
    expect(width(tableA.slice(0, 4), pair, { seed: 1 }, reasons)?.partialGivenWidth).toBeNull();
    expect(reasons['width.partialGivenWidth']).toMatch('five models');
    const constant = tableA.map((one) => ({ ...one, scores: { ...one.scores, tqa: 40 } }));
    expect(width(constant, pair, { seed: 1 }, reasons)).toBeNull();
    expect(reasons.width).toBe('a benchmark has the same score in every model');
  });
});

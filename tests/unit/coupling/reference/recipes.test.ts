import { describe, expect, test } from 'vitest';
import { effectSize } from '$lib/coupling/reference/effectSize';
import { seriesOf } from '$lib/coupling/reference/matchedPairs';
import { ORDINARY_LINES, pooledEffects, recipeEffects } from '$lib/coupling/reference/recipes';
import type { RecipeEffect } from '$lib/coupling/sections';
import { noFacts } from '$lib/scores/facts';
import type { ModelFacts, ModelRow, ScoreTable } from '$lib/scores/table';
import { leastSquaresPlane } from '$lib/stats/plane';
import { uniformPanel } from '../panel';
import { grouped } from './grouped';

const HS = 'hellaswag/acc_norm/10-shot';
const TQA = 'truthfulqa/mc2/0-shot';
const panel = uniformPanel();
const effects = recipeEffects(panel, [HS, TQA]);
const named = (list: RecipeEffect[], from: string, to: string) => {
  const found = list.find((effect) => effect.from === from && effect.to === to);
  if (!found) throw new Error(`no effect ${from} → ${to}`);
  return found;
};
const links = ({ pairs }: RecipeEffect) => pairs.map(({ fromModel, toModel }) => [fromModel, toModel]);

let rows = 0;
const row = (
  family: string,
  paramsB: number,
  b1: number,
  b2: number,
  facts: Partial<ModelFacts>,
): ModelRow => ({
  id: `r${++rows}`,
  model: `${family}-${paramsB}`,
  family,
  paramsB,
  scores: { a: { value: b1, se: null, items: null }, b: { value: b2, se: null, items: null } },
  facts: { ...noFacts(), ...facts },
  excluded: false,
  line: null,
});
const table = (...models: ModelRow[]): ScoreTable => ({ title: 't', panel: null, benchmarks: [], models });
const mixed = (parent: string, released: string) => ({ recipe: 'mixed', parent, released });
const shape = { width: 512, layers: 8, heads: 8 };

describe('which models are compared', () => {
  test.each([
    ['Llama-3.1', 'Llama'],
    ['Llama', 'Llama'],
    ['Qwen1.5', 'Qwen'],
    ['OpenLlamaV2', 'OpenLlama'],
    ['DeepSeek-Coder-V2', 'DeepSeek-Coder'],
    ['Yi-200K', 'Yi-200K'],
    ['GPT-Neo/J', 'GPT-Neo/J'],
    ['2', '2'],
  ])('the series of %s is %s', (parent, series) => expect(seriesOf(parent)).toBe(series));

  test('generations of the panel, at matched size', () => {
    expect(links(named(effects, 'Llama-1', 'Llama-2'))).toEqual([
      ['huggyllama/llama-7b', 'meta-llama/Llama-2-7b-hf'],
      ['huggyllama/llama-13b', 'meta-llama/Llama-2-13b-hf'],
      ['huggyllama/llama-65b', 'meta-llama/Llama-2-70b-hf'],
    ]);
    expect(links(named(effects, 'Llama-2', 'Llama-3'))).toEqual([
      ['meta-llama/Llama-2-70b-hf', 'meta-llama/Meta-Llama-3-70B'],
    ]);
    expect(named(effects, 'Qwen1', 'Qwen1.5').pairs).toHaveLength(3);
    expect(named(effects, 'Qwen1.5', 'Qwen2').pairs).toHaveLength(2);
    expect(effects.some(({ from, to }) => from === 'Qwen1' && to === 'Qwen2')).toBe(false);
  });
  test('what continued training continues is told by shape', () => {
    expect(links(named(effects, 'Llama-2', 'CodeLlama'))).toEqual([
      ['meta-llama/Llama-2-7b-hf', 'codellama/CodeLlama-7b-hf'],
      ['meta-llama/Llama-2-13b-hf', 'codellama/CodeLlama-13b-hf'],
      ['meta-llama/Llama-2-70b-hf', 'codellama/CodeLlama-70b-hf'],
    ]);
    const continued = effects.filter(({ kind }) => kind === 'continued');
    expect(continued.map(({ from, to }) => `${from} → ${to}`).sort()).toEqual([
      'DeepSeek-V2 → DeepSeek-Coder-V2',
      'H2O-Danube1 → H2O-Danube2',
      'Llama-2 → CodeLlama',
      'Yi → Yi-1.5',
      'Yi → Yi-200K',
    ]);
  });
  test('sizes in every pair differ by 15 % at most, and no model is compared with its own line', () => {
    for (const { pairs, from, to } of effects) {
      expect(from).not.toBe(to);
      for (const { fromB, toB } of pairs)
        expect(Math.max(fromB / toB, toB / fromB)).toBeLessThanOrEqual(1.15);
    }
  });
  test('a special recipe is set against web and mixed lines, Phi-1.5 by name', () => {
    const phi = named(effects, ORDINARY_LINES, 'Phi-1.5');
    expect(phi.recipe).toBe('curated');
    const ordinary = panel.models.filter(({ facts, excluded }) => {
      const total = facts?.totalB ?? 0;
      return (
        !excluded &&
        ['mixed', 'web'].includes(facts?.recipe ?? '') &&
        total >= 1.418 / 1.15 &&
        total <= 1.418 * 1.15
      );
    });
    expect(phi.pairs.map(({ fromModel }) => fromModel).sort()).toEqual(
      ordinary.map(({ model }) => model).sort(),
    );
    expect(phi.differs).toMatch(/^mixed or web → curated; /);
  });
  test('by made-up columns: latest earlier release, mixtures by their active size, nothing without a date', () => {
    const found = recipeEffects(
      table(
        row('X1', 1, 50, 40, { ...mixed('X', '2023') }),
        row('X2', 1.1, 52, 41, { ...mixed('X-2', '2024-01') }),
        row('X3', 1.05, 55, 43, { ...mixed('X-3', '2024-06') }),
        row('X3 MoE', 1.05, 56, 44, { ...mixed('X-3', '2024-07'), activeB: 0.2 }),
        row('X4', 1, 56, 45, { recipe: 'mixed', parent: 'X-4' }),
        row('Y', 1, 50, 45, { ...mixed('Y', '2020') }),
      ),
      ['a', 'b'],
    );
    expect(found.map(({ from, to, kind }) => [from, to, kind])).toEqual([
      ['X1', 'X2', 'generation'],
      ['X2', 'X3', 'generation'],
    ]);
  });
  test('continued training of another shape, or before its base, is no pair', () => {
    const base = row('X', 1, 50, 40, { ...mixed('X', '2023-05'), ...shape });
    const continued = (facts: Partial<ModelFacts>) =>
      recipeEffects(
        table(
          base,
          row('CodeX', 1, 45, 41, {
            recipe: 'continued-pretraining',
            parent: 'CodeX',
            released: '2023-06',
            ...shape,
            ...facts,
          }),
        ),
        ['a', 'b'],
      ).length;
    expect(continued({})).toBe(1);
    expect(continued({ layers: 9 })).toBe(0);
    expect(continued({ width: null })).toBe(0);
    expect(continued({ released: '2023-04' })).toBe(0);
    expect(continued({ parent: 'CodeZ' })).toBe(0);
  });
  test('rows that are not in use, or lack a score or a size, are in no pair', () => {
    const first = row('X1', 1, 50, 40, mixed('X', '2023'));
    const second = row('X2', 1, 52, 41, mixed('X-2', '2024'));
    expect(recipeEffects(table(first, second), ['a', 'b'])).toHaveLength(1);
    expect(recipeEffects(table(first, { ...second, excluded: true }), ['a', 'b'])).toEqual([]);
    expect(recipeEffects(table(first, { ...second, paramsB: null }), ['a', 'b'])).toEqual([]);
    expect(recipeEffects(table(first, second), ['a', 'c'])).toEqual([]);
  });
});

describe('how large an effect is', () => {
  test('is the mean difference with the t interval over the pairs', () => {
    const score = (model: string, key: string) =>
      panel.models.find((one) => one.model === model)?.scores[key].value ?? NaN;
    const effect = named(effects, 'Llama-1', 'Llama-2');
    const differences = links(effect).map(([from, to]) => score(to, TQA) - score(from, TQA));
    const mean = (differences[0] + differences[1] + differences[2]) / 3;
    const sd = Math.sqrt(differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / 2);
    expect(effect.delta2.value).toBeCloseTo(mean, 12);
    // t(2) at 0.975.
    expect(effect.delta2.hi).toBeCloseTo(mean + (4.302652729749462 * sd) / Math.sqrt(3), 9);
    expect(effect.delta2.lo).toBeCloseTo(mean - (4.302652729749462 * sd) / Math.sqrt(3), 9);
  });
  test('has no interval for one pair', () => {
    const { delta1, delta2, matchedLevel } = named(effects, 'Llama-2', 'Llama-3');
    for (const one of [delta1, delta2, matchedLevel]) expect([one.lo, one.hi]).toEqual([null, null]);
  });
  test('of a special recipe counts ordinary lines, not pairs', () => {
    const effect = named(effects, ORDINARY_LINES, 'SmolLM');
    const family = new Map(panel.models.map((one) => [one.model, one.family]));
    const lines = grouped(effect.pairs, ({ fromModel }) => family.get(fromModel) ?? '');
    const means = [...lines.values()].map(
      (pairs) => pairs.reduce((sum, { delta2 }) => sum + delta2, 0) / pairs.length,
    );
    expect(effect.pairs.length).toBeGreaterThan(means.length);
    expect(effect.delta2.value).toBeCloseTo(means.reduce((sum, m) => sum + m, 0) / means.length, 12);
    expect(effect.delta2).toEqual(effectSize(means));
  });
  test('at matched level is the rest after what level and size explain, both lines left out', () => {
    // B2 = 80 − B1/2 + 3·L everywhere, but 4 points more on X2.
    const at = (b1: number, size: number) => 80 - b1 / 2 + 3 * Math.log10(size);
    const others = [0.1, 0.5, 2, 8, 20].map((size, i) =>
      row(`O${i}`, size, 30 + ((i * 17) % 40), at(30 + ((i * 17) % 40), size), {}),
    );
    const x1 = row('X1', 1, 50, at(50, 1), mixed('X', '2023'));
    const x2 = row('X2', 1.1, 60, at(60, 1.1) + 4, mixed('X-2', '2024'));
    const [effect] = recipeEffects(table(...others, x1, x2), ['a', 'b']);
    expect(effect.matchedLevel.value).toBeCloseTo(4, 9);
    expect(effect.delta2.value).toBeCloseTo(at(60, 1.1) + 4 - at(50, 1), 9);
    const [given] = recipeEffects(table(...others, x1, x2), ['a', 'b'], ({ family }) =>
      family === 'X2' ? 7 : 1,
    );
    expect(given.matchedLevel.value).toBe(6);
    const [half] = recipeEffects(table(...others, x1, x2), ['a', 'b'], ({ family }) =>
      family === 'X2' ? 7 : null,
    );
    expect(half.matchedLevel.value).toBeCloseTo(4, 9);
  });
  test('pooled, each effect counts once', () => {
    const pooled = pooledEffects(effects);
    const generations = effects.filter(({ kind }) => kind === 'generation');
    const all = pooled.find(({ kind }) => kind === 'generation');
    expect(all).toMatchObject({
      effects: generations.length,
      pairs: generations.reduce((sum, { pairs }) => sum + pairs.length, 0),
      delta2: effectSize(generations.map(({ delta2 }) => delta2.value)),
    });
    expect(
      pooled
        .filter(({ kind }) => kind === 'recipe')
        .map(({ recipe }) => recipe)
        .sort(),
    ).toEqual(['code', 'curated', 'distilled', 'multilingual']);
    expect(pooled.find(({ recipe }) => recipe === 'curated')?.effects).toBe(3);
  });
});

test('the plane of least squares leaves residuals that neither variable explains', () => {
  const u = [1, 2, 4, 7, 11, 12];
  const v = [3, 1, 4, 1, 5, 9];
  const y = [2, 7, 1, 8, 2, 8];
  const plane = leastSquaresPlane(u, v, y);
  if (!plane) throw new Error('expected a plane');
  const rest = y.map((value, i) => value - plane.intercept - plane.slopes[0] * u[i] - plane.slopes[1] * v[i]);
  for (const column of [u.map(() => 1), u, v])
    expect(rest.reduce((sum, e, i) => sum + e * column[i], 0)).toBeCloseTo(0, 9);
  expect(
    leastSquaresPlane(
      u,
      u.map((x) => 2 * x),
      y,
    ),
  ).toBeNull();
  expect(() => leastSquaresPlane([1, 2], [1, 2], [1, 2])).toThrow('at least 3');
});

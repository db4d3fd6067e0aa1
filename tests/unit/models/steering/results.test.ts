import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { runExperiment } from '../../../../src/lib/models/steering/experiment';
import { RECIPE, runRecipe } from '../../../../src/lib/models/steering/recipe';
import { resultsJson, steerResults, type SteerResults } from '../../../../src/lib/models/steering/results';
import { resultsCsv } from '../../../../src/lib/models/steering/resultsCsv';
import { readResults } from '../../../../src/lib/models/steering/resultsRead';
import { comparable, comparedRow } from '../../../../src/lib/models/steering/sideBySide';
import { doseSentence } from '../../../../src/lib/models/steering/words';
import { toyModel } from './toyModel';
import { toyRun } from './toyRun';

let results: SteerResults;
let sentence: string | null;
const alphas = [-0.5, 0, 0.5];
beforeAll(async () => {
  const { model, items, calibration, directionsAt } = await toyRun();
  const experiment = await runExperiment(model, {
    items,
    directions: directionsAt(0),
    alphas,
    seed: 1,
    draws: 200,
  });
  const { truth, heldOut } = calibration.layers[0];
  sentence = doseSentence(experiment.points, 0.5);
  results = steerResults({
    experiment,
    model: model.identity,
    shape: model.shape,
    source: { kind: 'pairs', readAt: 'object', pairs: calibration.pairs, set: null },
    direction: truth,
    heldOut,
    selfCheck: { zeroVector: 0, shift: null },
    options: { seed: 1, draws: 200, alphas, prompts: 'toy' },
    recipe: null,
    version: 'test',
  });
});

describe('the results file', () => {
  test('has the names that others rely on', () => {
    const json = JSON.parse(resultsJson(results)) as Record<string, unknown>;
    expect(json.schema).toBe('crossover.steer/1');
    for (const name of ['model', 'layer', 'direction', 'selfCheck', 'points'])
      expect(json).toHaveProperty(name);
    expect(json.selfCheck).toEqual({ zeroVector: 0, shift: null });
    const points = json.points as Record<string, unknown>[];
    expect(points).toHaveLength(12);
    expect(new Set(points.map(({ vector }) => vector))).toEqual(
      new Set(['truth', 'shuffled', 'random', 'negative']),
    );
    for (const point of points)
      for (const name of ['alpha', 'pTrue', 'lo', 'hi', 'deltaLogOdds', 'accuracy', 'n'])
        expect(typeof point[name]).toBe('number');
    expect(results.reasons).toEqual({ 'selfCheck.shift': 'not measured in this run' });
    expect(JSON.stringify(json)).not.toContain('null,null');
  });

  test('is read back for a comparison, and other files are refused with a sentence', () => {
    const read = readResults(resultsJson(results));
    expect(read.points).toHaveLength(12);
    expect(read.direction.heldOut?.n).toBe(2);
    const refused = (change: object) => () => readResults(JSON.stringify({ ...results, ...change }));
    expect(refused({ schema: 'crossover.heads/1' })).toThrow(/no steering results of Crossover \(schema/);
    expect(refused({ points: [{ ...results.points[0], pTrue: 2 }] })).toThrow(/points\.0\.pTrue/);
    expect(refused({ points: Array(500).fill(results.points[0]) })).toThrow(/points/);
    expect(() => readResults('{"schema":')).toThrow(/not JSON/);
    expect(() => readResults(' '.repeat(6_000_000))).toThrow(/6000000 characters/);
  });

  test('lines up with others in one table', () => {
    const read = readResults(resultsJson(results));
    const row = comparedRow(read);
    const truth = results.points.find(({ vector, alpha }) => vector === 'truth' && alpha === 0.5);
    expect(row).toMatchObject({
      model: 'toy',
      alpha: 0.5,
      deltaLogOdds: truth?.deltaLogOdds,
      lo: truth?.deltaLogOddsLo,
      n: 6,
    });
    expect(row.comparison).toBe(results.comparisons.find(({ alpha }) => alpha === 0.5)?.deltaLogOdds);
    expect(comparedRow(read, 9).alpha).toBe(0.5);
    expect(comparedRow({ ...read, points: [] })).toMatchObject({
      alpha: null,
      deltaLogOdds: null,
      largestControl: null,
    });
    expect(comparable([row])).toBe(false);
    const recipe = { ...row, recipe: 'one' };
    expect(comparable([recipe, { ...recipe, model: 'other' }])).toBe(true);
    expect(comparable([recipe, { ...recipe, n: 7 }])).toBe(false);
  });

  test('is a CSV with a row a point and a direction', () => {
    const lines = resultsCsv({ ...results, model: { ...results.model, id: '=cmd' } })
      .trim()
      .split('\n');
    const each = results.points.reduce((sum, point) => sum + point.each.length, 0);
    expect(lines).toHaveLength(1 + 12 + each);
    expect(each).toBe(12);
    expect(lines[0]).toMatch(/^model,layer,alpha,vector,direction,n,pTrue,lo,hi,deltaLogOdds/);
    expect(lines[1]).toMatch(/^'=cmd,0,-0\.5,truth,,6,0\.\d+/);
  });

  test('is told in a sentence with its controls', () => {
    expect(sentence).toMatch(
      /^At α = \+0\.50 the truth direction changes ln P\(true\) − ln P\(false\) by [+−]\d/,
    );
    expect(sentence).toMatch(/control direction/);
  });
});

describe('the replication recipe', () => {
  test('is what was written down: a change needs another name', () => {
    const digest = createHash('sha256').update(JSON.stringify(RECIPE)).digest('hex');
    expect([RECIPE.id, digest]).toEqual([
      'truth-direction-1',
      '9aec0c38c0ab9427550ef28f55a5d4beca0adeb81d1f81293852a00bd2ed1660',
    ]);
    expect(RECIPE.items).toHaveLength(40);
    expect(RECIPE.alphas).toContain(RECIPE.primary.alpha);
  });

  test('runs on any model and gives results that name it', async () => {
    const model = toyModel();
    const short = { ...RECIPE, pairs: RECIPE.pairs.slice(0, 9), items: RECIPE.items.slice(0, 5), draws: 50 };
    const seen: number[] = [];
    const made = await runRecipe(
      model,
      { zeroVector: 0, shift: 0 },
      'test',
      { onProgress: (fraction) => seen.push(fraction) },
      short,
    );
    expect(made).toMatchObject({
      recipe: 'truth-direction-1',
      layer: 0,
      options: { prompts: 'truth-direction-1', n: 5 },
    });
    expect(made.direction).toMatchObject({ set: 'general', pairs: { fit: 6, heldOut: 3 } });
    expect(seen.at(-1)).toBe(1);
    expect(readResults(resultsJson(made)).recipe).toBe('truth-direction-1');
  });
});

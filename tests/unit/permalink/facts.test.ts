/** Facts in a link: additive, so that links without them are as they were, and bounded like everything in a link. */
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodePermalink } from '../../../src/lib/permalink/decode';
import { encodePermalink } from '../../../src/lib/permalink/encode';
import { noFacts } from '../../../src/lib/scores/facts';
import { hellaswag, linkOf, nimbus, row, score, stateOf } from './states';

/** Made before links carried facts. */
const OLD =
  '#d=pVHLTsMwEPwVNOeta0cOob6hXriAhMotipCTuE2EnYDjtEJV_h05fVBxxXtZzYx2Z9ZH7KEEof8Mbd8NUEdstWvtNxReWleOAwil6arGaf8hoLrR2hskuSCDMTVURqi9PgxQgsdHaINx6957Y3XcAMUJfuw29dxFNi6dCN7ouu12UKi0bUuvg6kxEep2Z4YABV3-r0AIurQmZgxtiA26OSKrhj0IVW9HF2-Q52iMtXo46N1SV9V713u3FHwxNH0A_ZIgXGiQ4ISnyGxmRnAuE5qPk6QF5Qh-DM12tF966apkeZ32i4PgqgTECW9n8PXx7nmdgB5ERpxJMQ8sCoLra2NPXk8hFhl3oOunccYz4pRkTGQkM5aK6OEsleKPVgriJAVLViQ5W6U3WsFkeaMVTJKgPJVsdU-cpaecxdnXNP0A';
const before = stateOf(
  {
    ...nimbus,
    models: [
      ...nimbus.models.slice(0, 2),
      {
        ...row(3, 'nimbus-1.4b', 'Nimbus', 1.4, 54.96, 38.66),
        scores: { [hellaswag.key]: score(54.96, 0.5, 10042) },
        excluded: true,
      },
    ],
  },
  { family: 'Nimbus', seed: 7 },
);
const json = (fragment: string) =>
  JSON.parse(inflateRawSync(Buffer.from(fragment.slice(3), 'base64url')).toString()) as {
    table: { facts?: unknown[]; models: unknown[][] };
    options: Record<string, unknown>;
  };

describe('facts in a link', () => {
  test('a link made before there were facts opens, and is made the same today', async () => {
    const state = { ...before, digest: 'ab'.repeat(32) };
    expect(await decodePermalink(OLD)).toEqual(state);
    // Options that came later stand in a new link with the defaults that the old one is read with.
    const { forecastTimes, sparsity, saturatedSystem, ...options } = json(
      (await encodePermalink(state)).fragment,
    ).options;
    expect({ ...json((await encodePermalink(state)).fragment), options }).toEqual(json(OLD));
    expect([forecastTimes, sparsity, saturatedSystem]).toEqual([10, 1, false]);
  });

  test('stand beside the models, which are as they were', async () => {
    const known = { ...noFacts(), width: 512, tokensT: 0.3, released: '2023-04' };
    const [first, ...others] = nimbus.models;
    const table = { ...nimbus, models: [{ ...first, facts: known }, ...others] };
    const wire = json((await encodePermalink(stateOf(table))).fragment).table;
    expect(wire.facts).toEqual([[null, null, 0.3, 512, null, null, null, null, '2023-04'], null, null]);
    expect(wire.models).toEqual(json((await encodePermalink(stateOf(nimbus))).fragment).table.models);
  });
  test.each([
    ['too few', [null]],
    ['a width of 0', [[null, null, null, 0, null, null, null, null, null], null, null]],
    ['a width of one half', [[null, null, null, 0.5, null, null, null, null, null], null, null]],
    ['a size of no size', [[-1, null, null, null, null, null, null, null, null], null, null]],
    ['a date that is text', [[null, null, null, null, null, null, null, null, '<b>'], null, null]],
    ['a number for a recipe', [[null, null, null, null, null, null, 7, null, null], null, null]],
    ['a short list', [[1, 1], null, null]],
    ['no list', { 0: null }],
  ])('%s is refused', async (_, facts) => {
    const wire = json((await encodePermalink(stateOf(nimbus))).fragment);
    await expect(decodePermalink(linkOf({ ...wire, table: { ...wire.table, facts } }))).rejects.toThrow(
      'does not hold a usable diagnosis (table',
    );
  });
  test('a recipe is plain text, and a long one is refused', async () => {
    const wire = json((await encodePermalink(stateOf(nimbus))).fragment);
    const withRecipe = (recipe: string) =>
      linkOf({
        ...wire,
        table: {
          ...wire.table,
          facts: [[null, null, null, null, null, null, recipe, null, null], null, null],
        },
      });
    const state = await decodePermalink(withRecipe('we\u202eb'));
    if (state?.source.kind !== 'table') throw new Error('expected a table');
    expect(state.source.table.models[0].facts?.recipe).toBe('web');
    await expect(decodePermalink(withRecipe('x'.repeat(300)))).rejects.toThrow('table.facts.0.6');
  });
});

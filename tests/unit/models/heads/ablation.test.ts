/** Ablation on a model whose heads press on answers as a test decides. */
import { describe, expect, test } from 'vitest';
import type { LanguageModel } from '../../../../src/lib/models/languageModel';
import { ablateHead } from '../../../../src/lib/models/heads/ablation';
import type { ContrastTokens } from '../../../../src/lib/models/heads/contrast';
import { openFakeModel } from './fakeModel';

const VOCABULARY = 40;
const items = (from: number): ContrastTokens[] =>
  Array.from({ length: 24 }, (_, i) => ({
    context: [from, 1 + (i % 7), 9],
    correct: [10 + (i % 5)],
    incorrect: [20 + (i % 5)],
  }));
const first = { title: 'First', heldOut: items(30) };
const second = { title: 'Second', heldOut: items(31) };

/** Head 0.0 lifts right answers of both kinds, 1.1 those of the first and lowers those of the second; the others do nothing. */
function helpful(): LanguageModel {
  const fake = openFakeModel({ shape: { layers: 2, heads: 2, vocabulary: VOCABULARY } });
  return {
    ...fake,
    forward: async (batch, wanted) => {
      const given = await fake.forward({ ...batch, headScales: [] }, wanted);
      const at = (layer: number, head: number) =>
        (batch.headScales ?? []).reduce(
          (factor, scale) => factor * (scale.layer === layer ? scale.factors[head] : 1),
          1,
        );
      const length = batch.sequences[0].length;
      batch.sequences.forEach((ids, s) => {
        const side = ids[0] === 30 ? 1 : -1;
        const lift = 2 * at(0, 0) + side * 1.5 * at(1, 1);
        for (let token = 10; token < 15; token++) given.logits[(s * length + 2) * VOCABULARY + token] += lift;
      });
      return given;
    },
  };
}
const ablate = (layer: number, head: number, factor = 0) =>
  ablateHead(helpful(), { target: { layer, head }, factor, capabilities: [first, second], seed: 1 });

describe('ablating a head', () => {
  test('that serves both lowers both margins beyond random heads', async () => {
    const { finding, effects } = await ablate(0, 0);
    expect(finding).toBe('lowers-both');
    for (const { effect, random, items: n } of effects) {
      expect(effect.value).toBeCloseTo(-2, 5);
      expect(effect.hi).toBeLessThan(0);
      expect(n).toBe(24);
      expect(random).toHaveLength(3);
    }
  });

  test('that serves one and fights the other is told so', async () => {
    const { finding, effects } = await ablate(1, 1);
    expect(finding).toBe('opposes');
    expect(effects[0].effect.value).toBeCloseTo(-1.5, 5);
    expect(effects[1].effect.value).toBeCloseTo(1.5, 5);
  });

  test('that does nothing claims nothing, and strengthening one raises both', async () => {
    expect((await ablate(0, 1)).finding).toBe('unclear');
    expect((await ablate(0, 0, 2)).finding).toBe('raises-both');
    expect((await ablate(0, 0, 1)).effects[0].effect).toEqual({ value: 0, lo: 0, hi: 0 });
  });

  test('refuses a head that is not there, and too few items', async () => {
    await expect(ablate(2, 0)).rejects.toThrow('no head 0 in layer 2; this model has 2 layers of 2 heads');
    const few = { title: 'Few', heldOut: first.heldOut.slice(0, 3) };
    const request = {
      target: { layer: 0, head: 0 },
      factor: 0,
      capabilities: [first, few] as const,
      seed: 1,
    };
    await expect(ablateHead(helpful(), request)).rejects.toThrow('“Few” has 3 held-out items');
  });
});

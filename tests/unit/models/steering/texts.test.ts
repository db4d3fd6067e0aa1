import { describe, expect, test } from 'vitest';
import { changeRates } from '../../../../src/lib/models/steering/changeRates';
import { compareTexts } from '../../../../src/lib/models/steering/comparison';
import { randomUnit, steeringVector } from '../../../../src/lib/models/steering/direction';
import { divergence, logSumExp, referenceOf } from '../../../../src/lib/models/steering/logProbabilities';
import { tokenShifts } from '../../../../src/lib/models/steering/tokenShifts';
import { changeSentence } from '../../../../src/lib/models/steering/words';
import { toyModel, HIDDEN, VOCABULARY } from './toyModel';

const model = toyModel();
const prompt = model.tokenize('Snow is white. Coal is black. Milk is sweet');
const random = (draw: number, alpha: number) =>
  steeringVector({ unit: randomUnit(HIDDEN, 0, 3, draw), rms: 2 }, alpha);
const sampling = { temperature: 1, seed: 4 };
const request = (alpha: number) => ({
  prompt,
  layer: 0,
  vector: random(0, alpha),
  control: random(1, alpha),
  maxTokens: 8,
  sampling,
});

describe('a comparison of texts', () => {
  test('is identical on all sides at α = 0, sampled and greedy', async () => {
    for (const one of [sampling, null]) {
      const { unsteered, steered, control } = await compareTexts(model, { ...request(0), sampling: one });
      expect(steered).toEqual(unsteered);
      expect(control).toEqual(unsteered);
      expect(unsteered.tokens.length).toBeGreaterThan(0);
      expect(unsteered.klPerToken).toBe(0);
      for (const token of steered.tokens) expect(token.steered).toBe(token.unsteered);
    }
  });

  test('draws the same numbers on every side: the seed alone changes an unsteered text', async () => {
    const first = await compareTexts(model, request(2));
    const again = await compareTexts(model, request(2));
    expect(again).toEqual(first);
    expect(first.steered.text).not.toBe(first.unsteered.text);
    const other = await compareTexts(model, { ...request(2), sampling: { temperature: 1, seed: 5 } });
    expect(other.unsteered.text).not.toBe(first.unsteered.text);
  });

  test('tells each token’s probabilities on both sides, with the text before it as it stands', async () => {
    const vector = random(0, 1);
    const { steered } = await compareTexts(model, request(1));
    const ids = steered.tokens.map(({ id }) => id);
    for (const [k, token] of steered.tokens.entries()) {
      const logits = async (added: Float32Array) =>
        (
          await model.forward({
            sequences: [[...prompt, ...ids.slice(0, k)]],
            steering: { layer: 0, vector: added },
          })
        ).logits.slice(-VOCABULARY);
      const [plain, moved] = [await logits(new Float32Array(HIDDEN)), await logits(vector)];
      expect(token.unsteered).toBeCloseTo(plain[token.id] - logSumExp(plain), 5);
      expect(token.steered).toBeCloseTo(moved[token.id] - logSumExp(moved), 5);
      expect(token.kl).toBeCloseTo(divergence(referenceOf(plain), moved), 5);
    }
    expect(steered.tokens.map(({ text }) => text).join('')).toBe(steered.text);
  });

  test('tells the text as it comes, stops when aborted, and wants a control of equal length', async () => {
    const seen: string[] = [];
    const controller = new AbortController();
    const work = compareTexts(model, request(1), {
      signal: controller.signal,
      onText: (side) => {
        seen.push(side);
        if (seen.length === 3) controller.abort(new Error('enough'));
      },
    });
    await expect(work).rejects.toThrow('enough');
    expect(seen).toEqual(['unsteered', 'unsteered', 'unsteered']);
    await expect(compareTexts(model, { ...request(1), control: random(1, 2) })).rejects.toThrow(
      'the control has length 4.000 and the vector 2.000',
    );
  });

  test('has nothing to tell of an empty text', async () => {
    expect(await tokenShifts(model, prompt, [], { layer: 0, vector: random(0, 1) })).toEqual([]);
    await expect(tokenShifts(model, [], [2], { layer: 0, vector: random(0, 1) })).rejects.toThrow(
      /no tokens/,
    );
  });
});

describe('change rates', () => {
  const prompts = ['Snow is', 'Coal is', 'Milk is so', 'Grass'].map((text) => model.tokenize(text));
  const rates = (alpha: number, how: { temperature: number; seed: number; otherSeed: number } | null) =>
    changeRates(model, {
      prompts,
      layer: 0,
      vector: random(0, alpha),
      controls: [random(1, alpha), random(2, alpha)],
      maxTokens: 6,
      sampling: how,
    });

  test('are 0 at α = 0, while another seed changes texts without any steering', async () => {
    const made = await rates(0, { temperature: 1, seed: 1, otherSeed: 2 });
    expect(made.steered).toMatchObject({ changed: 0, of: 4 });
    expect(made.controls.map(({ changed }) => changed)).toEqual([0, 0]);
    expect(made.otherSeed?.changed).toBeGreaterThan(0);
    expect(made.steered.interval?.hi).toBeGreaterThan(0.4);
    expect(changeSentence(made)).toMatch(
      /^Texts changed: 0 of 4 \(0 %\) under the vector; 0 of 4 .* under control 1 .* another seed\. A changed text is not a corrected one/,
    );
  });

  test('need no second seed for greedy text, and refuse the same seed twice', async () => {
    const made = await rates(3, null);
    expect(made.otherSeed).toBeNull();
    expect(made.texts).toHaveLength(4);
    expect(made.steered.changed).toBe(
      made.texts.filter(({ steered, unsteered }) => steered !== unsteered).length,
    );
    await expect(rates(1, { temperature: 1, seed: 1, otherSeed: 1 })).rejects.toThrow(/both seeds are 1/);
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Batch, LanguageModel } from '../../../../src/lib/models/languageModel';
import type { SessionModel } from '../../../../src/lib/models/runtime/sessionModel';
import { drawn, generate, likeliest } from '../../../../src/lib/models/runtime/tokenLoop';
import { openNodeModel } from '../nodeModel';
import { referenceOf } from '../onnx/fixtures';

const WORDS = ['end', 'a', 'b', 'c'];
/** Counts up and ends after `c`; remembers what it was given. */
function counting(): LanguageModel & { batches: Batch[]; open: number } {
  const model = {
    batches: [] as Batch[],
    open: 0,
    identity: {
      kind: 'bundled',
      id: 'x',
      revision: null,
      digest: '',
      dtype: 'fp32',
      device: 'wasm',
    } as const,
    shape: { layers: 1, hidden: 2, heads: 1, headDim: 2, vocabulary: 4 },
    endTokens: [0],
    tokenize: (text: string) => [...text].map((letter) => WORDS.indexOf(letter)),
    text: (ids: readonly number[]) => ids.map((id) => WORDS[id]).join(''),
    forward(batch: Batch) {
      model.batches.push(batch);
      const [ids] = batch.sequences;
      const logits = new Float32Array(4 * ids.length);
      logits[4 * (ids.length - 1) + ((ids[ids.length - 1] + 1) % 4)] = 1;
      model.open++;
      let given = false;
      const cache = {
        length: (batch.past?.length ?? 0) + ids.length,
        dispose() {
          if (!given) model.open--;
          given = true;
        },
      };
      return Promise.resolve({ logits, resid: new Map(), heads: new Map(), cache });
    },
  };
  return model;
}

describe('the loop', () => {
  test('gives the prompt once and then one token at a time, and gives its caches back', async () => {
    const model = counting();
    const made = await generate(model, { prompt: 'aa', maxTokens: 9, sampling: null });
    expect(made).toMatchObject({ prompt: [1, 1], tokens: [2, 3], text: 'bc', stopped: 'end' });
    expect(model.batches.map(({ sequences }) => sequences[0])).toEqual([[1, 1], [2], [3]]);
    expect(model.batches.map(({ past }) => past?.length ?? 0)).toEqual([0, 2, 3]);
    expect(model.open).toBe(0);
  });

  test('stops after so many tokens, and tells each with the text so far', async () => {
    const told: unknown[] = [];
    const made = await generate(
      counting(),
      { prompt: [1], maxTokens: 2, sampling: null },
      { onToken: (token) => told.push(token) },
    );
    expect(made.stopped).toBe('length');
    expect(told).toEqual([
      { step: 0, id: 2, text: 'b' },
      { step: 1, id: 3, text: 'bc' },
    ]);
  });

  test('passes steering and factors to each step', async () => {
    const model = counting();
    const steering = { layer: 0, vector: new Float32Array(2) };
    const headScales = [{ layer: 0, factors: new Float32Array(1) }];
    await generate(model, { prompt: 'a', maxTokens: 9, steering, headScales, sampling: null });
    for (const batch of model.batches) expect(batch).toMatchObject({ steering, headScales });
  });

  test('ends when cancelled, and gives its cache back', async () => {
    const model = counting();
    const controller = new AbortController();
    const reason = new Error('enough');
    const run = generate(
      model,
      { prompt: 'a', maxTokens: 9, sampling: null },
      { signal: controller.signal, onToken: () => controller.abort(reason) },
    );
    await expect(run).rejects.toBe(reason);
    expect(model.open).toBe(0);
  });

  test.each([
    [{ prompt: 'a', maxTokens: 0, sampling: null }, '0 tokens to make'],
    [{ prompt: 'a', maxTokens: 1.5, sampling: null }, '1.5 tokens'],
    [
      { prompt: 'a', maxTokens: 1, sampling: { temperature: 0, seed: 1 } },
      'temperature 0; give a number above 0',
    ],
  ])('refuses %j', (request, message) => expect(generate(counting(), request)).rejects.toThrow(message));
});

describe('a draw', () => {
  const logitLists = fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 8 });

  test('comes as often as the model’s probability says', () => {
    const logits = Float32Array.of(0, 1, 2, -1);
    const weights = Array.from(logits, Math.exp);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const counts = [0, 0, 0, 0];
    const draws = 20_000;
    for (let i = 0; i < draws; i++) counts[drawn(logits, 1, (i + 0.5) / draws)]++;
    counts.forEach((count, id) => expect(count / draws).toBeCloseTo(weights[id] / total, 3));
  });

  test('near temperature 0 is the likeliest token, whatever was drawn', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -20, max: 20 }), { minLength: 1 }),
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        (values, uniform) => {
          const logits = Float32Array.from(values);
          return drawn(logits, 1e-3, uniform) === likeliest(logits);
        },
      ),
    ));

  test('is always one of the tokens, at the ends too', () =>
    fc.assert(
      fc.property(
        logitLists,
        fc.constantFrom(1e-12, 0.5, 1 - 1e-16),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        (values, uniform, temperature) => {
          const id = drawn(Float32Array.from(values), temperature, uniform);
          return id >= 0 && id < values.length;
        },
      ),
    ));
});

describe('with the organism', () => {
  const { ids, gen, gen0, L, v } = referenceOf('organism_4x96');
  let model: SessionModel;
  beforeAll(async () => {
    model = await openNodeModel('organism_4x96');
  });
  afterAll(() => model.release());
  const maxTokens = gen.length - ids.length;
  const steering = { layer: L, vector: Float32Array.from(v) };

  test('greedy text is the reference’s, steered and not', async () => {
    const plain = await generate(model, { prompt: ids, maxTokens, sampling: null });
    expect([...plain.prompt, ...plain.tokens]).toEqual(gen0);
    const steered = await generate(model, { prompt: ids, maxTokens, steering, sampling: null });
    expect([...steered.prompt, ...steered.tokens]).toEqual(gen);
  });

  test('drawn text depends on the seed alone, and a vector of zeros changes none of it', async () => {
    const draw = async (seed: number, scale: number) =>
      (
        await generate(model, {
          prompt: ids,
          maxTokens: 16,
          steering: { layer: L, vector: steering.vector.map((x) => scale * x) },
          sampling: { temperature: 1, seed },
        })
      ).tokens;
    const unsteered = await generate(model, {
      prompt: ids,
      maxTokens: 16,
      sampling: { temperature: 1, seed: 7 },
    });
    expect(await draw(7, 0)).toEqual(unsteered.tokens);
    expect(await draw(7, 1)).not.toEqual(unsteered.tokens);
    expect(await draw(8, 0)).not.toEqual(unsteered.tokens);
  });
});

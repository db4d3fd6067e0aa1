/** Direct contributions against the model itself: what its logits do when the heads’ own part of the last stream is taken away. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareCapability, type Capability } from '../../../../src/lib/models/heads/capability';
import { contrastSets } from '../../../../src/lib/models/heads/contrastSets';
import { directLogits, type DirectLogits } from '../../../../src/lib/models/heads/directLogits';
import { streamScale } from '../../../../src/lib/models/heads/directProof';
import type { LanguageModel } from '../../../../src/lib/models/languageModel';
import type { SessionModel } from '../../../../src/lib/models/runtime/sessionModel';
import { openNodeModel } from '../nodeModel';
import { modelBytes } from '../onnx/fixtures';
import { openFakeModel } from './fakeModel';
import { floatWeights, numbersOf } from './weights';

const LAYERS = [0, 1, 2, 3];
const EPSILON = 1e-5;
let model: SessionModel;
let capabilities: readonly [Capability, Capability];
let found: DirectLogits;

const foundIn = async (of: LanguageModel, bytes?: number): Promise<DirectLogits> => {
  const answer = await directLogits(of, { capabilities, seed: 1, draws: 100, bytes });
  if ('reason' in answer) throw new Error(answer.reason);
  return answer;
};

beforeAll(async () => {
  model = await openNodeModel('organism_4x96');
  const [reasoning, truthfulness] = contrastSets().map((set) => ({ ...set, items: set.items.slice(0, 48) }));
  capabilities = [prepareCapability(model, reasoning), prepareCapability(model, truthfulness)];
  found = await foundIn(model);
}, 60_000);
afterAll(() => model.release());

/** Straight from the file, by name or shape: what the reader by structure must have found. */
const BYTES = modelBytes('organism_4x96/onnx/model');
const WEIGHTS = floatWeights(BYTES);
function named(name: RegExp): Float32Array {
  const weight = WEIGHTS.find((one) => name.test(one.name));
  if (!weight) throw new Error(`no weight ${name}`);
  return numbersOf(BYTES, weight);
}
/** The only square matrices, one a layer in the order of the layers. */
const PROJECTIONS = WEIGHTS.filter(({ dims }) => dims.join() === '96,96').map((one) => numbersOf(BYTES, one));

describe('contributions of the trained model', () => {
  test('are of all heads, over all items of one-token answers, and proved', () => {
    expect(found.heads).toHaveLength(16);
    expect(found.items).toEqual(capabilities.map(({ scanned }) => scanned.length));
    expect(found.norm).toBe('layer');
    expect(found.proof).toBeLessThan(1e-5);
    for (const sides of found.heads)
      for (const { value, lo, hi } of sides ?? []) {
        expect(lo).toBeLessThanOrEqual(value);
        expect(hi).toBeGreaterThanOrEqual(value);
      }
  });

  /**
   * The norm's scale moves with the stream, so logits × scale is what is linear in it: of x − ε·w,
   * scale(ε)·(difference(ε) − c) = scale(0)·(difference(0) − c) − ε·scale(0)·contribution, c what the norm's shift alone makes.
   */
  test.each([1e-3, 0.5])(
    'sum to what the logits lose with %s of all heads’ writing taken away',
    async (part) => {
      const { hidden, vocabulary } = model.shape;
      const [shift, unembedding] = [named(/final_layer_norm\.bias/), named(/MatMul_1142$/)];
      const sides = await Promise.all(
        capabilities.map(async ({ scanned, pairing }) => {
          let sum = 0;
          for (const [i, { context, correct, incorrect }] of scanned.entries()) {
            const before = await model.forward(
              { sequences: [context] },
              { logits: true, heads: LAYERS, resid: [3] },
            );
            const written = new Float32Array(hidden);
            for (const layer of LAYERS) {
              const outputs = before.heads.get(layer)?.subarray(-96);
              const matrix = PROJECTIONS[layer];
              for (let j = 0; j < 96; j++)
                for (let k = 0; k < hidden; k++)
                  written[k] -= part * (outputs?.[j] ?? NaN) * matrix[j * hidden + k];
            }
            const after = await model.forward(
              { sequences: [context], steering: { layer: 3, vector: written } },
              { logits: true, resid: [3] },
            );
            const scaleOf = ({ resid }: typeof after) =>
              streamScale(resid.get(3)?.subarray(-hidden) ?? [], 'layer', EPSILON);
            const gap = ({ logits }: typeof after) => {
              const last = logits.subarray(-vocabulary);
              return last[correct[0]] - last[incorrect[0]];
            };
            let shifted = 0;
            for (let k = 0; k < hidden; k++)
              shifted +=
                shift[k] *
                (unembedding[k * vocabulary + correct[0]] - unembedding[k * vocabulary + incorrect[0]]);
            const lost = scaleOf(before) * (gap(before) - shifted) - scaleOf(after) * (gap(after) - shifted);
            sum += (pairing.share[i] * lost) / (part * scaleOf(before));
          }
          return sum / pairing.pairs;
        }),
      );
      sides.forEach((expected, c) => {
        const total = found.heads.reduce((sum, one) => sum + (one?.[c].value ?? NaN), 0);
        const size = found.heads.reduce((sum, one) => sum + Math.abs(one?.[c].value ?? NaN), 0);
        // The small part's difference is a thousandth of the logits, which are float32.
        expect(Math.abs(total - expected) / size).toBeLessThan(part < 0.1 ? 1e-3 : 1e-5);
        expect(size).toBeGreaterThan(0.1);
      });
    },
  );

  test('a head that hands on nothing contributes nothing, and it alone', async () => {
    const factors = Float32Array.of(1, 1, 0, 1);
    const silenced: LanguageModel = {
      ...model,
      forward: (batch, wanted) => model.forward({ ...batch, headScales: [{ layer: 1, factors }] }, wanted),
    };
    const { heads } = await foundIn(silenced);
    expect(heads[6]?.map(({ value, lo, hi }) => [value, lo, hi].map(Math.abs))).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(found.heads[6]?.[0].value).not.toBe(0);
    expect(heads.filter((one) => one?.[0].value === 0)).toHaveLength(1);
  });

  test('are the same whether layers are read at once or one by one', async () => {
    expect((await foundIn(model, 1)).heads).toEqual(found.heads);
  });
});

describe('nothing is given', () => {
  test('by a model whose file cannot be read', async () => {
    const fake = openFakeModel();
    expect(await directLogits(fake, { capabilities, seed: 1 })).toEqual({
      reason: 'the model’s file cannot be read here',
    });
  });

  test('by a file whose weights are not those of the logits, or that says why', async () => {
    const other = async (change: LanguageModel['directPath']) =>
      directLogits({ ...model, directPath: change }, { capabilities, seed: 1 });
    expect(await other(() => Promise.resolve({ reason: 'for some reason' }))).toEqual({
      reason: 'for some reason',
    });
    const doubled: LanguageModel['directPath'] = async (tokens, layers) => {
      const path = await model.directPath?.(tokens, layers);
      if (!path || 'reason' in path) throw new Error('no path');
      return { ...path, gain: path.gain.map((x) => 2 * x) };
    };
    expect(await other(doubled)).toMatchObject({
      reason: expect.stringContaining('do not give back the model’s own logits') as unknown,
    });
  });

  test('for items of longer answers, which are left out', async () => {
    const [first, second] = capabilities;
    const longer = {
      ...second,
      scanned: second.scanned.map((item, i) =>
        i < 2 ? { ...item, correct: [...item.correct, 5], incorrect: [...item.incorrect, 5] } : item,
      ),
    };
    const answer = await directLogits(model, { capabilities: [first, longer], seed: 1, draws: 10 });
    expect(answer).toMatchObject({ items: [first.scanned.length, second.scanned.length - 2] });
    const none = { ...second, scanned: longer.scanned.slice(0, 2) };
    expect(await directLogits(model, { capabilities: [first, none], seed: 1 })).toMatchObject({
      reason: expect.stringMatching(/has 0 pairs whose answers are one token each/) as unknown,
    });
  });

  test('after an abort', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const control = { signal: stop.signal, onProgress: () => stop.abort(reason) };
    await expect(directLogits(model, { capabilities, seed: 1 }, control)).rejects.toBe(reason);
  });
});

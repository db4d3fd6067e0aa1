/** Weights read from a file: they make the model’s own logits, the heads’ own share of the stream, or nothing is given and why is said. */
import { describe, expect, test } from 'vitest';
import { proofTokens, proveDirectPath, PROOF_TOLERANCE } from '../../../../src/lib/models/heads/directProof';
import type { DirectPath, LanguageModel, NotGiven } from '../../../../src/lib/models/languageModel';
import { readDirectPath } from '../../../../src/lib/models/onnx/directPath';
import { OnnxFormatError } from '../../../../src/lib/models/onnx/errors';
import { instrument } from '../../../../src/lib/models/onnx/instrument';
import { floatWeights, numbersOf, withNumbers } from '../heads/weights';
import { openNodeModel } from '../nodeModel';
import { decoder, SHAPE } from './decoders';
import { modelBytes, referenceOf } from './fixtures';
import { openSession, runModel, wasmRuntime } from './session';
import { STYLES, type Style } from './styles';

const runtime = await wasmRuntime();

const LAYERS = [0, 1, 2, 3];
const given = (path: DirectPath | NotGiven): DirectPath => {
  if ('reason' in path) throw new Error(path.reason);
  return path;
};
const pathOf = (model: LanguageModel, tokens: readonly number[]) =>
  model.directPath?.(tokens, LAYERS) ?? Promise.reject(new Error('no reader'));
const noOther = (path: string) => Promise.reject(new Error(`no file “${path}”`));
/** A built decoder, run as it is: only its last stream and its logits. */
async function builtModel(style: Partial<Style>) {
  const { model, info } = instrument(decoder(style).model, { resid: [SHAPE.layers - 1] });
  const session = await openSession(runtime, model);
  const forward: LanguageModel['forward'] = async ({ sequences }) => {
    const { outputs } = await runModel(runtime, session, info, [...sequences[0]]);
    const stream = outputs[`resid.${SHAPE.layers - 1}`].data;
    return {
      logits: outputs.logits.data,
      resid: new Map([[SHAPE.layers - 1, stream]]),
      heads: new Map(),
      cache: null,
    };
  };
  return { shape: SHAPE, forward, release: () => session.release() };
}

const isMlp = (rows: number, hidden: number) => rows === 4 * hidden || rows === 2 * hidden;
/** Three contexts of one fixture’s text. */
const contextsOf = (reference: string) => {
  const { ids } = referenceOf(reference);
  return [ids, ids.slice(0, 5), ids.slice(0, 2)];
};

describe('float files', () => {
  test.each([
    ['gpt_neox/onnx/model', 'gpt_neox', 'layer', 1e-6],
    ['gpt_neox/onnx/model_fp16', 'gpt_neox', 'layer', 5e-3],
    ['gpt2/onnx/model', 'gpt2', 'layer', 1e-6],
    ['llama/onnx/model', 'llama', 'rms', 1e-6],
    ['qwen3/onnx/model', 'qwen3', 'rms', 1e-6],
    ['llama_fused/onnx/model', 'llama', 'rms', 1e-6],
    ['qwen3_fused/onnx/model', 'qwen3', 'rms', 1e-6],
    ['organism_4x96/onnx/model', 'organism_4x96', 'layer', 1e-6],
    ['organism_4x96/onnx/model_fp16', 'organism_4x96', 'layer', 5e-3],
  ] as const)('%s: the model’s own logits', async (name, reference, kind, tolerance) => {
    const model = await openNodeModel(name);
    const tokens = proofTokens(model.shape.vocabulary, []);
    const path = given(await pathOf(model, tokens));
    const proved = await proveDirectPath(model, path, tokens, contextsOf(reference));
    expect(proved).toMatchObject({ kind });
    if ('reason' in proved) return;
    expect(proved.proof).toBeLessThan(tolerance);
    expect(path.exact).toBe(!name.endsWith('fp16'));
    await model.release();
  });

  test.each(['gpt_neox', 'gpt2', 'llama', 'qwen3', 'organism_4x96'])(
    '%s without its MLPs: what the heads add to the stream',
    async (reference) => {
      // The matrices that end the MLPs, as wide as the stream and four or two times as high, become zeros.
      const model = await openNodeModel(`${reference}/onnx/model`, 'fixture', (bytes) => {
        const { D: hidden } = referenceOf(reference);
        const down = floatWeights(bytes).filter(
          ({ dims, name }) =>
            dims.length === 2 && dims[1] === hidden && /MatMul|c_proj/.test(name) && isMlp(dims[0], hidden),
        );
        // qwen3’s heads are as wide as its MLP: there the order of the file tells, as both stand once a layer.
        const chosen = reference === 'qwen3' ? down.filter((_, i) => i % 2 === 1) : down;
        expect(chosen).toHaveLength(4);
        return withNumbers(
          bytes,
          chosen.map((weight) => [weight, new Float32Array(numbersOf(bytes, weight).length)]),
        );
      });
      const { ids } = referenceOf(reference);
      const path = given(await pathOf(model, [0]));
      const { heads, resid } = await model.forward({ sequences: [ids] }, { heads: LAYERS, resid: LAYERS });
      const { hidden, heads: count, headDim } = model.shape;
      const width = count * headDim;
      for (const layer of [1, 2, 3]) {
        const [before, after, outputs, matrix] = [
          resid.get(layer - 1),
          resid.get(layer),
          heads.get(layer),
          path.projections.get(layer),
        ];
        if (!before || !after || !outputs || !matrix) throw new Error(`layer ${layer} was not given`);
        // Biases are the same at every token: token 3 minus token 1.
        for (let i = 0; i < hidden; i++) {
          const added = (t: number) => after[t * hidden + i] - before[t * hidden + i];
          let sum = 0;
          for (let j = 0; j < width; j++)
            sum += (outputs[3 * width + j] - outputs[width + j]) * matrix[j * hidden + i];
          expect(Math.abs(added(3) - added(1) - sum)).toBeLessThan(2e-5);
        }
      }
      await model.release();
    },
  );

  test('only the asked tokens are read, each its own', async () => {
    const bytes = modelBytes('organism_4x96/onnx/model');
    const read = async (tokens: number[]) =>
      given(await readDirectPath(bytes, { tokens, layers: [] }, noOther)).unembedding;
    const both = await read([7, 1286]);
    expect(both.subarray(96)).toEqual(await read([1286]));
    expect(both.subarray(0, 96)).not.toEqual(both.subarray(96));
    await expect(read([1287])).rejects.toThrow('token 1287 is not among the 1287');
  });
});

describe('built decoders', () => {
  const float = Object.entries(STYLES).filter(([name]) => !/gemma|int\d/.test(name));
  test.each<[string, Partial<Style>]>([
    ...float,
    // Gemma’s 1 + weight and tied unembedding, without the norms behind its branches.
    ['gemma3 without branch norms', { ...STYLES.gemma3, branchNorms: false }],
    ['a fused norm of one operator, tied', { norm: 'rms', tied: true, headBias: true }],
  ])('%s: the model’s own logits', async (_, style) => {
    const tokens = Array.from({ length: SHAPE.vocabulary }, (__, token) => token);
    const path = given(await readDirectPath(decoder(style).model, { tokens, layers: [0, 1, 2] }, noOther));
    expect([...path.projections.keys()]).toEqual([0, 1, 2]);
    const model = await builtModel(style);
    const proved = await proveDirectPath(model, path, tokens, [
      [3, 1, 4, 1, 5],
      [9, 2, 6],
    ]);
    await model.release();
    expect(proved).toMatchObject({ kind: /layer/.test(style.norm ?? '') ? 'layer' : 'rms' });
    if ('proof' in proved) expect(proved.proof).toBeLessThan(style.half ? 5e-3 : 5e-6);
  });
});

describe('what is not given', () => {
  test.each([
    ['gpt_neox/onnx/model_quantized', 'MatMulInteger'],
    ['llama_fused/onnx/model_q4', 'MatMulNBits'],
    ['organism_4x96/onnx/model_quantized', 'MatMulInteger'],
  ])('%s names its “%s”', async (name, op) => {
    const answer = await readDirectPath(modelBytes(name), { tokens: [1], layers: [0] }, noOther);
    expect(answer).toEqual({
      reason: `the unembedding is quantised: the graph multiplies by it with “${op}”, which does not hold its numbers as such`,
    });
  });

  const read = (style: keyof typeof STYLES, more = {}) =>
    readDirectPath(
      decoder({ ...STYLES[style], ...more }).model,
      { tokens: [0, 3], layers: [0, 1, 2] },
      noOther,
    );
  test('soft-capped logits, norms behind the heads, quantised projections', async () => {
    expect(await read('gemma2')).toEqual({
      reason:
        'a “Mul” stands between the unembedding and the logits, so that the logits are no sum of contributions',
    });
    expect(await read('gemma3')).toMatchObject({
      reason: expect.stringMatching(
        /^what layer 0’s heads write is not added to the stream as it is: a “\w+” stands between$/,
      ) as unknown,
    });
    for (const style of ['gpt2 in int8', 'llama in int8', 'llama in int4'])
      expect(await read(style)).toMatchObject({
        reason: expect.stringContaining('quantised') as unknown,
      });
  });

  test('weights that are not the model’s own', async () => {
    const model = await openNodeModel('organism_4x96');
    const tokens = proofTokens(model.shape.vocabulary, []);
    const path = given(await pathOf(model, tokens));
    const prove = (change: Partial<DirectPath>) =>
      proveDirectPath(model, { ...path, ...change }, tokens, contextsOf('organism_4x96'));
    const refused = { reason: expect.stringContaining('do not give back the model’s own logits') as unknown };
    expect(await prove({ gain: path.gain.map((x) => x + 1) })).toMatchObject(refused);
    expect(await prove({ shift: path.shift.map((x) => -x) })).toMatchObject(refused);
    expect(await prove({ norms: ['rms'] })).toMatchObject(refused);
    expect(await prove({ unembedding: path.unembedding.map(() => NaN) })).toMatchObject(refused);
    const swapped = path.unembedding.slice();
    swapped.copyWithin(0, 96, 192);
    expect(await prove({ unembedding: swapped })).toMatchObject(refused);
    expect(await prove({})).toMatchObject({ kind: 'layer' });
    expect(PROOF_TOLERANCE.exact).toBeLessThanOrEqual(1e-3);
    await model.release();
  });

  test('bytes that are cut off, or a file beside the graph that is', async () => {
    const whole = modelBytes('llama_fused/onnx/model');
    const wanted = { tokens: [1], layers: [0] };
    await expect(readDirectPath(whole, wanted, () => Promise.resolve(new Uint8Array(1000)))).rejects.toThrow(
      OnnxFormatError,
    );
    await expect(readDirectPath(whole, wanted, noOther)).rejects.toThrow('no file “model.onnx_data”');
    const own = modelBytes('organism_4x96/onnx/model');
    for (const part of [0.1, 0.5, 0.9, 0.999])
      await expect(
        readDirectPath(own.subarray(0, Math.floor(part * own.length)), wanted, noOther),
      ).rejects.toThrow(OnnxFormatError);
  });
});

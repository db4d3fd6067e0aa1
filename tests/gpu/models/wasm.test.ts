/** Every fixture through transformers.js in Chromium’s wasm: what PyTorch computes, and no bit changed by a zero vector. */
import { afterAll, describe, expect, test } from 'vitest';
import type { Dtype } from '$lib/models/runtime/dtypes';
import type { LoadedModel } from '$lib/models/runtime/load';
import { generate } from '$lib/models/runtime/tokenLoop';
import { largestDifference, loadHere, referenceOf } from './fixtureModels';

/** The largest difference of a logit that a format’s own rounding makes, as in the tests of the graph’s edits. */
const MODELS: [id: string, dtype: Dtype, reference: string, tolerance: number][] = [
  ['gpt_neox', 'fp32', 'gpt_neox', 1e-4],
  ['gpt_neox', 'fp16', 'gpt_neox', 5e-3],
  ['gpt_neox', 'q8', 'gpt_neox', 0.2],
  ['gpt2', 'fp32', 'gpt2', 1e-4],
  ['llama', 'fp32', 'llama', 1e-4],
  ['qwen3', 'fp32', 'qwen3', 1e-4],
  ['llama_fused', 'fp32', 'llama', 1e-4],
  ['llama_fused', 'q4', 'llama', 2],
  ['qwen3_fused', 'fp32', 'qwen3', 1e-4],
  ['organism_4x96', 'fp32', 'organism_4x96', 1e-4],
  ['organism_4x96', 'fp16', 'organism_4x96', 0.03],
  ['organism_4x96', 'q8', 'organism_4x96', 1],
];

describe.each(MODELS)('%s in %s', (id, dtype, reference, tolerance) => {
  let loaded: LoadedModel;
  afterAll(() => loaded.model.release());

  test('proves itself when it is loaded', async () => {
    loaded = await loadHere(id, 'wasm', dtype);
    const { selfCheck, shape, files } = loaded.report;
    expect(selfCheck).toMatchObject({ holds: true, agreement: null });
    expect(selfCheck.zeroVector).toEqual({ largest: 0, tolerance: 0, holds: true, identical: true });
    expect(selfCheck.shift.largest).toBeGreaterThan(0);
    expect(shape).toMatchObject({ layers: 4, heads: 4, vocabulary: 1287 });
    expect(files.every(({ kept }) => kept)).toBe(true);
  });

  test('computes what PyTorch computes, steered and not', async () => {
    const { model } = loaded;
    const { text, ids, v, L, n, logits, logits0, resid, heads } = await referenceOf(reference);
    expect(model.tokenize(text)).toEqual(ids);
    expect(model.text(ids)).toBe(text);
    const layers = Array.from({ length: n }, (_, layer) => layer);
    const steering = { layer: L, vector: Float32Array.from(v) };
    const all = { logits: true, resid: layers, heads: layers };
    const steered = await model.forward({ sequences: [ids], steering }, all);
    expect(largestDifference(steered.logits, logits)).toBeLessThan(tolerance);
    for (const layer of layers) {
      expect(largestDifference(steered.resid.get(layer) ?? [], resid[layer])).toBeLessThan(tolerance);
      expect(largestDifference(steered.heads.get(layer) ?? [], heads[layer])).toBeLessThan(tolerance);
    }
    const zero = { layer: L, vector: new Float32Array(v.length) };
    const unsteered = await model.forward({ sequences: [ids] });
    expect(largestDifference(unsteered.logits, logits0)).toBeLessThan(tolerance);
    expect((await model.forward({ sequences: [ids], steering: zero })).logits).toEqual(unsteered.logits);
  });

  test.runIf(tolerance === 1e-4)('writes the text that PyTorch writes', async () => {
    const { ids, v, L, gen, gen0 } = await referenceOf(reference);
    const steering = { layer: L, vector: Float32Array.from(v) };
    const request = { prompt: ids, maxTokens: gen.length - ids.length, sampling: null };
    const steered = await generate(loaded.model, { ...request, steering });
    expect([...steered.prompt, ...steered.tokens]).toEqual(gen);
    const plain = await generate(loaded.model, request);
    expect([...plain.prompt, ...plain.tokens]).toEqual(gen0);
  });
});

describe('heads', () => {
  test('are scaled: without one, the stream is short of what it wrote', async () => {
    const { model } = await loadHere('gpt_neox', 'wasm', 'fp32');
    const { ids } = await referenceOf('gpt_neox');
    const factors = new Float32Array([1, 0, 1, 1]);
    const plain = await model.forward({ sequences: [ids] }, { logits: true, heads: [1] });
    const ones = await model.forward(
      { sequences: [ids], headScales: [{ layer: 1, factors: new Float32Array(4).fill(1) }] },
      { logits: true },
    );
    expect(ones.logits).toEqual(plain.logits);
    const without = await model.forward(
      { sequences: [ids], headScales: [{ layer: 1, factors }] },
      { logits: true, heads: [1] },
    );
    const { heads, headDim } = model.shape;
    const tap = plain.heads.get(1) ?? new Float32Array(0);
    const cut = tap.map((value, i) => (Math.floor(i / headDim) % heads === 1 ? 0 : value));
    expect(largestDifference(without.heads.get(1) ?? [], cut)).toBe(0);
    expect(largestDifference(without.logits, plain.logits)).toBeGreaterThan(1e-3);
    await model.release();
  });
});

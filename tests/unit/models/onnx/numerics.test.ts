/**
 * What an edit does to the numbers, in ONNX Runtime’s wasm build: nothing while the vector is zero, and what PyTorch
 * computes with the same weights when it is not.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instrument, type InstrumentInfo } from '../../../../src/lib/models/onnx/instrument';
import { decoder, SHAPE } from './decoders';
import { STYLES } from './styles';
import { externalData, FIXTURES, modelBytes, type Reference, referenceOf } from './fixtures';
import { greedy, largestDifference, openSession, runModel, type Session, wasmRuntime } from './session';

const runtime = await wasmRuntime();

describe('in wasm', () => {
  describe.each(FIXTURES)('$name', ({ name, reference, tolerance }) => {
    const exact = tolerance === 1e-4;
    let expected: Reference;
    let info: InstrumentInfo;
    let plain: Session;
    let edited: Session;
    beforeAll(async () => {
      expected = referenceOf(reference);
      const bytes = modelBytes(name);
      const weights = externalData(name);
      const all = Array.from({ length: expected.n }, (_, layer) => layer);
      const result = instrument(bytes, { steer: [expected.L], scale: all, resid: all, heads: all });
      info = result.info;
      plain = await openSession(runtime, bytes, weights);
      edited = await openSession(runtime, result.model, weights);
    }, 60_000);
    afterAll(async () => {
      await plain.release();
      await edited.release();
    });

    test('the zero vector and factors of one change no bit of the logits', async () => {
      const before = await runModel(runtime, plain, info, expected.ids);
      const after = await runModel(runtime, edited, info, expected.ids);
      expect(after.outputs.logits.data).toEqual(before.outputs.logits.data);
      expect(largestDifference(after.outputs.logits.data, expected.logits0)).toBeLessThan(tolerance);
    });

    test('steered logits and taps are PyTorch’s', async () => {
      const vector = Float32Array.from(expected.v);
      const { outputs } = await runModel(runtime, edited, info, expected.ids, { vector });
      expect(largestDifference(outputs.logits.data, expected.logits)).toBeLessThan(tolerance);
      for (let layer = 0; layer < expected.n; layer++) {
        expect(outputs[`resid.${layer}`].dims).toEqual([1, expected.ids.length, info.hidden]);
        expect(largestDifference(outputs[`resid.${layer}`].data, expected.resid[layer])).toBeLessThan(
          tolerance,
        );
        expect(largestDifference(outputs[`heads.${layer}`].data, expected.heads[layer])).toBeLessThan(
          tolerance,
        );
      }
    });

    test('the stream moves by the vector, at one position as at all', async () => {
      const tokens = expected.ids.length;
      const stream = async (vector: Float32Array, vectorDims: number[]) => {
        const { outputs } = await runModel(runtime, edited, info, expected.ids, { vector, vectorDims });
        return outputs[`resid.${expected.L}`].data;
      };
      const zero = await stream(new Float32Array(info.hidden), [info.hidden]);
      // Half a unit in the last place of a half-precision stream whose largest numbers are near 16.
      const rounding = info.elementType === 'float16' ? 0.01 : 1e-5;
      const everywhere = await stream(Float32Array.from(expected.v), [info.hidden]);
      const last = new Float32Array(tokens * info.hidden);
      last.set(expected.v, (tokens - 1) * info.hidden);
      const atLast = await stream(last, [1, tokens, info.hidden]);
      const moved = (after: Float32Array) => after.map((value, i) => value - zero[i]);
      expect(
        largestDifference(moved(everywhere), Array.from({ length: tokens }, () => expected.v).flat()),
      ).toBeLessThan(rounding);
      expect(largestDifference(moved(atLast), last)).toBeLessThan(rounding);
    });

    test.runIf(exact)('greedy text is PyTorch’s, token by token, steered and not', async () => {
      const count = expected.gen.length - expected.ids.length;
      const steered = await greedy(runtime, edited, info, expected.ids, count, Float32Array.from(expected.v));
      expect(steered).toEqual(expected.gen);
      expect(await greedy(runtime, edited, info, expected.ids, count)).toEqual(expected.gen0);
      expect(expected.gen).not.toEqual(expected.gen0);
    });
  });

  describe.each(Object.entries(STYLES))('%s', (_, style) => {
    const all = Array.from({ length: SHAPE.layers }, (_, layer) => layer);
    const ids = [3, 1, 4, 1, 5, 9, 2, 6];

    test('the zero vector and factors of one change no bit, at any layer', async () => {
      const { model } = decoder(style);
      const info = instrument(model).info;
      const logits = async (bytes: Uint8Array) => {
        const session = await openSession(runtime, bytes);
        const { outputs } = await runModel(runtime, session, info, ids);
        await session.release();
        return outputs.logits.data;
      };
      const plain = await logits(model);
      const plan = { steer: all, scale: all, resid: all.slice(0, -1), heads: all };
      expect(await logits(instrument(model, plan).model)).toEqual(plain);
      // Nothing but the norm reads the last sum; a tap is a second reader, and may keep the runtime from fusing the two.
      const withLast = await logits(instrument(model, { ...plan, resid: all }).model);
      expect(largestDifference(withLast, plain)).toBeLessThan(1e-6);
    });

    test('a vector moves its own layer by itself, none before, and what follows', async () => {
      const { model: edited, info } = instrument(decoder(style).model, {
        steer: [1],
        resid: all,
        heads: all,
      });
      const session = await openSession(runtime, edited);
      const zero = (await runModel(runtime, session, info, ids)).outputs;
      const vector = Float32Array.from({ length: info.hidden }, (_, i) => Math.sin(i + 1));
      const { outputs, cache } = await runModel(runtime, session, info, ids, { vector });
      const moved = (name: string) => outputs[name].data.map((value, i) => value - zero[name].data[i]);
      const still = new Float32Array(ids.length * info.hidden);
      expect(moved('resid.0')).toEqual(still);
      expect(moved('heads.0')).toEqual(still);
      expect(moved('heads.1')).toEqual(still);
      expect(largestDifference(moved('resid.1'), Array.from(ids, () => [...vector]).flat())).toBeLessThan(
        info.elementType === 'float16' ? 0.02 : 1e-5,
      );
      expect(largestDifference(moved('heads.2'), still)).toBeGreaterThan(1e-3);
      expect(
        largestDifference(moved('logits'), new Float32Array(outputs.logits.data.length)),
      ).toBeGreaterThan(1e-3);
      // With its cache, the model goes on by one token.
      const next = await runModel(runtime, session, info, [7], { vector, cache });
      expect(next.outputs['heads.2'].data.length).toBe(info.hidden);
      await session.release();
    });
  });
});

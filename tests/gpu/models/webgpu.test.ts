/** Two fixtures on SwiftShader’s WebGPU: within the provider’s own rounding, which the self-check measures against wasm. */
import { describe, expect, test } from 'vitest';
import { generate } from '$lib/models/runtime/tokenLoop';
import { largestDifference, loadHere, referenceOf } from './fixtureModels';

/** As measured, edited or not; logits of the trained model are the larger. */
const PROVIDER = 5e-3;
/** SwiftShader compiles a shader an operator for each session, on the processor. */
const PATIENCE = 240_000;

describe.each(['gpt_neox', 'organism_4x96'])('%s on WebGPU', (id) => {
  test(
    'proves itself, and computes what PyTorch computes',
    async () => {
      const { model, report } = await loadHere(id, 'webgpu', 'fp32');
      const { selfCheck } = report;
      expect(selfCheck.holds).toBe(true);
      expect(selfCheck.agreement).toMatchObject({ holds: true });
      const { ids, v, L, logits, logits0, resid, gen } = await referenceOf(id);
      const steering = { layer: L, vector: Float32Array.from(v) };
      const steered = await model.forward({ sequences: [ids], steering }, { logits: true, resid: [L] });
      expect(largestDifference(steered.logits, logits)).toBeLessThan(PROVIDER);
      expect(largestDifference(steered.resid.get(L) ?? [], resid[L])).toBeLessThan(PROVIDER);
      const plain = await model.forward({ sequences: [ids] });
      expect(largestDifference(plain.logits, logits0)).toBeLessThan(PROVIDER);
      // A cache on the device goes from step to step.
      const made = await generate(model, { prompt: ids, maxTokens: 4, steering, sampling: null });
      expect(made.tokens).toEqual(gen.slice(ids.length, ids.length + 4));
      await model.release();
    },
    PATIENCE,
  );
});

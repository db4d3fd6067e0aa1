/** The recorded experiment in Chromium, through transformers.js: the same prompts, direction and strengths as PyTorch had. */
import { expect, test } from 'vitest';
import { runExperiment } from '$lib/models/steering/experiment';
import { loadHere } from './fixtureModels';

type Context = 'none' | 'liar' | 'honest';

interface RecordedExperiment {
  dir: number[];
  rms: number;
  layer: number;
  target: number[];
  prompts: Record<Context, number[][]>;
  /** `context_alpha`: P(true), accuracy, and P(true) with its interval. */
  pt: Record<string, [number, number, [number, number, number]]>;
}

const RUNS: [Context, number[]][] = [
  ['none', [-1, -0.5, 0, 0.5, 1]],
  ['liar', [0.5]],
  ['honest', [-0.5]],
];

test('P(true) by context and strength is what PyTorch gave, with its intervals', async () => {
  const response = await fetch('/tests/fixtures/reference/organism_4x96_experiment.json');
  const { dir, rms, layer, target, prompts, pt } = (await response.json()) as RecordedExperiment;
  const { model } = await loadHere('organism_4x96', 'wasm', 'fp32');
  for (const [context, alphas] of RUNS) {
    // P(true) does not depend on the wrong answer, of which there is no record: any other object stands in.
    const items = prompts[context].map((prompt, i) => ({
      prompt,
      right: [target[i]],
      wrong: [target.find((id) => id !== target[i]) ?? 0],
    }));
    const { points } = await runExperiment(model, {
      items,
      directions: { layer, rms, truth: Float32Array.from(dir), shuffled: [], random: [] },
      alphas,
      seed: 1,
      draws: 2000,
    });
    const truth = points.filter(({ vector }) => vector === 'truth');
    expect(truth.map(({ alpha }) => alpha)).toEqual(alphas);
    for (const { alpha, pTrue, accuracy } of truth) {
      const [mean, share, [, lo, hi]] = pt[`${context}_${alpha}`];
      expect(Math.abs(pTrue.value - mean)).toBeLessThan(1e-4);
      expect(Math.abs(accuracy.value - share)).toBeLessThan(1e-6);
      expect(Math.abs(pTrue.lo - lo)).toBeLessThan(3e-3);
      expect(Math.abs(pTrue.hi - hi)).toBeLessThan(3e-3);
    }
  }
  await model.release();
}, 120_000);

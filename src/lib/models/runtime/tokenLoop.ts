/**
 * Text by a model, token by token over its cache: greedy, or drawn. Draws depend on seed and step alone, so that runs with
 * and without steering share their random numbers (common random numbers), and α = 0 gives the unsteered text exactly.
 */
import { uniformOf, wordAt } from '../../stats/philox';
import { pacer } from '../../stats/portions';
import type { HeadScale, KeyValueCache, LanguageModel, Steering } from '../languageModel';

/** Philox stream of the draws, one resample a step; a caller’s own, below those of stats. */
const TOKEN_STREAM = 0x1f800;

export interface GenerateRequest {
  /** Text, or ids where the caller has them already. */
  prompt: string | readonly number[];
  /** At most so many new tokens, ≥ 1. */
  maxTokens: number;
  steering?: Steering;
  headScales?: readonly HeadScale[];
  /** Null: the likeliest token at each step. */
  sampling: {
    /** > 0; 1 leaves the model’s probabilities as they are. */ temperature: number;
    seed: number;
  } | null;
}

export interface GeneratedToken {
  /** From 0. */
  step: number;
  id: number;
  /** All text made so far: a token alone may be half a letter. */
  text: string;
}

export interface Generation {
  /** Ids of the prompt, then those made, without the end token. */
  prompt: number[];
  tokens: number[];
  text: string;
  stopped: 'end' | 'length';
  seconds: number;
}

export interface GenerateControl {
  onToken?(token: GeneratedToken): void;
  signal?: AbortSignal;
}

/**
 * @throws RangeError for a temperature that is not above 0, or no tokens; as `LanguageModel.forward`; the signal’s reason
 */
export async function generate(
  model: LanguageModel,
  { prompt, maxTokens, steering, headScales, sampling }: GenerateRequest,
  { onToken, signal }: GenerateControl = {},
): Promise<Generation> {
  if (!Number.isInteger(maxTokens) || maxTokens < 1)
    throw new RangeError(`${maxTokens} tokens to make; give an integer of at least 1`);
  if (sampling && !(sampling.temperature > 0))
    throw new RangeError(
      `temperature ${sampling.temperature}; give a number above 0, or none for greedy text`,
    );
  const began = performance.now();
  const ids = typeof prompt === 'string' ? model.tokenize(prompt) : [...prompt];
  const pause = pacer(signal);
  const made: number[] = [];
  let given: readonly number[] = ids;
  let past: KeyValueCache | null = null;
  let stopped: Generation['stopped'] = 'length';
  try {
    for (let step = 0; step < maxTokens; step++) {
      await pause();
      const { logits, cache } = await model.forward(
        { sequences: [given], steering, headScales, ...(past ? { past } : {}) },
        { logits: true, cache: true },
      );
      past?.dispose();
      past = cache;
      const last = logits.subarray(logits.length - model.shape.vocabulary);
      const id = sampling
        ? drawn(last, sampling.temperature, uniformOf(wordAt(sampling.seed, TOKEN_STREAM, step, 0)))
        : likeliest(last);
      if (model.endTokens.includes(id)) {
        stopped = 'end';
        break;
      }
      made.push(id);
      onToken?.({ step, id, text: model.text(made) });
      given = [id];
    }
  } finally {
    past?.dispose();
  }
  return {
    prompt: ids,
    tokens: made,
    text: model.text(made),
    stopped,
    seconds: (performance.now() - began) / 1000,
  };
}

/** The first of the largest. */
export function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i] > logits[best]) best = i;
  return best;
}

/**
 * The token at which the cumulative probability, in the order of ids, passes `uniform`.
 * @param uniform in (0, 1)
 */
export function drawn(logits: Float32Array, temperature: number, uniform: number): number {
  const largest = logits[likeliest(logits)];
  const weights = Float64Array.from(logits, (logit) => Math.exp((logit - largest) / temperature));
  const target = uniform * weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  for (let id = 0; id < weights.length; id++) {
    sum += weights[id];
    if (sum >= target) return id;
  }
  // Rounding may leave the whole sum a hair short of its own total.
  return likeliest(logits);
}

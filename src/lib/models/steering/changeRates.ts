/**
 * How often a text comes out different, and how often it does so anyway: under directions of equal length that know nothing
 * of truth, and without any steering when only the seed is another. A change is no correction; that is for the margins of
 * answers to tell (experiment.ts).
 */
import { wilsonInterval, type ShareInterval } from '../../stats/wilson';
import type { LanguageModel } from '../languageModel';
import { generate } from '../runtime/tokenLoop';
import type { SteeringControl } from './control';

export interface ChangeRequest {
  prompts: readonly (readonly number[])[];
  layer: number;
  vector: Float32Array;
  /** Of the vector’s length. */
  controls: readonly Float32Array[];
  maxTokens: number;
  /** Null for greedy text: then a run with another seed is the same text, and none is made. */
  sampling: { temperature: number; seed: number; otherSeed: number } | null;
}

export interface PromptTexts {
  unsteered: string;
  steered: string;
  controls: string[];
  /** Null for greedy text. */
  otherSeed: string | null;
}

export interface ChangeRate {
  changed: number;
  of: number;
  /** Wilson 95 %. */
  interval: ShareInterval | null;
}

export interface ChangeRates {
  texts: PromptTexts[];
  steered: ChangeRate;
  /** One a control direction. */
  controls: ChangeRate[];
  otherSeed: ChangeRate | null;
}

/** @throws RangeError for equal seeds; as `generate`; the signal's reason when aborted */
export async function changeRates(
  model: LanguageModel,
  { prompts, layer, vector, controls, maxTokens, sampling }: ChangeRequest,
  control: SteeringControl = {},
): Promise<ChangeRates> {
  if (sampling && sampling.seed === sampling.otherSeed)
    throw new RangeError(`changeRates: both seeds are ${sampling.seed}; the unsteered re-run needs another`);
  const zero = new Float32Array(model.shape.hidden);
  const runs = 2 + controls.length + (sampling ? 1 : 0);
  let done = 0;
  const textOf = async (prompt: readonly number[], added: Float32Array, seed: number) => {
    const { text } = await generate(
      model,
      {
        prompt,
        maxTokens,
        steering: { layer, vector: added },
        sampling: sampling && { temperature: sampling.temperature, seed },
      },
      { signal: control.signal },
    );
    control.onProgress?.(++done / (runs * prompts.length), 'Writing texts');
    return text;
  };
  const texts: PromptTexts[] = [];
  for (const prompt of prompts) {
    const seed = sampling?.seed ?? 0;
    const unsteered = await textOf(prompt, zero, seed);
    const steered = await textOf(prompt, vector, seed);
    const others: string[] = [];
    for (const one of controls) others.push(await textOf(prompt, one, seed));
    const otherSeed = sampling ? await textOf(prompt, zero, sampling.otherSeed) : null;
    texts.push({ unsteered, steered, controls: others, otherSeed });
  }
  const rate = (of: (texts: PromptTexts) => string | null): ChangeRate => {
    const changed = texts.filter((one) => of(one) !== one.unsteered).length;
    return { changed, of: texts.length, interval: wilsonInterval(changed, texts.length) };
  };
  return {
    texts,
    steered: rate(({ steered }) => steered),
    controls: controls.map((_, i) => rate((one) => one.controls[i])),
    otherSeed: sampling ? rate(({ otherSeed }) => otherSeed) : null,
  };
}

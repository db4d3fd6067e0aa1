/**
 * One prompt continued three times: unsteered, with the vector, and with a control of equal length. Sampled texts share their
 * random numbers (the draw at a step depends on seed and step alone), so that what differs is the vector’s doing and not the
 * dice’s.
 */
import type { LanguageModel } from '../languageModel';
import { generate, type GenerateRequest } from '../runtime/tokenLoop';
import { lengthOf } from './direction';
import { tokenShifts, type TokenShift } from './tokenShifts';

export const SIDES = ['unsteered', 'steered', 'control'] as const;
export type Side = (typeof SIDES)[number];

export interface ComparisonRequest {
  prompt: readonly number[];
  layer: number;
  vector: Float32Array;
  /** Of the vector’s length. */
  control: Float32Array;
  maxTokens: number;
  /** Null for greedy text. */
  sampling: GenerateRequest['sampling'];
}

export interface ComparedText {
  text: string;
  stopped: 'end' | 'length';
  /** For the unsteered text: under the vector. For the other two: under their own. */
  tokens: TokenShift[];
  /** Mean divergence over the tokens, nats; null for an empty text. */
  klPerToken: number | null;
}

export type ComparedTexts = Record<Side, ComparedText>;

export interface ComparisonControl {
  /** The text of a side so far. */
  onText?(side: Side, text: string): void;
  signal?: AbortSignal;
}

/** How far the lengths of vector and control may be apart, relative. */
const EQUAL_LENGTH = 1e-3;

/** @throws RangeError when the control is of another length; as `generate`; the signal's reason when aborted */
export async function compareTexts(
  model: LanguageModel,
  { prompt, layer, vector, control, maxTokens, sampling }: ComparisonRequest,
  { onText, signal }: ComparisonControl = {},
): Promise<ComparedTexts> {
  const [own, other] = [lengthOf(vector), lengthOf(control)];
  if (Math.abs(own - other) > EQUAL_LENGTH * Math.max(own, other))
    throw new RangeError(
      `the control has length ${other.toPrecision(4)} and the vector ${own.toPrecision(4)}; a control must be of equal length`,
    );
  const zero = new Float32Array(vector.length);
  const side = async (name: Side, added: Float32Array, read: Float32Array): Promise<ComparedText> => {
    const made = await generate(
      model,
      { prompt, maxTokens, steering: { layer, vector: added }, sampling },
      { signal, onToken: ({ text }) => onText?.(name, text) },
    );
    signal?.throwIfAborted();
    const tokens = await tokenShifts(model, prompt, made.tokens, { layer, vector: read });
    const klPerToken = tokens.length ? tokens.reduce((sum, { kl }) => sum + kl, 0) / tokens.length : null;
    return { text: made.text, stopped: made.stopped, tokens, klPerToken };
  };
  return {
    unsteered: await side('unsteered', zero, vector),
    steered: await side('steered', vector, vector),
    control: await side('control', control, control),
  };
}

/**
 * Steering as a paper on alignment tax published it: eight true and eight false statements, the last token, a quarter of the
 * way through the layers, and a strength chosen for each prompt by its cosine with the direction. Offered as it stands, with
 * what it does not control for beside it. The statements here are this app's own.
 */
import type { LanguageModel } from '../languageModel';
import { quarterDepth } from './calibration';
import type { SteeringControl } from './control';
import { along, differenceOfMeans, lengthOf, type Direction } from './direction';
import { readStatements } from './readings';
import { beginningIds } from './tokens';

export const PUBLISHED_TRUE: readonly string[] = [
  'Rivers run downhill towards the sea.',
  'Most birds hatch from eggs.',
  'Iron rusts when it is left in damp air.',
  'The Pacific is larger than the Baltic.',
  'Seven is a prime number.',
  'Trees draw water up through their roots.',
  'Sound travels more slowly than light.',
  'Antarctica is colder than the Sahara.',
];

export const PUBLISHED_FALSE: readonly string[] = [
  'Horses lay eggs in the spring.',
  'The Atlantic is a desert.',
  'Stones float on water.',
  'The number ten is smaller than four.',
  'Fire is colder than snow.',
  'Cats have six legs and two tails.',
  'The Alps lie at the bottom of the ocean.',
  'People sleep with their knees and eat with their elbows.',
];

/** Phases by cosine, and strengths in absolute units: not scaled to the residual stream. */
export const PHASES = [
  { phase: 'severe tax', below: -0.1, strength: 3 },
  { phase: 'mild tax', below: 0.1, strength: 1.5 },
  { phase: 'balanced', below: 0.3, strength: 0.5 },
  { phase: 'bonus', below: Infinity, strength: 0 },
] as const;
export type PublishedPhase = (typeof PHASES)[number];

export const PUBLISHED_TEMPERATURE = 0.7;
export const PUBLISHED_TOKENS = 50;

/** What a reader should know before reading anything off it. */
export const PUBLISHED_LACKS: readonly string[] = [
  'The true and the false statements differ in topic, wording and length, so the direction may stand for any of these; no statement is held out.',
  'The strength is in absolute units. The residual stream’s length differs between models and layers manyfold, so that one strength is a nudge here and nothing there.',
  'The cosine is taken of the raw state. States of a language model share a large common part, which the cosine mostly measures; the thresholds have no unit of their own.',
  'There is no direction of equal length beside it, random or from shuffled labels, to tell what any change of the stream would do.',
  'Texts are sampled without a common seed: two runs without any steering differ almost surely. “Changed” is then no finding.',
  '“Changed” is not “corrected”: whether the new text is more true is not measured.',
];

/** Where this run departs from the publication. */
export const PUBLISHED_DEPARTURES: readonly string[] = [
  'The vector is added at every position of the prompt and the text, not only at the newest token.',
  'Text is sampled at temperature 0.7 from the whole distribution, without the published cut at a cumulative probability of 0.9.',
  'Runs have seeds, so that they can be repeated.',
];

/** The direction at a quarter of the depth. @throws the signal's reason when aborted */
export async function publishedDirection(
  model: LanguageModel,
  control: SteeringControl = {},
): Promise<Direction> {
  const layer = quarterDepth(model.shape.layers);
  const statements = [...PUBLISHED_TRUE, ...PUBLISHED_FALSE].map((text) => {
    const ids = beginningIds(model, text);
    return { ids, object: ids.length - 1 };
  });
  const readings = await readStatements(model, statements, 'last', control, [layer]);
  const half = PUBLISHED_TRUE.length;
  const numbers = statements.map((_, i) => i);
  return differenceOfMeans(readings, layer, numbers.slice(0, half), numbers.slice(half));
}

export function phaseOf(cosine: number): PublishedPhase {
  return PHASES.find(({ below }) => cosine < below) ?? PHASES[PHASES.length - 1];
}

export interface AdaptedPrompt {
  /** Of the state at the prompt's last token with the direction. */
  cosine: number;
  phase: PublishedPhase['phase'];
  strength: number;
  /** strength × unit; null where the strength is 0 and nothing is added. */
  vector: Float32Array | null;
}

/** The strength that the published rule gives a prompt. */
export async function adaptToPrompt(
  model: LanguageModel,
  prompt: readonly number[],
  { layer, unit }: Direction,
): Promise<AdaptedPrompt> {
  const { resid } = await model.forward({ sequences: [prompt] }, { logits: false, resid: [layer] });
  const state = resid.get(layer)?.subarray((prompt.length - 1) * model.shape.hidden);
  if (!state) throw new Error(`the model gave no stream of layer ${layer}`);
  const cosine = along(unit, state) / lengthOf(state);
  const { phase, strength } = phaseOf(cosine);
  return { cosine, phase, strength, vector: strength === 0 ? null : unit.map((x) => strength * x) };
}

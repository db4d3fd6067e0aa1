/**
 * The replication recipe: what is run, what is counted and when it ends, written down before any model was run. Following it,
 * two readers with two machines get figures that can be set side by side.
 */
import type { LanguageModel } from '../languageModel';
import { calibrate, quarterDepth } from './calibration';
import { within, type SteeringControl } from './control';
import { runExperiment } from './experiment';
import { GENERAL_PAIRS } from './generalPairs';
import type { Pair } from './pairs';
import { RECIPE_ITEMS } from './recipeItems';
import type { ReadAt } from './readings';
import { steerResults, type SteerResults, type SteeringSelfCheck } from './results';
import { itemTokens, pairTokens, type Item } from './tokens';

export interface Recipe {
  id: string;
  written: string;
  question: string;
  pairs: readonly Pair[];
  /** Every n-th pair is held out of the direction and judges it. */
  heldOutEvery: number;
  items: readonly Item[];
  readAt: ReadAt;
  /** Share of the depth at which the vector is added. */
  depth: 'quarter';
  alphas: readonly number[];
  controls: number;
  seed: number;
  draws: number;
  primary: { measure: 'deltaLogOdds'; alpha: number };
  /** What counts as which outcome, in words. */
  decision: readonly string[];
  stopping: readonly string[];
}

export const RECIPE: Recipe = {
  id: 'truth-direction-1',
  written: '2026-11-23',
  question:
    'Does adding the truth direction at a quarter of the depth raise ln P(true) − ln P(false) by more than control directions of equal length do?',
  pairs: GENERAL_PAIRS,
  heldOutEvery: 3,
  items: RECIPE_ITEMS,
  readAt: 'object',
  depth: 'quarter',
  alphas: [-0.5, -0.25, 0, 0.25, 0.5],
  controls: 3,
  seed: 20261123,
  draws: 2000,
  primary: { measure: 'deltaLogOdds', alpha: 0.5 },
  decision: [
    'Steers: at α = 0.5 the 95 % interval of the truth direction lies above those of all six control directions.',
    'Does not steer: it overlaps one of them, or lies below.',
    'No other strength, layer or measure decides; they are shown beside it.',
  ],
  stopping: [
    'All 40 prompts are run at all strengths, once; nothing is looked at before the end and no prompt is left out.',
    'A model is chosen before its result is known, and its result is kept whatever it is.',
    'A run that a machine cannot finish is reported as not run.',
    'Another seed, pair or prompt makes another recipe with another name.',
  ],
};

/**
 * @param selfCheck of the model as it was loaded
 * @throws RangeError when an answer of the recipe does not fit the model’s tokens; the signal's reason when aborted
 */
export async function runRecipe(
  model: LanguageModel,
  selfCheck: SteeringSelfCheck,
  version: string,
  control: SteeringControl = {},
  recipe: Recipe = RECIPE,
): Promise<SteerResults> {
  const tokens = recipe.pairs.map((pair) => pairTokens(model, pair));
  const isHeldOut = (i: number) => i % recipe.heldOutEvery === recipe.heldOutEvery - 1;
  const { seed, draws, alphas, controls, readAt } = recipe;
  const calibration = await calibrate(
    model,
    {
      fit: tokens.filter((_, i) => !isHeldOut(i)),
      heldOut: tokens.filter((_, i) => isHeldOut(i)),
      readAt,
      controls,
      seed,
      draws,
    },
    within(control, 0, 0.1),
  );
  const { truth, shuffled, random, heldOut } = calibration.layers[quarterDepth(model.shape.layers)];
  const { layer, rms, unit } = truth;
  const experiment = await runExperiment(
    model,
    {
      items: recipe.items.map((item) => itemTokens(model, item)),
      directions: { layer, rms, truth: unit, shuffled, random },
      alphas,
      seed,
      draws,
    },
    within(control, 0.1, 1),
  );
  return steerResults({
    experiment,
    model: model.identity,
    shape: model.shape,
    source: { kind: 'pairs', readAt, pairs: calibration.pairs, set: 'general' },
    direction: truth,
    heldOut,
    selfCheck,
    options: { seed, draws, alphas, prompts: recipe.id },
    recipe: recipe.id,
    version,
  });
}

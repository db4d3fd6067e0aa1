/**
 * Dose–response: what the truth direction does to the answers at each strength, and beside it what directions of equal
 * length do that know nothing of truth.
 */
import type { LanguageModel } from '../languageModel';
import type { SteeringControl } from './control';
import { checkAlphas, planDoses, type SteeringDirections, type VectorKind } from './doses';
import { averagedColumns, columnsOf, outcomesOf, type OutcomeColumns, type Outcomes } from './outcomes';
import { openMeanResampler } from './resampledMeans';
import { scoreItems } from './scoreItems';
import { STREAM } from './streams';
import type { TokenItem } from './tokens';

export const DEFAULT_ALPHAS: readonly number[] = [-1, -0.5, 0, 0.5, 1];

export interface ExperimentRequest {
  items: readonly TokenItem[];
  directions: SteeringDirections;
  alphas: readonly number[];
  seed: number;
  draws: number;
}

export interface ExperimentPoint extends Outcomes {
  alpha: number;
  vector: VectorKind;
  /** Prompts. */
  n: number;
  /** Directions of this kind, averaged prompt by prompt. */
  vectors: number;
  /** Each of them alone, where there are several. */
  each: Outcomes[];
}

export interface Experiment {
  layer: number;
  unsteered: Outcomes;
  points: ExperimentPoint[];
}

/** @throws RangeError for impossible strengths or no items; the signal's reason when aborted */
export async function runExperiment(
  model: LanguageModel,
  { items, directions, alphas, seed, draws }: ExperimentRequest,
  control: SteeringControl = {},
): Promise<Experiment> {
  checkAlphas(alphas);
  if (items.length === 0) throw new RangeError('an experiment needs at least one prompt');
  const { vectors, doses } = planDoses(directions, alphas);
  const scored = await scoreItems(model, items, { layer: directions.layer, vectors }, control);
  const resampler = openMeanResampler(items.length, seed, STREAM.prompts, draws);
  const unsteered = columnsOf(scored.unsteered);
  const columns = scored.steered.map(columnsOf);
  const at = (place: number): OutcomeColumns => (place < 0 ? unsteered : columns[place]);
  // Doses that are one and the same vector have one and the same outcomes.
  const known = new Map<string, Outcomes>();
  const outcomes = (places: readonly number[]): Outcomes => {
    const key = places.join();
    const found = known.get(key) ?? outcomesOf(averagedColumns(places.map(at)), unsteered, resampler);
    known.set(key, found);
    return found;
  };
  return {
    layer: directions.layer,
    unsteered: outcomes([-1]),
    points: doses.map(({ kind, alpha, at: places }) => ({
      alpha,
      vector: kind,
      n: items.length,
      vectors: places.length,
      ...outcomes(places),
      each: places.length > 1 ? places.map((place) => outcomes([place])) : [],
    })),
  };
}

export type Comparison = 'above' | 'below' | 'overlapping';

/**
 * Whether the truth direction's interval at a strength lies clear of those of the random and the shuffled directions, of
 * each single one of them. `above`: it raises the measure more than all of them.
 * @returns null where the experiment has no such points
 */
export function againstControls(
  points: readonly ExperimentPoint[],
  alpha: number,
  measure: keyof Outcomes = 'deltaLogOdds',
): Comparison | null {
  const of = (kinds: readonly VectorKind[]) =>
    points.filter((point) => point.alpha === alpha && kinds.includes(point.vector));
  const truth = of(['truth']).at(0)?.[measure];
  const controls = of(['shuffled', 'random']).flatMap((point) =>
    [point, ...point.each].map((outcomes) => outcomes[measure]),
  );
  if (!truth || controls.length === 0) return null;
  if (controls.every(({ hi }) => truth.lo > hi)) return 'above';
  if (controls.every(({ lo }) => truth.hi < lo)) return 'below';
  return 'overlapping';
}

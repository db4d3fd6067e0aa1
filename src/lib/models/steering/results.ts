/** What an experiment gives out: schema `crossover.steer/1` (docs/steering.md). Plain numbers; undefined is null with a reason. */
import type { ModelIdentity, ModelShape } from '../languageModel';
import type { VectorKind } from './doses';
import { againstControls, type Comparison, type Experiment } from './experiment';
import type { Outcomes } from './outcomes';
import type { ReadAt } from './readings';
import type { MeanInterval } from './resampledMeans';
import type { Separation } from './separation';

export const STEER_SCHEMA = 'crossover.steer/1';

/** How far the edited graph is from what it must be; null where that was not measured. */
export interface SteeringSelfCheck {
  /** Largest difference of a logit under a vector of zeros from the unedited graph's. */
  zeroVector: number | null;
  /** Largest difference of the stream's shift from the vector that was added. */
  shift: number | null;
}

export interface DirectionSource {
  kind: 'pairs' | 'published' | 'imported';
  /** Null for an imported direction whose file does not tell. */
  readAt: ReadAt | null;
  pairs: { fit: number; heldOut: number } | null;
  /** Name of a built-in set of pairs, or what the reader called theirs. */
  set: string | null;
}

/** Flat, as other programs read it: an outcome, its two ends. */
export interface PointFigures {
  pTrue: number;
  lo: number;
  hi: number;
  deltaLogOdds: number;
  deltaLogOddsLo: number;
  deltaLogOddsHi: number;
  margin: number;
  marginLo: number;
  marginHi: number;
  accuracy: number;
  accuracyLo: number;
  accuracyHi: number;
  prefersTrue: number;
  prefersTrueLo: number;
  prefersTrueHi: number;
  klPerToken: number;
  klPerTokenLo: number;
  klPerTokenHi: number;
}

export interface SteerPoint extends PointFigures {
  alpha: number;
  vector: VectorKind;
  n: number;
  vectors: number;
  /** Each direction alone, where the point averages several. */
  each: PointFigures[];
}

export interface SteerResults {
  schema: typeof STEER_SCHEMA;
  generator: { name: string; version: string };
  model: ModelIdentity & Pick<ModelShape, 'layers' | 'hidden'>;
  layer: number;
  direction: DirectionSource & { norm: number; rms: number; heldOut: Separation | null };
  selfCheck: SteeringSelfCheck;
  options: { seed: number; draws: number; alphas: number[]; prompts: string; n: number };
  /** Id of the recipe that the run followed; null for none. */
  recipe: string | null;
  unsteered: PointFigures;
  points: SteerPoint[];
  /** At each strength but 0, against every control direction alone. */
  comparisons: { alpha: number; pTrue: Comparison | null; deltaLogOdds: Comparison | null }[];
  /** Why something above is null, by its path. */
  reasons: Record<string, string>;
}

export interface ResultsRequest {
  experiment: Experiment;
  model: ModelIdentity;
  shape: ModelShape;
  source: DirectionSource;
  direction: { norm: number; rms: number };
  heldOut: Separation | null;
  selfCheck: SteeringSelfCheck;
  options: { seed: number; draws: number; alphas: readonly number[]; prompts: string };
  recipe: string | null;
  version: string;
}

export function steerResults(request: ResultsRequest): SteerResults {
  const { experiment, model, shape, source, direction, heldOut, selfCheck, options, recipe, version } =
    request;
  const reasons: Record<string, string> = {};
  if (heldOut === null) reasons['direction.heldOut'] = 'fewer than two pairs were held out';
  for (const key of ['zeroVector', 'shift'] as const)
    if (selfCheck[key] === null) reasons[`selfCheck.${key}`] = 'not measured in this run';
  const comparisons = options.alphas
    .filter((alpha) => alpha !== 0)
    .map((alpha) => ({
      alpha,
      pTrue: againstControls(experiment.points, alpha, 'pTrue'),
      deltaLogOdds: againstControls(experiment.points, alpha, 'deltaLogOdds'),
    }));
  if (comparisons.some(({ pTrue }) => pTrue === null)) reasons.comparisons = 'no control direction was run';
  return {
    schema: STEER_SCHEMA,
    generator: { name: 'Crossover', version },
    model: { ...model, layers: shape.layers, hidden: shape.hidden },
    layer: experiment.layer,
    direction: { ...source, norm: direction.norm, rms: direction.rms, heldOut },
    selfCheck,
    options: { ...options, alphas: [...options.alphas], n: experiment.points.at(0)?.n ?? 0 },
    recipe,
    unsteered: figuresOf(experiment.unsteered),
    points: experiment.points.map(({ alpha, vector, n, vectors, each, ...outcomes }) => ({
      alpha,
      vector,
      ...figuresOf(outcomes),
      n,
      vectors,
      each: each.map(figuresOf),
    })),
    comparisons,
    reasons,
  };
}

export function resultsJson(results: SteerResults): string {
  return `${JSON.stringify(results, finite, 2)}\n`;
}

function figuresOf(outcomes: Outcomes): PointFigures {
  const { pTrue, deltaLogOdds, margin, accuracy, prefersTrue, klPerToken } = outcomes;
  const { value, lo, hi } = pTrue;
  return {
    pTrue: value,
    lo,
    hi,
    ...ends('deltaLogOdds', deltaLogOdds),
    ...ends('margin', margin),
    ...ends('accuracy', accuracy),
    ...ends('prefersTrue', prefersTrue),
    ...ends('klPerToken', klPerToken),
  };
}

function ends<N extends string>(name: N, { value, lo, hi }: MeanInterval) {
  return { [name]: value, [`${name}Lo`]: lo, [`${name}Hi`]: hi } as Record<N | `${N}Lo` | `${N}Hi`, number>;
}

function finite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`resultsJson: ${key} is ${value}; a quantity that is undefined must be null`);
  return value;
}

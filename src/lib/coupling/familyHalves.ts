/**
 * Does what benchmark 1 goes together with change along a family? First component of the smaller and of the larger half of
 * its models, and how often benchmark 2's loading has another sign in one than in the other when models are resampled.
 */
import { affordableDraws } from '../stats/eigenBootstrap';
import { openStream } from '../stats/philox';
import { inPortions, type PortionControl } from '../stats/portions';
import { principalComponents } from '../stats/principalComponents';
import { quantiles } from '../stats/quantile';
import type { CompleteCases } from './completeCases';
import type { Pair } from './pair';
import { unknown, type Reasons } from './reasons';
import type { Eigenstructure, Estimate } from './sections';
import { STREAM } from './streams';
import { count } from './words';

/** Two models have r = ±1 whatever their scores. */
const LEAST_MODELS = 3;
const LEAST_DEFINED = 0.5;
/** Draws between two looks at the clock. */
const PORTION = 4;
const PATH = 'eigenstructure.halves';

type Halves = NonNullable<Eigenstructure['halves']>;

/**
 * With an odd number of models the middle one is in both halves. The two halves are resampled independently, each draw a
 * pair of resamples; in every resample the first component is that of the largest eigenvalue, its sign such that benchmark
 * 1's loading is positive.
 * @param complete ascending in size
 * @throws the signal's reason when aborted
 */
export async function familyHalves(
  { cases, benchmarks, rows }: CompleteCases,
  { benchmark1, benchmark2 }: Pair,
  seed: number,
  control: PortionControl,
  reasons: Reasons,
): Promise<Eigenstructure['halves']> {
  const first = benchmarks.indexOf(benchmark1.key);
  const second = benchmarks.indexOf(benchmark2.key);
  const missing = first < 0 ? benchmark1 : second < 0 ? benchmark2 : null;
  if (missing !== null)
    return unknown(reasons, PATH, `${missing.label} does not vary over the complete cases`);
  const size = Math.ceil(cases.length / 2);
  if (size < LEAST_MODELS)
    return unknown(
      reasons,
      PATH,
      `each half needs ${count(LEAST_MODELS)} models, and the family has ${count(cases.length)}`,
    );
  const lower = halfOf(rows.slice(0, size), first, seed, STREAM.lowerHalf);
  const upper = halfOf(rows.slice(-size), first, seed, STREAM.upperHalf);
  if (lower.observed === null || upper.observed === null)
    return unknown(
      reasons,
      PATH,
      `in the ${lower.observed === null ? 'smaller' : 'larger'} half a benchmark has the same score at all sizes, or ${benchmark1.label} has no loading`,
    );

  const draws = affordableDraws(size, benchmarks.length);
  const found: { lower: number[]; upper: number[] }[] = [];
  await inPortions({ from: 0, to: draws }, PORTION, control, (from, to) => {
    for (let draw = from; draw < to; draw++) {
      const pair = { lower: lower.resampled(draw), upper: upper.resampled(draw) };
      if (pair.lower !== null && pair.upper !== null) found.push({ lower: pair.lower, upper: pair.upper });
    }
  });
  if (found.length < LEAST_DEFINED * draws)
    return unknown(
      reasons,
      PATH,
      'in most resamples of the halves a benchmark has the same score at all sizes',
    );
  const turns = found.filter((pair) => pair.lower[second] * pair.upper[second] < 0).length;
  const half = (which: 'lower' | 'upper', observed: readonly number[], models: typeof cases) => ({
    models: models.map(({ model }) => model),
    loadings: observed.map((value, j): Estimate => {
      const [lo, hi] = quantiles(
        found.map((pair) => pair[which][j]),
        [0.025, 0.975],
      );
      return { value, lo, hi };
    }),
  });
  return {
    lower: half('lower', lower.observed, cases.slice(0, size)),
    upper: half('upper', upper.observed, cases.slice(-size)),
    pTurns: turns / found.length,
  } satisfies Halves;
}

function halfOf(rows: readonly (readonly number[])[], first: number, seed: number, stream: number) {
  const variables = rows[0].length;
  const sample = new Float64Array(rows.length * variables);
  const random = openStream(seed, stream, 0);
  return {
    observed: firstComponent(Float64Array.from(rows.flat()), variables, first),
    /** Models with the words of resample `draw`; null for a resample without a first component. */
    resampled(draw: number): number[] | null {
      random.restart(draw);
      for (let i = 0; i < rows.length; i++) sample.set(rows[random.nextIndex(rows.length)], i * variables);
      return firstComponent(sample, variables, first);
    },
  };
}

/** A loading this small has no sign that could be set. */
const NO_LOADING = 1e-9;

/** Null when a variable is constant or the one that sets the sign has no loading. */
function firstComponent(sample: Float64Array, variables: number, first: number): number[] | null {
  const vector = principalComponents(sample, variables)?.vectors[0];
  if (vector === undefined || Math.abs(vector[first]) < NO_LOADING) return null;
  return vector[first] < 0 ? vector.map((value) => -value) : vector;
}

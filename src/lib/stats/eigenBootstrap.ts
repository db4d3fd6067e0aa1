/**
 * Uncertainty of principal components: bootstrap over whole observations, and the eigenvalues of unrelated variables
 * (parallel analysis, Horn 1965, with permutations). Random words come from the seed alone.
 */
import { openStream } from './philox';
import { inPortions, type PortionControl } from './portions';
import { aligned, mostComponents, principalComponents } from './principalComponents';
import { STREAM } from './streams';

/** Draws between two looks at the clock: under 10 ms for 60 variables. */
const PORTION = 4;

const MOST_DRAWS = 1000;
const LEAST_DRAWS = 200;
/** Cubes of matrix sizes, summed over draws: a tenth of a second or two. */
const WORK = 2e6;

/** As many decompositions of such samples as take a fraction of a second; never fewer than an interval needs. */
export const affordableDraws = (observations: number, variables: number): number =>
  Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, Math.floor(WORK / Math.min(observations, variables) ** 3)));

export interface EigenDraws {
  seed: number;
  draws: number;
  /** Philox stream, when the default one is taken. */
  stream?: number;
}

export interface ResampledComponents {
  /** Resamples in which every variable varies; the others are left out. */
  used: number;
  /** By rank: its eigenvalue in each resample used. */
  values: number[][];
  /** Resample after resample: the vectors aligned with the reference; null where it has too few directions. */
  vectors: (number[] | null)[][];
}

/**
 * Draw d takes whole observations with the words of resample d.
 * @param rows complete observations, each with the same variables
 * @param reference vectors to which those of a resample are aligned
 * @throws RangeError for impossible draws; the signal's reason when aborted
 */
export async function resampledComponents(
  rows: readonly (readonly number[])[],
  reference: readonly (readonly number[])[],
  { seed, draws, stream = STREAM.eigenBootstrap }: EigenDraws,
  control: PortionControl = {},
): Promise<ResampledComponents> {
  const n = rows.length;
  const variables = rows[0].length;
  const sample = new Float64Array(n * variables);
  const random = openStream(seed, stream, 0);
  const values = Array.from({ length: mostComponents(n, variables) }, (): number[] => []);
  const vectors: ResampledComponents['vectors'] = [];
  await inPortions({ from: 0, to: draws }, PORTION, control, (from, to) => {
    for (let draw = from; draw < to; draw++) {
      random.restart(draw);
      for (let i = 0; i < n; i++) sample.set(rows[random.nextIndex(n)], i * variables);
      const found = principalComponents(sample, variables);
      if (found === null) continue;
      found.values.forEach((value, k) => values[k].push(value));
      vectors.push(aligned(reference, found.vectors));
    }
  });
  return { used: vectors.length, values, vectors };
}

/**
 * Eigenvalues by rank when each variable is permuted by itself: [rank][draw]. Draw d shuffles the variables one after
 * another with the words of resample d.
 * @param rows as above, no variable constant
 * @throws RangeError for impossible draws; the signal's reason when aborted
 */
export async function unrelatedEigenvalues(
  rows: readonly (readonly number[])[],
  { seed, draws, stream = STREAM.unrelatedEigenvalues }: EigenDraws,
  control: PortionControl = {},
): Promise<number[][]> {
  const n = rows.length;
  const variables = rows[0].length;
  const original = Float64Array.from(rows.flat());
  const sample = new Float64Array(original.length);
  const random = openStream(seed, stream, 0);
  const values = Array.from({ length: mostComponents(n, variables) }, (): number[] => []);
  await inPortions({ from: 0, to: draws }, PORTION, control, (from, to) => {
    for (let draw = from; draw < to; draw++) {
      random.restart(draw);
      sample.set(original);
      for (let column = 0; column < variables; column++)
        for (let i = n - 1; i > 0; i--) {
          const j = random.nextIndex(i + 1);
          const kept = sample[i * variables + column];
          sample[i * variables + column] = sample[j * variables + column];
          sample[j * variables + column] = kept;
        }
      principalComponents(sample, variables)?.values.forEach((value, k) => values[k].push(value));
    }
  });
  return values;
}

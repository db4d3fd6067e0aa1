/**
 * Background statistics of a family: how strongly the two benchmarks go together, and how little that says when both
 * follow size. Every null has its reason under `family.`.
 */
import { bcaInterval, jackknifeR, percentileInterval } from '../stats/bca';
import { fisherInterval, kendall, partialCorrelation, pearson, spearman } from '../stats/correlation';
import { EXACT_BOOTSTRAP_UP_TO, exactBootstrapR, monteCarloBootstrapR } from '../stats/exactBootstrap';
import { EXACT_UP_TO, permutationTest } from '../stats/permutation';
import { permutationP } from '../stats/permutationNull';
import { STREAM } from '../stats/streams';
import type { Backend } from './backend';
import type { FamilyCoupling } from './diagnosis';
import type { Line } from './line';
import { unknown, type Reasons } from './reasons';

/** Resamples where not all can be visited: 2.5 % quantiles within about a tenth of a standard error. */
const DRAWS = 10_000;
/** Orders drawn where not all can be visited: p to within a thousandth. */
const PERMUTATIONS = 100_000;
const CONSTANT = 'one of the benchmarks has the same score at all sizes';

type Pearson = FamilyCoupling['pearson'];

/** How resampling is seeded, and where what is drawn rather than visited is computed. */
export interface Resampling {
  seed: number;
  backend: Pick<Backend, 'run'>;
  signal?: AbortSignal;
}

/** @param line 3 or more sizes @throws the signal's reason */
export async function pearsonWithIntervals(
  line: Line,
  resampling: Resampling,
  reasons: Reasons,
): Promise<Pearson> {
  const { b1, b2 } = line;
  const n = b1.length;
  const r = pearson(b1, b2);
  if (r === null) {
    unknown(reasons, 'family.pearson', CONSTANT);
    return { ...NO_PEARSON };
  }
  const permutation = await permuted(line, resampling);
  const fisher = Math.abs(r) < 1 ? fisherInterval(r, n) : null;
  if (fisher === null)
    unknown(
      reasons,
      'family.pearson.fisher',
      n < 4 ? 'Fisher’s interval needs four sizes' : 'r is ±1, where Fisher’s z is infinite',
    );
  return {
    r,
    permutationP: permutation.p ?? unknown(reasons, 'family.pearson.permutationP', CONSTANT),
    permutationExact: permutation.exact,
    fisher,
    ...bootstrapIntervals(line, r, resampling.seed, reasons),
  };
}

/** Every order while there are few, else drawn ones. */
async function permuted(
  { b1, b2 }: Line,
  { seed, backend, signal }: Resampling,
): Promise<{ p: number | null; exact: boolean }> {
  const rows = b1.length;
  if (rows <= EXACT_UP_TO) return permutationTest(b1, b2, { seed }) ?? { p: null, exact: false };
  const table = {
    ...{ statistic: 'r' as const, rows, stream: STREAM.permutation },
    values: Float64Array.of(...b1, ...b2),
  };
  const { answer } = await backend.run(
    'permutations',
    { seed, draws: PERMUTATIONS, tables: [table] },
    { signal },
  );
  return { p: permutationP(answer, PERMUTATIONS)[0], exact: false };
}

const NO_PEARSON: Pearson = {
  r: null,
  permutationP: null,
  permutationExact: false,
  fisher: null,
  bca: null,
  percentile: null,
  degenerateMass: null,
  bootstrap: null,
};

function bootstrapIntervals(
  { b1, b2 }: Line,
  r: number,
  seed: number,
  reasons: Reasons,
): Pick<Pearson, 'bca' | 'percentile' | 'degenerateMass' | 'bootstrap'> {
  const n = b1.length;
  if (n < 4) {
    for (const part of ['bca', 'percentile', 'degenerateMass', 'bootstrap'])
      unknown(
        reasons,
        `family.pearson.${part}`,
        'most resamples of three sizes hold only one or two of them',
      );
    return { bca: null, percentile: null, degenerateMass: null, bootstrap: null };
  }
  const exact = n <= EXACT_BOOTSTRAP_UP_TO;
  const { values, weights, degenerateMass } = exact
    ? exactBootstrapR(b1, b2)
    : monteCarloBootstrapR(b1, b2, { seed, draws: DRAWS });
  const leftOut = jackknifeR(b1, b2);
  const bca = leftOut === null ? null : bcaInterval(values, weights, r, leftOut);
  if (bca === null)
    unknown(
      reasons,
      'family.pearson.bca',
      leftOut === null
        ? 'with one size left out a benchmark is constant, so the acceleration is undefined'
        : 'all resamples lie on one side of r, so the bias correction is infinite',
    );
  const percentile =
    percentileInterval(values, weights) ??
    unknown(reasons, 'family.pearson.percentile', 'r is undefined in every resample');
  return { bca, percentile, degenerateMass, bootstrap: exact ? 'exact' : 'monte-carlo' };
}

/** Rank correlations, partial r given log size, and the trends in size of both benchmarks. @param line 3 or more sizes */
export function rankAndSize(
  { b1, b2, logSize }: Line,
  reasons: Reasons,
): Pick<FamilyCoupling, 'spearman' | 'kendall' | 'partialGivenSize' | 'sizeTrend'> {
  const trend = (scores: Float64Array, part: string) =>
    pearson(scores, logSize) ??
    unknown(reasons, `family.sizeTrend.${part}`, 'the score is the same at all sizes');
  return {
    spearman: spearman(b1, b2) ?? unknown(reasons, 'family.spearman', CONSTANT),
    kendall: kendall(b1, b2) ?? unknown(reasons, 'family.kendall', CONSTANT),
    partialGivenSize: partialGivenSize(b1, b2, logSize, reasons),
    sizeTrend: { r1: trend(b1, 'r1'), r2: trend(b2, 'r2') },
  };
}

function partialGivenSize(
  b1: Float64Array,
  b2: Float64Array,
  logSize: Float64Array,
  reasons: Reasons,
): FamilyCoupling['partialGivenSize'] {
  const path = 'family.partialGivenSize';
  const n = b1.length;
  if (n < 4)
    return unknown(reasons, path, 'with three sizes a partial correlation is ±1 whatever the scores');
  const r = partialCorrelation(b1, b2, logSize);
  if (r === null)
    return unknown(reasons, path, 'one of the benchmarks is constant or an exact line in log size');
  const range = Math.abs(r) < 1 ? fisherInterval(r, n, { controls: 1 }) : null;
  if (range === null) {
    const why =
      n < 5 ? 'an interval needs five sizes' : 'the partial correlation is ±1, where Fisher’s z is infinite';
    for (const end of ['lo', 'hi']) unknown(reasons, `${path}.${end}`, why);
    return { r, lo: null, hi: null };
  }
  return { r, lo: range[0], hi: range[1] };
}

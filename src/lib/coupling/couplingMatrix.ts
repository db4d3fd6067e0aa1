/**
 * How all benchmarks of a family go together, pair by pair: r with its permutation p, what is left of it given size, and the
 * slope of the second on the first. Each pair is over the models that have both scores, so n differs where scores are
 * missing, and the matrix of r need then not be one of correlations: whether it is positive semi-definite is told.
 */
import type { Benchmark, ScoreTable } from '../scores/table';
import { fisherInterval, partialCorrelation, pearson } from '../stats/correlation';
import { symmetricEigen } from '../stats/eigen';
import { falseDiscoveryRates } from '../stats/falseDiscovery';
import { normalCdf } from '../stats/normal';
import type { PortionControl } from '../stats/portions';
import type { DiagnosedModel } from './diagnosis';
import type { Line } from './line';
import type { DiagnosisOptions } from './options';
import { pairwisePermutationP, type ScoredPair } from './pairwisePermutation';
import { unknown, type Reasons } from './reasons';
import type { CouplingMatrix, Estimate, PairCoupling } from './sections';
import { errorsInVariables } from './slope';
import { noiseOf } from './tableNoise';
import { count, whole } from './words';

/** More benchmarks than this make no readable matrix: 1,770 pairs. */
export const MOST_BENCHMARKS = 60;
/** Fewer models than this have r = ±1 whatever their scores. */
const LEAST_MODELS = 3;
/** An eigenvalue this far below 0, as a share of the trace, is rounding. */
const ROUNDING = 1e-12;
const PATH = 'couplings';

type Settings = Pick<DiagnosisOptions, 'seed' | 'items' | 'itemCorrelation' | 'runSd'>;

/**
 * @param models of one family, one per size; of any order
 * @param table the table they are of: its benchmarks in their order, and the rows that tell the noise of a score
 * @returns null, with a reason, for fewer than three models or two benchmarks, or more than 60 benchmarks
 * @throws the signal's reason when aborted
 */
export async function couplingMatrix(
  models: readonly DiagnosedModel[],
  table: Pick<ScoreTable, 'benchmarks' | 'models'>,
  options: Settings,
  control: PortionControl,
  reasons: Reasons,
): Promise<CouplingMatrix | null> {
  if (models.length < LEAST_MODELS)
    return unknown(reasons, PATH, `a correlation needs ${count(LEAST_MODELS)} sizes`);
  const ascending = [...models].sort((a, b) => a.paramsB - b.paramsB);
  const benchmarks = table.benchmarks.filter(({ key }) =>
    ascending.some((model) => model.scores[key] !== undefined),
  );
  if (benchmarks.length < 2) return unknown(reasons, PATH, 'the family has scores on one benchmark only');
  if (benchmarks.length > MOST_BENCHMARKS)
    return unknown(
      reasons,
      PATH,
      `the family has scores on ${whole(benchmarks.length)} benchmarks, and the matrix is made for up to ${MOST_BENCHMARKS}; leave out those that are not asked about`,
    );

  const rows = new Map(table.models.map((row) => [row.id, row]));
  const standardError = (model: DiagnosedModel, benchmark: Benchmark): number => {
    const value = model.scores[benchmark.key];
    const score = rows.get(model.id)?.scores[benchmark.key] ?? { value, se: null, items: null };
    return noiseOf(score, value, benchmark, options).sd;
  };
  const lines = benchmarks.flatMap((first, i) =>
    benchmarks.slice(i + 1).map((second) => lineOfPair(ascending, first, second, standardError)),
  );
  const { ps, draws } = await pairwisePermutationP(lines, options.seed, control);
  const qs = falseDiscoveryRates(ps);
  const partials = lines.map((line, i) => partialGivenSize(line, `${PATH}.pairs.${i}`, reasons));
  const partialQs = falseDiscoveryRates(partials.map((partial) => partial?.p ?? null));
  const pairs = lines.map((line, i): PairCoupling => {
    const path = `${PATH}.pairs.${i}`;
    const partial = partials[i];
    return {
      benchmarks: [...line.benchmarks],
      n: line.b1.length,
      ...correlated(line, ps[i], qs[i], path, reasons),
      partial: partial && { ...partial, q: partialQs[i] ?? 1 },
      slope: slopeOf(line, options, path, reasons),
    };
  });
  return {
    benchmarks: benchmarks.map(({ key }) => key),
    pairs,
    ...definiteness(pairs, benchmarks.length, reasons),
    permutations: draws,
  };
}

type PairLine = Line & ScoredPair;

/** The models with both scores, as a line that the slope is fitted to. */
function lineOfPair(
  models: readonly DiagnosedModel[],
  first: Benchmark,
  second: Benchmark,
  standardError: (model: DiagnosedModel, benchmark: Benchmark) => number,
): PairLine {
  const both = models.filter(
    ({ scores }) => scores[first.key] !== undefined && scores[second.key] !== undefined,
  );
  const column = (of: (model: DiagnosedModel) => number) => Float64Array.from(both, of);
  return {
    benchmarks: [first.key, second.key],
    cases: both.map(({ id }) => id).join('\n'),
    names: both.map(({ model }) => model),
    paramsB: column(({ paramsB }) => paramsB),
    logSize: column(({ paramsB }) => Math.log10(paramsB)),
    b1: column(({ scores }) => scores[first.key]),
    b2: column(({ scores }) => scores[second.key]),
    sd1: column((model) => standardError(model, first)),
    sd2: column((model) => standardError(model, second)),
  };
}

const tooFew = (n: number) =>
  `${count(n)} of its models ${n === 1 ? 'has' : 'have'} both scores; three are needed`;

function correlated(
  { b1, b2 }: Line,
  p: number | null,
  q: number | null,
  path: string,
  reasons: Reasons,
): Pick<PairCoupling, 'r' | 'p' | 'q'> {
  const r = b1.length < LEAST_MODELS ? null : pearson(b1, b2);
  if (r === null) {
    const why =
      b1.length < LEAST_MODELS ? tooFew(b1.length) : 'one of the two has the same score at all sizes';
    for (const part of ['r', 'p', 'q']) unknown(reasons, `${path}.${part}`, why);
    return { r: null, p: null, q: null };
  }
  return { r, p, q };
}

/** Two-sided p of Fisher's z, standard error 1/√(n − 4). */
function partialGivenSize(
  { b1, b2, logSize }: Line,
  path: string,
  reasons: Reasons,
): (Estimate & { p: number }) | null {
  const n = b1.length;
  const none = (why: string) => unknown(reasons, `${path}.partial`, why);
  if (n < 5) return none(n < LEAST_MODELS ? tooFew(n) : 'its interval needs five models with both scores');
  const r = partialCorrelation(b1, b2, logSize);
  if (r === null) return none('one of the two is constant or an exact line in log size');
  const range = Math.abs(r) < 1 ? fisherInterval(r, n, { controls: 1 }) : null;
  if (range === null) return none('the partial correlation is ±1, where Fisher’s z is infinite');
  const z = Math.abs(Math.atanh(r)) * Math.sqrt(n - 4);
  return { value: r, lo: range[0], hi: range[1], p: Math.min(1, 2 * normalCdf(-z)) };
}

function slopeOf(line: Line, noise: Settings, path: string, reasons: Reasons): Estimate | null {
  const { b1, b2 } = line;
  const none = (why: string) => unknown(reasons, `${path}.slope`, why);
  if (b1.length < LEAST_MODELS) return none(tooFew(b1.length));
  if ([...b1, ...b2].some((score) => score < 0 || score > 100))
    return none('a score is not a percentage from 0 to 100, so that its noise is unknown');
  const fit = errorsInVariables(line, noise);
  if (fit === null)
    return none('the line does not settle: the first is constant, or the noise is as large as its range');
  return { value: fit.slope, lo: fit.lo, hi: fit.hi };
}

function definiteness(
  pairs: readonly PairCoupling[],
  size: number,
  reasons: Reasons,
): Pick<CouplingMatrix, 'smallestEigenvalue' | 'positiveSemiDefinite'> {
  const undefinedPairs = pairs.filter(({ r }) => r === null).length;
  if (undefinedPairs > 0) {
    const why = `${whole(undefinedPairs)} of the ${whole(pairs.length)} pairs ${undefinedPairs === 1 ? 'has' : 'have'} no r`;
    unknown(reasons, `${PATH}.smallestEigenvalue`, why);
    unknown(reasons, `${PATH}.positiveSemiDefinite`, why);
    return { smallestEigenvalue: null, positiveSemiDefinite: null };
  }
  const matrix = Array.from({ length: size }, (_, i) => {
    const row = new Array<number>(size).fill(0);
    row[i] = 1;
    return row;
  });
  let at = 0;
  for (let i = 0; i < size; i++)
    for (let j = i + 1; j < size; j++) {
      const r = pairs[at++].r ?? 0;
      matrix[i][j] = r;
      matrix[j][i] = r;
    }
  const { values } = symmetricEigen(matrix);
  const smallest = values[size - 1];
  const rounding = Math.abs(smallest) <= ROUNDING * size;
  return {
    smallestEigenvalue: rounding ? 0 : smallest,
    positiveSemiDefinite: rounding || smallest > 0,
  };
}

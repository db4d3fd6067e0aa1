/**
 * What a forecast of larger models is: plain JSON. Scores in percent, sizes in billions, L = log10 of the size in billions.
 * Computed by this room from series alone; it knows no families and no benchmarks' meaning.
 */
type Range = [lo: number, hi: number];

/** Scores of one family, ascending in size: `scores[k][i]` of benchmark k and model i, its noise in `sd[k][i]` (points). */
export interface Trajectory {
  benchmarks: string[];
  logSize: Float64Array;
  scores: Float64Array[];
  sd: Float64Array[];
  /** Score of guessing on each benchmark, percent; null where there is none. Absent: none anywhere. */
  floors?: (number | null)[];
}

/** `constant` is the mean of the scores seen, `persistence` the last of them. */
export type MethodId = 'persistence' | 'constant' | 'line' | 'quadratic' | 'logistic' | 'sparse';

export interface MethodForecast {
  method: MethodId;
  parameters: number;
  /** At the target size; the bands hold score noise and the uncertainty of the parameters (persistence: of its steps). */
  value: number;
  band80: Range;
  band95: Range;
  /** Absolute error, points, on the largest model, foretold from the others; null when too few remain to fit it. */
  leaveLastOut: number | null;
  /** The fan, from the largest model to the target. */
  fan: {
    logSize: number[];
    median: number[];
    lo80: number[];
    hi80: number[];
    lo95: number[];
    hi95: number[];
  };
  /** Parameters reach the number of observations, an unstable system, a score outside 0–100 %: marked, not hidden. */
  marks: string[];
}

export interface BenchmarkForecast {
  benchmark: string;
  /** By leave-last-out error, smallest first; methods that cannot be fitted are in `refused`. */
  methods: MethodForecast[];
  refused: { method: MethodId; reason: string }[];
  /** The one shown first, and why: a sentence. Persistence where nothing beats it. */
  chosen: MethodId;
  why: string;
}

/** Sparse polynomial system dz/dL = Θ(z)ξ in z-scores (SINDy with sequentially thresholded ridge regression). */
export interface SparseSystem {
  benchmarks: string[];
  degree: 1 | 2;
  lambda: number;
  ridge: number;
  mean: number[];
  sd: number[];
  /** Library terms as exponents per benchmark: [0,0] constant, [1,0] first benchmark, … */
  terms: number[][];
  /** [equation][term]; 0 where thresholded away. */
  coefficients: number[][];
  /** [equation][term]: share of score-noise resamples in which the term is active; empty when they were not drawn. */
  inclusion: number[][];
  /** Per equation. `observations` are differences (intervals × benchmarks), `parameters` the active terms of all equations. */
  activeTerms: number[];
  observations: number;
  parameters: number;
  /** Of the linear part at the last model, largest real part first; stable when all real parts are below 0. */
  eigenvalues: { re: number; im: number }[] | null;
  stable: boolean | null;
  /** Integrated from the first model, at the models' sizes: [benchmark][model], percent; up to where it diverges. */
  fitted: number[][];
  /** mean|error| / mean(observed) of each benchmark, and their mean; null and empty when it diverges. */
  relativeError: number | null;
  relativeErrors: number[];
  /** Why it should not be used (parameters ≥ observations, unstable, …); empty when nothing speaks against it. */
  refusals: string[];
}

export interface SparsityPath {
  lambdas: number[];
  /** One system a λ, without inclusion probabilities except at the chosen λ. */
  systems: SparseSystem[];
}

/** How a method did on other families, each foretold at its last size from the others. */
export interface MethodScore {
  benchmark: string;
  method: MethodId;
  /** Families with a forecast, and those of them with bands: a band needs one size more than the curve has parameters. */
  families: number;
  banded: number;
  /** Mean over families of |error| / observed, in percent; and mean |error| in points. */
  relativeError: number;
  meanError: number;
  /** Mean interval score (Gneiting & Raftery 2007) of the 80 % and 95 % bands, points; null where no family has a band. */
  intervalScore80: number | null;
  intervalScore95: number | null;
  /** Share of the last models inside the bands. */
  coverage80: number | null;
  coverage95: number | null;
  /** Persistence on the same families: methods that need more sizes are scored on fewer. */
  persistence: { meanError: number; intervalScore80: number | null; intervalScore95: number | null };
}

export interface Forecast {
  /** Multiple of the largest size, and that size. */
  times: number;
  targetB: number;
  fromB: number;
  benchmarks: BenchmarkForecast[];
  /** Null when refused whole; the reason is under `forecast.sparse`. */
  sparse: SparsityPath | null;
  /** Over the reference panel, this family left out; empty without a panel. */
  panelScores: MethodScore[];
}

/** One family's system or curve, started from another family's first model. */
export interface HoldOut {
  train: string[];
  test: string;
  /** Per benchmark and method: predicted at the test family's sizes, and mean|error|/mean(observed) after the first; null where the
   * observed are all 0. */
  results: { benchmark: string; method: MethodId; predicted: number[]; relativeError: number | null }[];
  /** Methods that give no prediction of this family. */
  refused: { method: MethodId; reason: string }[];
}

/**
 * The result of a diagnosis: schema `crossover.diagnosis/1`, documented in docs/diagnosis-schema.md. Plain JSON; scores and
 * slopes in percent points, sizes in billions. Undefined is null, with its reason in `reasons` under its path.
 */
import type { Benchmark, ModelFacts } from '../scores/table';
import type { DiagnosisOptions } from './options';
import type { Sections } from './sections';

export type Phase = 'tax' | 'transition' | 'bonus';
export type Range = [lo: number, hi: number];

/** 95 % Fieller set of a ratio: an interval, the outside of one (`lo` and `hi` are the edges of the gap), or everything. */
export interface FiellerSet {
  kind: 'bounded' | 'complement' | 'all';
  lo: number | null;
  hi: number | null;
}

/** What would settle an undetermined phase, with the observed differences as the truth. */
export interface IntervalSettling {
  /** Multiple of the present items of `itemsOf` at which the phase is settled; null when none up to 1,000 is. */
  itemsTimes: number | null;
  /** The benchmark whose items are fewest to add, or both by the same multiple. */
  itemsOf: 'benchmark1' | 'benchmark2' | 'both' | null;
  /** Settled with the present items, if the models' errors on them are correlated 0.6; false when that is assumed already. */
  withRho06: boolean;
  /** Smallest |ΔB2|, points, that the present items could settle as tax or bonus beside this ΔB1. */
  detectableDelta2: number | null;
}

export interface Interval {
  from: string;
  to: string;
  /** Geometric mean of the two sizes. */
  paramsMidB: number;
  delta1: number;
  delta2: number;
  /** Standard errors of the two differences, in points. */
  se1: number;
  se2: number;
  gamma: number | null;
  se: number | null;
  fieller: FiellerSet;
  pTax: number;
  pTransition: number;
  pBonus: number;
  /** `undefined-ratio`: ΔB1 = 0; `b1-falls`: ΔB1 < 0, phases do not exist; else the phase with P ≥ 0.95. */
  phase: Phase | 'undetermined' | 'b1-falls' | 'undefined-ratio';
  leaning: Phase | null;
  /** P(ΔB2 < 0) given item noise: what the step does to benchmark 2, ratio apart. */
  pB2Falls: number;
  /** P(ΔB1 < 0) given item noise. */
  pB1Falls: number;
  perDecade: { slope: number; lo: number; hi: number } | null;
  /** The bare ratio with bands ±0.1, at the larger model; null when |ΔB1| ≤ 0.5 (the papers skip it). */
  published: { gamma: number; atB: number; phase: Phase } | null;
  /** Null for a step whose phase is settled or does not exist. */
  settle: IntervalSettling | null;
}

export interface ErrorsInVariables {
  slope: number;
  se: number;
  intercept: number;
  chi2PerDof: number;
  lo: number;
  hi: number;
  /** ± 1.96·se: the scores' noise (σ_run with it, when set) and no scatter beyond it. */
  itemNoiseOnly: Range;
}

export interface FamilyCoupling {
  n: number;
  pearson: {
    r: number | null;
    permutationP: number | null;
    permutationExact: boolean;
    fisher: Range | null;
    bca: Range | null;
    percentile: Range | null;
    degenerateMass: number | null;
    /** How the bootstrap was made: every multiset, or drawn. */
    bootstrap: 'exact' | 'monte-carlo' | null;
  };
  spearman: number | null;
  kendall: number | null;
  partialGivenSize: { r: number; lo: number | null; hi: number | null } | null;
  /** ΔB2 per tenfold size: weighted line of B2 on log10 N. */
  perDecade: { value: number; lo: number; hi: number } | null;
  slopes: { ols: number | null; theilSen: number | null; errorsInVariables: ErrorsInVariables | null };
  /** Trends in size of both benchmarks: |r| with log10 N; near 1 for both means r is bound to be near 1. */
  sizeTrend: { r1: number | null; r2: number | null };
}

export interface CriticalScale {
  /** `crossed`: `pCrossed` or `pReversed` ≥ 0.95; `none-in-range`: `pCrossed` ≤ 0.05 (a turn down, unsettled, may remain). */
  status: 'crossed' | 'none-in-range' | 'undetermined';
  /** Share of draws in which benchmark 2 turns up, and turns down. */
  pCrossed: number;
  pReversed: number;
  /** The direction with the larger share. */
  direction: 'up' | 'down';
  /** Size of the turn in that direction; null when fewer than 1 % of the draws turn. */
  medianB: number | null;
  lo: number | null;
  hi: number | null;
  /** Turning draws on the size axis: bin edges in log10 (billions), counts as share of all draws. */
  histogram: { log10Edges: number[]; share: number[] };
  rangeB: Range;
  /** Smooth alternative: vertex of a weighted quadratic of B2 in log10 N; null when outside the sizes or not of that sign. */
  quadratic: { vertexB: number; direction: 'up' | 'down' } | null;
}

export interface Dimensionality {
  n: number;
  weak: boolean;
  benchmarks: string[];
  covariance: { dEff: number; lo: number; hi: number };
  correlation: { dEff: number; lo: number; hi: number };
  eigenvalues: number[];
  eigenvectors: number[][];
  /** Mean d_eff of the correlation matrix when each column is permuted. */
  nullDEff: number;
}

/** A step under the paired item bootstrap. Shares of all draws; a draw with ΔB1 = 0 is of no phase. */
export interface ItemBootstrapStep {
  pTax: number;
  pTransition: number;
  pBonus: number;
  pB1Falls: number;
  pB2Falls: number;
  /** 95 % percentile interval of γ12; null where the interval of ΔB1 holds 0. */
  gamma: Range | null;
  /** Of ΔB2 per tenfold size. */
  perDecade: Range;
}

/**
 * The results of single items, resampled once a draw for all models together. Item noise alone: neither scatter about the
 * line nor other training runs are in it. Its phases and its turn stand in `intervals` and `criticalScale`.
 */
export interface ItemBootstrap {
  /** Keys of benchmark 1 and 2. */
  benchmarks: [string, string];
  /** Models by ascending size, and their scores, percent, on each benchmark. */
  models: string[];
  scores: [number[], number[]];
  /** Items of each benchmark that every model answered, and items left out because one did not. */
  items: [number, number];
  dropped: [number, number];
  /** Median correlation of the results of neighbouring models, 0 to 0.99; null when no pair has one. */
  correlation: [number | null, number | null];
  /** SHA-256 of the item results: who has the same files can tell. */
  digests: [string, string];
  seed: number;
  draws: number;
  backend: Diagnosis['backend'];
  steps: ItemBootstrapStep[];
  /** Null for fewer than 3 sizes. */
  trend: {
    /** 95 % percentile intervals: errors-in-variables slope (null when too few draws have one), ΔB2 per tenfold size. */
    slope: Range | null;
    perDecade: Range;
    turns: Omit<CriticalScale, 'rangeB' | 'quadratic'>;
    /** Share of the draws that say each by themselves. */
    verdicts: Record<VerdictKind, number>;
  } | null;
}

export type VerdictKind = 'falls' | 'rises' | 'turns-up' | 'turns-down' | 'undetermined';

export interface Verdict {
  kind: VerdictKind;
  /** One plain sentence, benchmarks and interval in it. */
  sentence: string;
  /** The sentence without its interval and bracket, for the headline: "TruthfulQA MC2 falls as HellaSwag rises across Pythia". */
  headline: string;
  /** What the certainty rests on; for "undetermined", what would settle it. */
  basis: string;
  settle: string | null;
  /** The verdict without models at chance on either benchmark; null when none is at chance or fewer than 3 remain. */
  withoutChance: { kind: VerdictKind; sentence: string; models: string[] } | null;
}

export interface DiagnosedModel {
  id: string;
  model: string;
  paramsB: number;
  scores: Record<string, number>;
  /** Standard error in points and items, per benchmark key of the pair. */
  se: Record<string, number>;
  items: Record<string, number | null>;
  /** Benchmark keys on which the model cannot be told from guessing. */
  atChance: string[];
  /** Shares its size with an earlier model: shown, not joined. */
  sizeTwin: boolean;
  facts: ModelFacts | null;
}

export interface Diagnosis {
  schema: 'crossover.diagnosis/1';
  generator: { name: 'Crossover'; version: string };
  input: {
    title: string;
    family: string;
    benchmark1: Benchmark;
    benchmark2: Benchmark;
    panel: string | null;
    models: DiagnosedModel[];
    excluded: { row: number | null; model: string; reason: string }[];
    /** Benchmarks whose item count is assumed rather than known. */
    assumedItems: string[];
  };
  options: DiagnosisOptions;
  backend: { kind: 'webgpu' | 'cpu'; adapter: string | null; note: string | null };
  intervals: Interval[];
  family: FamilyCoupling | null;
  criticalScale: CriticalScale | null;
  dimensionality: Dimensionality | null;
  /** Null when no results of single items belong to these scores. */
  itemBootstrap: ItemBootstrap | null;
  /** Sections that are computed after the verdict (`deepen`): null until then, and where they cannot be. */
  couplings: Sections['couplings'];
  eigenstructure: Sections['eigenstructure'];
  width: Sections['width'];
  forecast: Sections['forecast'];
  standing: Sections['standing'];
  recipes: Sections['recipes'];
  curation: Sections['curation'];
  interventions: Sections['interventions'];
  verdict: Verdict;
  /** Paths of nulls → why. */
  reasons: Record<string, string>;
  /** SHA-256 of input and deterministic results (docs/permalink.md). */
  digest: string;
  /** Wall time of the computation, ms. Not part of the digest. */
  elapsedMs: number;
}

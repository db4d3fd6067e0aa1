/**
 * What stands below the verdict: relations of all benchmarks, width, forecasts, what a reference panel says, and what to do.
 * Computed after the verdict, from the same table and options, with a panel of other families beside it. Plain JSON; scores
 * in percent points, sizes in billions. Undefined is null, with its reason in `reasons` under its path.
 */
import type { Forecast } from '../dynamics/forecast';
import type { Range } from './diagnosis';
import type { Curation } from './reference/curation';

export interface Estimate {
  value: number;
  lo: number;
  hi: number;
}

/** One cell of the matrix of all benchmark pairs of a family. Benchmark 1 is the explaining one of the slope. */
export interface PairCoupling {
  benchmarks: [string, string];
  /** Models of the family (one a size) with both scores. */
  n: number;
  r: number | null;
  /** Two-sided permutation p of r, and its Benjamini–Hochberg q over all pairs. */
  p: number | null;
  q: number | null;
  /** Of r given log10 N, with the interval and p of Fisher's z. */
  partial: (Estimate & { p: number; q: number }) | null;
  /** Errors in variables, points of the second per point of the first. */
  slope: Estimate | null;
}

export interface CouplingMatrix {
  benchmarks: string[];
  pairs: PairCoupling[];
  /** Of the matrix of pairwise r; null where a cell has none. */
  smallestEigenvalue: number | null;
  positiveSemiDefinite: boolean | null;
  /** Orders drawn for the p of pairs of which not all orders were visited: none of them is below 1/(1 + this). Null: none were. */
  permutations?: number | null;
}

/** Spectrum and directions of a family's scores, correlation matrix over complete cases. */
export interface Eigenstructure {
  n: number;
  weak: boolean;
  benchmarks: string[];
  /** Descending; 95 % bootstrap interval over models, and the 50 % and 95 % points when columns are permuted. */
  scree: (Estimate & { nullMedian: number; null95: number })[];
  /** Per component, per benchmark: loading with its interval over sign-aligned resamples. */
  components: { loadings: Estimate[] }[];
  /** Resampled loadings of the first two components, for the chart: [draw][benchmark] → [first, second]. At most 200 draws. */
  spread: [number, number][][];
  /** First component of the smaller and of the larger half of the models, its sign set by benchmark 1. */
  halves: {
    lower: { models: string[]; loadings: Estimate[] };
    upper: { models: string[]; loadings: Estimate[] };
    /** Share of joint resamples in which benchmark 2's loading changes sign from the lower to the upper half. */
    pTurns: number;
  } | null;
}

export interface Width {
  n: number;
  /** r of the pair, and given log10 d_model. */
  r: number;
  partialGivenWidth: Estimate | null;
  /** r of both scores divided by d_model/512, as published, and the same when benchmark 2 is shuffled. */
  published: { r: number; shuffledMedian: number; shuffled95: Range; draws: number };
}

/** How a column of the table was matched with the panel's; `assumed`: the table does not tell metric or shots. */
export interface ReferenceUse {
  panel: string;
  title: string;
  families: number;
  models: number;
  assumed: string[];
}

/** Where the family's models stand in a panel of other families. */
export interface Standing {
  reference: ReferenceUse;
  /** Regression of B2 on B1 and log10 N over the panel without this family, families as clusters. */
  field: {
    intercept: number;
    b1: Estimate;
    perDecade: Estimate;
    n: number;
    families: number;
    residualSd: number;
  };
  models: {
    model: string;
    paramsB: number;
    /** Points above the field, and the residual with the 95 % prediction interval of a single new model. */
    residual: number;
    lo: number;
    hi: number;
    /** Null: 0 is inside the interval. */
    named: 'high' | 'low' | null;
    /** Where B2 would stand on the isocline at this B1, and whether it is above; null where the pair has no isocline. */
    isocline: number | null;
    above: boolean | null;
  }[];
  /**
   * “Above the isocline ⇒ B2 falls at the next step”, and “B2 always falls”, over the steps of the panel's other families and
   * over this family's own. Null for a pair that the isocline is not of (it is HellaSwag's and TruthfulQA's).
   */
  isocline: { ratio: number; panel: IsoclineTally; family: IsoclineTally } | null;
}

/** Steps foretold by their smaller model; those on which B2 does not change are not counted. */
export interface IsoclineTally {
  right: number;
  /** The rule as published, the other way round: “above ⇒ B2 rises”. */
  publishedRight: number;
  alwaysFalls: number;
  n: number;
}

/** A paired difference between two lines at matched size: generations of one maker, or a recipe against its parent. */
export interface RecipeEffect {
  from: string;
  to: string;
  kind: 'generation' | 'recipe' | 'continued';
  /** Of `to`, by the panel's column; null where it tells none. */
  recipe?: string | null;
  /** What differs, in a word or two, from the panel's recipe and token columns. */
  differs: string;
  pairs: { fromModel: string; toModel: string; fromB: number; toB: number; delta1: number; delta2: number }[];
  /** Mean difference of each benchmark, and of B2 at matched B1 (residual of the field); null interval for one pair. */
  delta1: { value: number; lo: number | null; hi: number | null };
  delta2: { value: number; lo: number | null; hi: number | null };
  matchedLevel: { value: number; lo: number | null; hi: number | null };
}

export type InterventionId = 'curation' | 'width' | 'scale' | 'rotation' | 'measure' | 'steer';

export interface Evidence {
  /** A sentence fragment that reads without its number: "partial r given width". */
  what: string;
  value: number;
  lo: number | null;
  hi: number | null;
  unit:
    'points' | 'points per point' | 'points per decade' | 'B' | 'r' | 'share' | 'items' | 'times' | 'models';
  n: number | null;
}

export interface Intervention {
  id: InterventionId;
  title: string;
  /** One or two sentences; names no effect that its evidence does not show. */
  advice: string;
  /** Whether the evidence supports acting; false: the advice says what is missing. */
  supported: boolean;
  evidence: Evidence[];
  grade: 'randomised' | 'matched-recipe' | 'association' | 'measurement' | 'none';
  strength: 'settled' | 'leaning' | 'none';
  /** What result would change this advice. */
  wouldChange: string;
  /** Leave-one-family-out record of the rule behind it, where the panel gives one. */
  trackRecord: { right: number; n: number; baseline: number; what: string } | null;
}

export interface Interventions {
  /** Ordered: supported first, the first of all is the one to do. */
  list: Intervention[];
  /** One sentence: what to do next; "measure" for a family without a settled step. */
  summary: string;
}

export interface Sections {
  couplings: CouplingMatrix | null;
  eigenstructure: Eigenstructure | null;
  width: Width | null;
  forecast: Forecast | null;
  standing: Standing | null;
  /** Paired differences between lines of the reference panel; not of this family. */
  recipes: RecipeEffect[] | null;
  /** Sizes at which the panel's ordinary lines reach the scores of its curated models. */
  curation: Curation | null;
  interventions: Interventions | null;
}

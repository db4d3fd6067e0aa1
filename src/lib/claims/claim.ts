/**
 * What a claim is: a number that was published, how it was obtained, and the same number computed again from data that the
 * reader has here. A group of claims is a file in this room; the verdict is computed from the values (`judge`), never typed.
 */
import type { ClaimData } from './data';

/** A: arXiv 2605.18838. B: arXiv 2605.18840. The dashboard and the command line tools are in their public repository. */
export type Paper = 'A' | 'B' | 'dashboard';

export type ClaimGroup =
  | 'correlation'
  | 'local-coupling'
  | 'critical-scale'
  | 'dimensionality'
  | 'width'
  | 'dynamics'
  | 'isocline'
  | 'physics'
  | 'internals'
  | 'frontier-line'
  | 'frontier-labs'
  | 'frontier-matrix'
  | 'predictions';

/** Figures with what each is: `{ r: −0.989, p: 1e-5 }`. */
export type Values = Record<string, number>;

/** How near a recomputed figure must come. `digits`: equal when rounded as published; `absolute`: within that much. */
export type Tolerance =
  | { kind: 'digits'; decimals: number }
  | { kind: 'absolute'; within: number }
  | { kind: 'relative'; within: number }
  /** The published figure is a bound: "p < 1e-5", "r > 0.78". */
  | { kind: 'below' }
  | { kind: 'above' };

export interface PublishedFigure {
  /** Key into the values of a recomputation. */
  name: string;
  /** What a reader calls it: "r", "lower end". */
  label: string;
  value: number;
  /** As printed, where that says more than the number: "< 10⁻⁵", "12/12". */
  printed?: string;
  unit: '' | 'points' | 'points per point' | 'B' | '%' | 'per decade' | 'models' | 'steps' | 'families';
  tolerance: Tolerance;
}

/** One recomputation, and in what it departs from the procedure and data that the paper states; null: in nothing. */
export interface Variant {
  /** Completes "reproduces only …": "with table A", "without GPT-Neo-2.7B". Null for the stated procedure. */
  condition: string | null;
  /** A figure that the procedure cannot give is left out. */
  values: Values;
}

export interface Calibrated {
  /** What it estimates, in the words of the Methods page. */
  what: string;
  value: number | null;
  lo: number | null;
  hi: number | null;
  unit: PublishedFigure['unit'];
  n: number | null;
  /** Said instead of a number where there is none. */
  reason: string | null;
}

export interface Claim {
  /** Stable: paper, then a slug. "a-pythia-r". */
  id: string;
  paper: Paper;
  /** Section, table or figure; file in the repository for what only stands there. */
  where: string;
  group: ClaimGroup;
  /** In neutral words, without a verdict. */
  statement: string;
  figures: PublishedFigure[];
  /** The published procedure, precise enough to follow. */
  procedure: string;
  /** Ids of panels, and keys of the bundled inputs, that it reads. */
  data: string[];
  /** The stated procedure first. An empty list: cannot be computed from what was released; `missing` says what is not there. */
  recompute(data: ClaimData): Variant[] | Promise<Variant[]>;
  missing?: string;
  calibrate?(data: ClaimData): Calibrated | Promise<Calibrated>;
  /** One or two sentences why it comes out as it does. May be given the variants, so as to quote what was computed. */
  why: string | ((variants: readonly Variant[]) => string);
  /** The very computation elsewhere in the app. */
  open?: ClaimLink;
}

/** Where a computation can be seen: a panel's family on Diagnose, a pair on Frontier, a section of Methods or of Steer. */
export type ClaimLink =
  | { page: 'diagnose'; panel: string; family: string; benchmark1?: string; benchmark2?: string }
  | { page: 'atlas'; panel: string }
  | { page: 'frontier'; x?: string; y?: string; values?: 'published' | 'elsewhere' }
  | { page: 'methods'; section: string }
  | { page: 'steer'; section: 'two-unsteered-runs' };

export type ClaimVerdict = 'reproduces' | 'reproduces-only-with' | 'does-not-reproduce' | 'not-checkable';

/** A family as the Atlas shows it: what its summary says, the points it is drawn from, what is known of its models. */
import type { Benchmark } from '../scores/table';
import type { FamilySummary } from '../coupling/summary';
import type { Range } from '../coupling/diagnosis';

/** A model with a size and both scores. Scores and their standard errors in percent points. */
export interface AtlasPoint {
  model: string;
  paramsB: number;
  b1: number;
  b2: number;
  /** Null where the family cannot be diagnosed: its noise was not looked at. */
  se1: number | null;
  se2: number | null;
  /** Below what guessing explains on either benchmark. */
  atChance: boolean;
  /** Another model of this size stands for it. */
  sizeTwin: boolean;
}

export interface AtlasFamily {
  /** Unique within the page, also where the user's table has a family of the same name. */
  id: string;
  family: string;
  /** From the user's own table, not from the panel. */
  own: boolean;
  summary: FamilySummary;
  /** Ascending in size. */
  points: AtlasPoint[];
  benchmark1: Benchmark;
  benchmark2: Benchmark;
  /** Why the pair is not quite the one asked for, as a sentence; null when it is. */
  marked: string | null;
  facts: FamilyFacts;
  /** Fragment that opens this family on Diagnose; empty when no link can carry it. */
  link: string;
}

/** Over the models in use; null or empty when not known. */
export interface FamilyFacts {
  /** Sizes of all models of the family in use, whether or not they have both scores. */
  sizeB: Range | null;
  tokensT: Range | null;
  recipes: string[];
  parent: string | null;
}

export interface Survey {
  benchmark1: Benchmark;
  benchmark2: Benchmark;
  families: AtlasFamily[];
}

/** Id of a family: two tables may name theirs alike. */
export const familyId = (family: string, own: boolean): string => (own ? `own/${family}` : family);

/** Whether a family has a step: two sizes or more with both scores. */
export const hasStep = ({ summary }: AtlasFamily): boolean => summary.kind !== null;

/** Distinct sizes with both scores. */
export const sizesOf = ({ points }: AtlasFamily): number => points.filter((p) => !p.sizeTwin).length;

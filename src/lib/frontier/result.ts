/**
 * What a frontier analysis is, as plain JSON: schema `crossover.frontier/1` (docs/frontier-schema.md). Names are final within version 1;
 * more may be added.
 */
import type { Benchmark } from '../scores/table';
import type { LeaveOneLabOut } from './holdOut';
import type { AssumedMatch } from './joinTables';
import type { LabClusters } from './labClusters';
import type { LabMean } from './labMeans';
import type { EqualSlopes, LabSlope } from './labSlopes';
import type { BandPoint, FrontierLine } from './line';
import type { FrontierMatrix } from './matrix';
import type { Subset } from './model';
import type { FrontierOptions } from './options';
import type { Playbook } from './playbook';
import type { FrontierPoint } from './points';
import type { EvaluatedPrediction } from './predictions/evaluate';
import type { Residual } from './residual';
import type { correlationAbove, OtherLines } from './robust';
import type { Rotation } from './rotation';
import type { PublishedRatio, Saturation } from './saturation';
import type { Trajectory } from './trajectory';

export interface FrontierModelResult {
  id: string;
  model: string;
  lab: string;
  released: string | null;
  subset: Subset;
  core: boolean;
  /** The line is fitted to it. */
  fitted: boolean;
  disputed: boolean;
  x: number;
  y: number;
  seX: number;
  seY: number;
  /** Residual with its 95 % prediction interval, points. */
  h: number;
  lo: number;
  hi: number;
  se: number;
  measurementSe: number;
  percentile: number;
  named: Residual['named'];
  published: Residual['published'];
  /** For models the line is fitted to: see residual.ts. */
  studentised: number | null;
  p: number | null;
  leftOut: number | null;
  leverage: number | null;
  /** Residual from the other lines, points. */
  others: { theilSen: number | null; deming: number | null; swapped: number | null; dated: number | null };
  source: string | null;
}

export interface FrontierLab extends LabMean {
  /** Within the lab, for six models or more. */
  slope: number | null;
  slopeInterval: [lo: number, hi: number] | null;
  /** For four models or more, as published. */
  publishedSlope: number | null;
  within: LabSlope | null;
}

export interface Frontier {
  schema: 'crossover.frontier/1';
  input: {
    title: string;
    panel: string | null;
    x: Benchmark;
    y: Benchmark;
    /** Models with both scores, those the line is fitted to, and the reader's own. */
    models: number;
    fitted: number;
    user: number;
    /** The reader's models that the panel has too: counted once, as the reader has them. */
    alsoInPanel: string[];
    /** The reader's columns that are compared with a panel column of less stated identity. */
    assumed: AssumedMatch[];
    /** Items of these benchmarks are assumed. */
    assumedItems: string[];
  };
  options: FrontierOptions;
  line: (FrontierLine & { fit: FrontierOptions['fit']; band: BandPoint[] }) | null;
  association: {
    partialGivenDate: { r: number; lo: number | null; hi: number | null; n: number } | null;
    withinLab: { r: number; n: number; labs: number } | null;
    labClusters: LabClusters | null;
    /** Among the models that reach a score of benchmark 1: half, and a quarter of them. */
    above: ReturnType<typeof correlationAbove>[];
  };
  others: OtherLines | null;
  /** Every model with both scores, also where there is no line to measure it from. */
  points: FrontierPoint[];
  /** The same, each measured from the line; empty without one. */
  models: FrontierModelResult[];
  labs: FrontierLab[];
  /** SD between labs and within them, points; null when there is nothing to shrink by. */
  labScatter: { tau: number; withinSd: number } | null;
  equalSlopes: EqualSlopes | null;
  trajectories: Trajectory[];
  leaveOneLabOut: LeaveOneLabOut | null;
  matrix: FrontierMatrix;
  saturation: {
    panel: string | null;
    topK: number;
    benchmarks: Saturation[];
    published: PublishedRatio;
    rotation: Rotation;
  };
  predictions: EvaluatedPrediction[];
  /** The reader's models, step by step. */
  playbook: Playbook[];
  reasons: Record<string, string>;
}

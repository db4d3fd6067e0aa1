/** What every piece of advice is given, and what it may conclude from. Composed once by `interventions`. */
import type { Benchmark } from '../../scores/table';
import type { Diagnosis, DiagnosedModel } from '../diagnosis';
import type { Line } from '../line';
import { isSettled } from '../phase';
import type { ReferenceCrossing } from '../reference/distance';
import type { Peer } from '../reference/peers';
import type { LeftOutResidual } from '../reference/residualField';
import type { Evidence, Intervention, RecipeEffect, Standing, Width } from '../sections';

/** The verdict’s part of a diagnosis. */
export type DiagnosedFamily = Pick<
  Diagnosis,
  'input' | 'options' | 'intervals' | 'criticalScale' | 'family' | 'verdict'
>;

export interface AdviceInput {
  diagnosis: DiagnosedFamily;
  /** All columns of the table, for other benchmarks to rotate to. */
  benchmarks: readonly Benchmark[];
  width: Width | null;
  standing: Standing | null;
  crossing: ReferenceCrossing | null;
  /** The panel without this family, and each of its models judged by the other families; empty without a panel. */
  peers: readonly Peer[];
  residuals: readonly LeftOutResidual[];
  recipes: readonly RecipeEffect[];
}

/**
 * No step's phase is settled. Such a family is told to measure, and nothing else first, even when the verdict on the whole of
 * it is settled: a trend says nothing of where along the sizes a change would tell.
 */
export const isUnsettled = ({ intervals }: Pick<Diagnosis, 'intervals'>): boolean =>
  !intervals.some(isSettled);

/** Benchmark 2 is lower at larger sizes, or at least one model stands low in the field: there is something to look at. */
export const isLow = ({
  diagnosis: { verdict },
  standing,
}: Pick<AdviceInput, 'diagnosis' | 'standing'>): boolean =>
  verdict.kind === 'falls' ||
  verdict.kind === 'turns-down' ||
  (standing?.models.some(({ named }) => named === 'low') ?? false);

/** One model a size, ascending. */
export const joinedModels = ({ input }: Pick<Diagnosis, 'input'>): DiagnosedModel[] =>
  input.models.filter(({ sizeTwin }) => !sizeTwin);

export const largestModel = (diagnosis: Pick<Diagnosis, 'input'>): DiagnosedModel =>
  joinedModels(diagnosis)[joinedModels(diagnosis).length - 1];

export function lineOf(diagnosis: Pick<Diagnosis, 'input'>): Line {
  const { benchmark1, benchmark2 } = diagnosis.input;
  const models = joinedModels(diagnosis);
  const column = (of: (model: DiagnosedModel) => number) => Float64Array.from(models, of);
  return {
    names: models.map(({ model }) => model),
    paramsB: column(({ paramsB }) => paramsB),
    logSize: column(({ paramsB }) => Math.log10(paramsB)),
    b1: column(({ scores }) => scores[benchmark1.key]),
    b2: column(({ scores }) => scores[benchmark2.key]),
    sd1: column(({ se }) => se[benchmark1.key]),
    sd2: column(({ se }) => se[benchmark2.key]),
  };
}

/** A number as evidence. */
export const evidence = (
  what: string,
  { value, lo, hi }: { value: number; lo: number | null; hi: number | null },
  unit: Evidence['unit'],
  n: number | null = null,
): Evidence => ({ what, value, lo, hi, unit, n });

/** A number that has no interval. */
export const counted = (
  what: string,
  value: number,
  unit: Evidence['unit'],
  n: number | null = null,
): Evidence => evidence(what, { value, lo: null, hi: null }, unit, n);

/** One-sided 95 %: by less than this many standard errors, a rule may be ahead of saying the same of all by luck. */
const AHEAD = 1.645;

/**
 * A rule that a panel does not show to be better than saying the same of all supports nothing. The standard error is the
 * largest that a count of right answers can have, √n/2.
 */
export const beatsBaseline = (record: Intervention['trackRecord']): boolean =>
  record === null || record.right - record.baseline > (AHEAD * Math.sqrt(record.n)) / 2;

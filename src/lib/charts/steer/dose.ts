/** A dose–response as series of one measure, and the ranges of its axes. Pure; no pixels. */
import { VECTOR_KINDS, type VectorKind } from '../../models/steering/doses';
import type { Experiment } from '../../models/steering/experiment';
import type { MeanInterval } from '../../models/steering/resampledMeans';
import type { Domain } from '../domains';

export type DoseMeasure = 'pTrue' | 'deltaLogOdds' | 'accuracy' | 'klPerToken';

/** What is drawn of an experiment. */
export type DosedOutcomes = Pick<Experiment, 'layer' | 'unsteered' | 'points'>;

export interface DosePoint extends MeanInterval {
  alpha: number;
  /** α = 0: no vector at all, the same point for every kind. */
  unsteered: boolean;
}

export interface DoseSeries {
  kind: VectorKind;
  /** Directions averaged. */
  vectors: number;
  /** By strength, the unsteered model at 0. */
  points: DosePoint[];
  /** Each direction alone, where there are several: values by strength. */
  singles: { alpha: number; value: number }[][];
}

/** One series a kind that was run, in the order of reading. */
export function doseSeries({ unsteered, points }: DosedOutcomes, measure: DoseMeasure): DoseSeries[] {
  return VECTOR_KINDS.flatMap((kind) => {
    const own = points.filter(({ vector, alpha }) => vector === kind && alpha !== 0);
    if (own.length === 0) return [];
    const zero = { alpha: 0, unsteered: true, ...unsteered[measure] };
    const along = <P extends { alpha: number }>(list: P[]) => list.sort((a, b) => a.alpha - b.alpha);
    const several = Math.min(...own.map(({ each }) => each.length));
    return [
      {
        kind,
        vectors: own[0].vectors,
        points: along([
          zero,
          ...own.map((point) => ({ alpha: point.alpha, unsteered: false, ...point[measure] })),
        ]),
        singles: Array.from({ length: several }, (_, k) =>
          along([
            { alpha: 0, value: zero.value },
            ...own.map(({ alpha, each }) => ({ alpha, value: each[k][measure].value })),
          ]),
        ),
      },
    ];
  });
}

/** Bounds that a measure cannot leave. */
const BOUNDS: Readonly<Record<DoseMeasure, Domain>> = {
  pTrue: [0, 1],
  accuracy: [0, 1],
  deltaLogOdds: [-Infinity, Infinity],
  klPerToken: [0, Infinity],
};

/** Range that holds every interval and every single direction, zero too for what is a change, with a little air. */
export function doseDomain(series: readonly DoseSeries[], measure: DoseMeasure): Domain {
  const [least, most] = BOUNDS[measure];
  const values = series.flatMap(({ points, singles }) => [
    ...points.flatMap(({ lo, hi }) => [lo, hi]),
    ...singles.flat().map(({ value }) => value),
  ]);
  if (measure === 'deltaLogOdds' || measure === 'klPerToken') values.push(0);
  if (values.length === 0) return [0, 1];
  const [lo, hi] = [Math.min(...values), Math.max(...values)];
  const air = 0.06 * (hi - lo) || 0.05;
  return [Math.max(least, lo - air), Math.min(most, hi + air)];
}

/** Strengths that were run, 0 among them, from the lowest on. */
export const dosedAlphas = ({ points }: Pick<DosedOutcomes, 'points'>): number[] =>
  [...new Set([0, ...points.map(({ alpha }) => alpha)])].sort((a, b) => a - b);

/** Where nothing is chosen, the strength that models are compared at. */
const USUAL = 0.5;

/**
 * Strength that the title speaks of: the run one nearest to the present one, and to the usual one where that is 0.
 * @returns null where nothing but 0 was run
 */
export function toldAlpha(points: DosedOutcomes['points'], alpha: number | null): number | null {
  const wanted = alpha === null || alpha === 0 ? USUAL : alpha;
  return points
    .filter((point) => point.vector === 'truth' && point.alpha !== 0)
    .reduce<number | null>(
      (best, point) =>
        best !== null && Math.abs(best - wanted) <= Math.abs(point.alpha - wanted) ? best : point.alpha,
      null,
    );
}

/** What a dose–response says. A change is said only where intervals part, and always against the controls. Pure. */
import { VECTOR_KINDS, type VectorKind } from '../../models/steering/doses';
import { againstControls, type Comparison, type ExperimentPoint } from '../../models/steering/experiment';
import type { MeanInterval } from '../../models/steering/resampledMeans';
import { capitalised } from '../../coupling/words';
import { bracket, counted, fixed } from '../../ui/format';
import type { DataTable } from '../tables';
import { toldAlpha, type DosedOutcomes, type DoseMeasure, type DosePoint, type DoseSeries } from './dose';
import { KIND_LOOKS, strength } from './vectorKinds';

const NBSP = '\u00a0';

export const MEASURES: Readonly<Record<DoseMeasure, { name: string; axis: string }>> = {
  pTrue: { name: 'P(true)', axis: 'P(true), probability of the right answer' },
  deltaLogOdds: { name: 'Δ log-odds', axis: 'Δ log-odds of the right answer, nats' },
  accuracy: { name: 'accuracy', axis: 'Accuracy, share of prompts answered right' },
  klPerToken: { name: 'KL per token', axis: 'KL from unsteered, nats a token' },
};

const estimate = ({ value, lo, hi }: MeanInterval): string => `${fixed(value)} ${bracket(lo, hi)}`;

/**
 * Which way a measure went where that is settled: a paired difference by its own interval, a level when its interval and the
 * unsteered one part. 0 where it is not.
 */
export function settledWay(measure: DoseMeasure, steered: MeanInterval, unsteered: MeanInterval): -1 | 0 | 1 {
  const from = measure === 'deltaLogOdds' ? { lo: 0, hi: 0 } : unsteered;
  return steered.lo > from.hi ? 1 : steered.hi < from.lo ? -1 : 0;
}

/** The truth direction at a strength beside its controls, as the end of a sentence about a rise (`way` 1) or a fall. */
function besideControls(
  comparison: Comparison | null,
  way: -1 | 1,
  truth: MeanInterval,
  controls: readonly MeanInterval[],
): string {
  if (comparison === null) return 'no control was run beside it';
  if (comparison === (way > 0 ? 'above' : 'below')) return 'no control does as much';
  if (comparison !== 'overlapping') return 'every control does more';
  return controls.some(({ value }) => way * (value - truth.value) >= 0)
    ? 'a control does as much'
    : 'not settled against its controls';
}

/** Title: what the truth direction does at the present strength, and whether its controls do it too. */
export function doseFinding(
  { points, unsteered }: DosedOutcomes,
  measure: DoseMeasure,
  alpha: number | null,
): string {
  const at = toldAlpha(points, alpha);
  const truth = points.find((point) => point.vector === 'truth' && point.alpha === at);
  if (at === null || !truth) return 'The truth direction was run at no strength but 0';
  const [steered, plain] = [truth[measure], unsteered[measure]];
  const comparison = againstControls(points, at, measure);
  const controls = points
    .filter(({ vector, alpha: a }) => a === at && (vector === 'shuffled' || vector === 'random'))
    .flatMap((point): MeanInterval[] =>
      point.each.length > 0 ? point.each.map((one) => one[measure]) : [point[measure]],
    );
  const start = `At ${strength(at)} the truth direction`;
  if (measure === 'klPerToken')
    return `${start} shifts the next-token distribution by ${estimate(steered)} nats a token; ${besideControls(comparison, 1, steered, controls)}`;
  const way = settledWay(measure, steered, plain);
  if (way === 0) {
    const beside =
      comparison === 'above'
        ? '; every control stands lower'
        : comparison === 'below'
          ? '; every control stands higher'
          : '';
    return measure === 'deltaLogOdds'
      ? `${start} settles no change of the log-odds: ${estimate(steered)} nats${beside}`
      : `${start} settles no change of ${MEASURES[measure].name}: ${estimate(steered)}, unsteered ${estimate(plain)}${beside}`;
  }
  const verb = way > 0 ? 'raises' : 'lowers';
  const beside = besideControls(comparison, way, steered, controls);
  if (measure === 'deltaLogOdds') {
    const [lo, hi] = way > 0 ? [steered.lo, steered.hi] : [-steered.hi, -steered.lo];
    return `${start} ${verb} the log-odds of the right answer by ${fixed(Math.abs(steered.value))} ${bracket(lo, hi)} nats; ${beside}`;
  }
  return `${start} ${verb} ${MEASURES[measure].name} from ${fixed(plain.value)} to ${estimate(steered)}; ${beside}`;
}

export function doseCaption({ layer, points }: DosedOutcomes): string {
  const n = points.at(0)?.n ?? 0;
  return `Vectors of equal length added after layer ${layer}; mean over ${counted(n, 'prompt')}, band and bars: 95${NBSP}% bootstrap over prompts${points.some(({ each }) => each.length > 0) ? '; faint: each control direction alone' : ''}`;
}

/** Lines of a point's tooltip; joined by commas they are its accessible name. */
export function doseLines(
  series: DoseSeries,
  point: DosePoint,
  experiment: DosedOutcomes,
  measure: DoseMeasure,
): string[] {
  const { name } = MEASURES[measure];
  const value = `${name} ${estimate(point)}`;
  if (point.unsteered) return ['Unsteered, α = 0', value];
  const plain = experiment.unsteered[measure];
  const alone = series.singles.map((single) =>
    fixed(single.find(({ alpha }) => alpha === point.alpha)?.value),
  );
  const comparison =
    series.kind === 'truth' ? againstControls(experiment.points, point.alpha, measure) : null;
  return [
    `${capitalised(KIND_LOOKS[series.kind].name)}, α = ${strength(point.alpha)}`,
    value,
    ...(measure === 'pTrue' || measure === 'accuracy' ? [`unsteered ${estimate(plain)}`] : []),
    ...(alone.length > 0 ? [`mean of ${alone.length}; alone: ${alone.join(', ')}`] : []),
    ...(comparison ? [COMPARED[comparison]] : []),
  ];
}

const COMPARED: Readonly<Record<Comparison, string>> = {
  above: 'clear above every control',
  below: 'clear below every control',
  overlapping: 'not clear of its controls',
};

/** One row a kind and strength, the unsteered model first. */
export function doseTable({ unsteered, points }: DosedOutcomes, measure: DoseMeasure): DataTable {
  const cells = ({ value, lo, hi }: MeanInterval) => [fixed(value), bracket(lo, hi)];
  const ofKind = (kind: VectorKind): ExperimentPoint[] =>
    points.filter(({ vector, alpha }) => vector === kind && alpha !== 0).sort((a, b) => a.alpha - b.alpha);
  return {
    columns: ['Vector', 'α', MEASURES[measure].name, '95 %', 'Directions', 'Each alone, or against controls'],
    rows: [
      ['unsteered', '0', ...cells(unsteered[measure]), '', ''],
      ...VECTOR_KINDS.flatMap(ofKind).map((point) => {
        const comparison = point.vector === 'truth' ? againstControls(points, point.alpha, measure) : null;
        return [
          KIND_LOOKS[point.vector].name,
          strength(point.alpha),
          ...cells(point[measure]),
          String(point.vectors),
          comparison ? COMPARED[comparison] : point.each.map((one) => fixed(one[measure].value)).join('; '),
        ];
      }),
    ],
  };
}

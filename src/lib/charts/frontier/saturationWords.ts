/** What is said of saturation at the top, of the next benchmark to look at, and of the predictions. Pure. */
import { capitalised, count, listed, percent } from '../../coupling/words';
import type { EvaluatedPrediction } from '../../frontier/predictions/evaluate';
import type { Frontier } from '../../frontier/result';
import type { Candidate } from '../../frontier/rotation';
import { PUBLISHED_ROTATION, type Saturation } from '../../frontier/saturation';
import { bracket, fixed } from '../../ui/format';
import { named, type Labels } from '../naming';
import type { IntervalRow } from '../rows';
import type { DataTable } from '../tables';

const NBSP = '\u00a0';

/** Shapes beside the words, so that a state is not hue alone. */
const STATES = {
  'tells models apart': { shape: 'up', colour: 'var(--bonus)', filled: true },
  saturated: { shape: 'down', colour: 'var(--tax)', filled: true },
  undetermined: { shape: 'square', colour: 'var(--transition)', filled: false },
  'not enough data': { shape: 'ring', colour: 'var(--ink-3)', filled: false },
} as const;
export const saturationMark = (state: Saturation['state']) => STATES[state];

export function saturationFinding({ benchmarks, topK }: Frontier['saturation'], labels: Labels): string {
  const saturated = benchmarks
    .filter(({ state }) => state === 'saturated')
    .map(({ benchmark }) => named(labels, benchmark));
  const rated = benchmarks.filter(({ reliability }) => reliability !== null);
  if (rated.length === 0) return 'No benchmark has enough models to say how far it tells the best apart';
  return saturated.length === 0
    ? `None of ${rated.length} benchmarks is saturated at the top ${topK}`
    : `Among the best ${topK} models ${listed(saturated)} no longer ${saturated.length === 1 ? 'tells' : 'tell'} models apart`;
}

export const saturationCaption = ({ topK }: Frontier['saturation']): string =>
  `Reliability of the best ${topK}: the share of their variance that is not item noise, 90${NBSP}% bootstrap interval; saturated when its upper end is below 0.5, or the median score is above 95${NBSP}%`;

export const saturationRows = (benchmarks: readonly Saturation[], labels: Labels): IntervalRow[] =>
  benchmarks.flatMap((one) => {
    if (one.reliability === null) return [];
    return [
      {
        key: one.benchmark,
        name: named(labels, one.benchmark),
        note: `n ${one.n}${one.assumedItems ? ', items assumed' : ''}`,
        marks: [
          {
            value: one.reliability,
            lo: one.lo,
            hi: one.hi,
            ...saturationMark(one.state),
            lines: [
              `${named(labels, one.benchmark)}: ${one.state}`,
              `reliability ${fixed(one.reliability)} ${bracket(one.lo, one.hi)} among the best ${one.k} of ${one.n}`,
              `they spread over ${fixed(one.spread, 1)} points; equals would over ${fixed(one.spreadOfEquals, 1)}`,
            ],
          },
        ],
      },
    ];
  });

/** Benchmarks that have no reliability: `HLE (n = 4)`. */
export const tooFew = (benchmarks: readonly Saturation[], labels: Labels): string[] =>
  benchmarks
    .filter(({ reliability }) => reliability === null)
    .map(({ benchmark, n }) => `${named(labels, benchmark)} (n = ${n})`);

export const saturationTable = (benchmarks: readonly Saturation[], labels: Labels): DataTable => ({
  columns: ['Benchmark', 'n', 'Top', 'Reliability', '90 %', 'Spread', 'Spread of equals', 'State'],
  rows: benchmarks.map((one) => [
    named(labels, one.benchmark),
    String(one.n),
    String(one.k),
    fixed(one.reliability),
    bracket(one.lo, one.hi),
    fixed(one.spread, 1),
    fixed(one.spreadOfEquals, 1),
    one.reliability === null ? one.words : `${one.state}: ${one.words}`,
  ]),
});

/** The published ratio of ranges beside it, under both definitions in use. */
export function ratioSentence({
  saturation: { published },
  input,
}: Pick<Frontier, 'saturation' | 'input'>): string {
  const { sameSet, ownSets } = published;
  if (sameSet === null) return 'The published ratio σ needs five models with both scores.';
  const asks = (ratio: number | null) =>
    ratio === null ? '' : ratio < PUBLISHED_ROTATION ? ' (below 0.2: rotate)' : ' (not below 0.2: stay)';
  const own = ownSets
    ? ` Over each benchmark’s own best ${ownSets.k} it is ${fixed(ownSets.ratio)}${asks(ownSets.ratio)}.`
    : '';
  return `Published ratio σ, range of ${input.x.label} over range of ${input.y.label} for the best ${sameSet.k} on ${input.x.label}: ${fixed(sameSet.spreadX, 1)} / ${fixed(sameSet.spreadY, 1)} = ${fixed(sameSet.ratio)}${asks(sameSet.ratio)}.${own}`;
}

export function rotationFinding({ rotation }: Frontier['saturation'], labels: Labels): string {
  const { current, state, next, candidates, words } = rotation;
  const axis = named(labels, current);
  if (next === null) return `No benchmark can be set beside ${axis}: ${words}`;
  const best = candidates[0];
  const sure =
    best.pFirst === null || candidates.filter(({ own }) => own !== null).length < 2
      ? ''
      : `; it comes first in ${percent(best.pFirst)} of resamples`;
  const why = {
    saturated: `${axis} is saturated at the top`,
    'tells models apart': `${axis} still tells the best models apart`,
    undetermined: `Whether ${axis} is saturated is not settled`,
    'not enough data': `Too few models to say whether ${axis} is saturated`,
  }[state];
  return `${why}. Next to look at: ${named(labels, next)}${sure}`;
}

export const candidateCells = (one: Candidate, labels: Labels): string[] => [
  named(labels, one.benchmark),
  String(one.n),
  one.r === null ? (one.words ?? '–') : `${fixed(one.r)} ${bracket(one.interval?.[0], one.interval?.[1])}`,
  fixed(one.reliability),
  fixed(one.own),
  one.pFirst === null ? '–' : percent(one.pFirst),
];

/* Predictions */

export const PREDICTION_STATES = {
  pass: { name: 'pass zone', symbol: '▲' },
  fail: { name: 'fail zone', symbol: '▼' },
  between: { name: 'between', symbol: '■' },
  insufficient: { name: 'not enough data', symbol: '○' },
} as const;

const INTERVAL_KINDS = {
  fisher: `95${NBSP}% interval`,
  prediction: `95${NBSP}% prediction interval`,
  'leave-one-out': 'when one model is left out',
} as const;

/** What the number is a number of. */
const UNITS: Readonly<Record<EvaluatedPrediction['id'], { unit: string; second: string; digits: number }>> = {
  1: { unit: 'points between the five best on SWE-bench Verified', second: 'on GPQA Diamond', digits: 1 },
  2: { unit: 'r of GPQA Diamond and IFEval', second: '', digits: 2 },
  3: { unit: 'points, the higher h of the two', second: '', digits: 1 },
  4: { unit: 'points, the lower h of the two', second: '', digits: 1 },
  5: { unit: 'r of SWE-bench Verified and GPQA Diamond', second: '', digits: 2 },
  6: { unit: 'points between the ten best on IFEval', second: 'on HLE', digits: 1 },
  7: { unit: 'r of SWE-bench Verified and HLE', second: '', digits: 2 },
};

/** `0.75 [0.57, 0.86]`, or a dash. */
export function predictionValue({ id, value, interval }: EvaluatedPrediction): string {
  const { digits } = UNITS[id];
  return value === null
    ? '–'
    : `${fixed(value, digits)}${interval ? ` ${bracket(...interval, digits)}` : ''}`;
}

export function predictionUnit({ id, value, second, interval, intervalKind }: EvaluatedPrediction): string {
  const { unit, second: of, digits } = UNITS[id];
  if (value === null) return unit;
  return [
    unit,
    second !== null && of !== '' ? `${fixed(second, digits)} ${of}` : null,
    interval ? `brackets: ${INTERVAL_KINDS[intervalKind]}` : null,
  ]
    .filter((part) => part !== null)
    .join('; ');
}

export function sensitivitySentence({ sensitivity, id }: EvaluatedPrediction): string {
  const { disputed, range, turning, alternatives } = sensitivity;
  if (disputed === 0) return 'It reads no disputed value.';
  const { digits } = UNITS[id];
  const [least, most] = (range ?? []).map((end) => fixed(end, digits));
  const span = least === most ? '' : ` (value ${least} to ${most})`;
  const of = `the ${disputed} disputed ${disputed === 1 ? 'row' : 'rows'} that it reads`;
  if (turning.length === 0) return `The same state whichever of ${of} is left out or replaced${span}.`;
  const first = turning[0];
  const how = `${first.model ?? 'all of them'} ${first.change === 'removed' ? 'left out' : 'replaced by what is reported elsewhere'}`;
  return `Another state in ${turning.length} of ${alternatives.length} variants of ${of}, for one with ${how}: ${PREDICTION_STATES[first.state].name}${span}.`;
}

export function predictionsFinding(predictions: readonly EvaluatedPrediction[]): string {
  const of = (state: keyof typeof PREDICTION_STATES) =>
    predictions.filter((one) => one.state === state).length;
  const parts = (['pass', 'fail', 'between', 'insufficient'] as const)
    .filter((state) => of(state) > 0)
    .map((state) => {
      const n = count(of(state));
      return {
        pass: `${n} in the pass zone`,
        fail: `${n} in the fail zone`,
        between: `${n} between`,
        insufficient: `${n} without enough data`,
      }[state];
    });
  return `${capitalised(listed(parts))}`;
}

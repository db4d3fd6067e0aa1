/**
 * Reliability of a benchmark over models: the share of the variance between their scores that is not item noise,
 * 1 − mean(σ²)/Var, at least 0. And its own share: what is left of that when the part in line with an axis, r², is taken away.
 * Intervals resample the models, all benchmarks together.
 */
import { pearson } from '../../stats/correlation';
import { indexOf, openStream } from '../../stats/philox';
import { resampledInterval } from '../../stats/resampledInterval';
import { isConstant, mean, variance } from '../../stats/summary';

export interface MeasuredColumn {
  key: string;
  label: string;
  /** One entry a model, in the same order for all columns; percent, and standard errors over items in points. */
  scores: readonly number[];
  sd: readonly number[];
}

export interface ResampledShare {
  value: number;
  lo: number | null;
  hi: number | null;
}

/** Null for fewer than 3 models, or when all score the same. */
export function reliability({ scores, sd }: Pick<MeasuredColumn, 'scores' | 'sd'>): number | null {
  if (scores.length < 3 || isConstant(scores)) return null;
  return Math.max(0, 1 - mean(sd.map((one) => one * one)) / variance(scores));
}

/** Null where the reliability or the correlation is. */
function ownShare(column: Pick<MeasuredColumn, 'scores' | 'sd'>, axis: readonly number[]): number | null {
  const whole = reliability(column);
  const r = whole === null ? null : pearson(column.scores, axis);
  return whole === null || r === null ? null : Math.max(0, whole - r * r);
}

export interface ReliabilityComparison {
  key: string;
  label: string;
  reliability: ResampledShare;
  /** r with the axis; null when the axis is constant. */
  r: number | null;
  own: ResampledShare | null;
  /** Own share less that of the first column, on the same resamples; null for the first itself. */
  difference: ResampledShare | null;
}

const DRAWS = 1000;

/**
 * @param columns the first is what the others are compared with @param axis scores of benchmark 1 on the same models
 * @returns columns that have a reliability; none when the first has not
 */
export function reliabilities(
  columns: readonly MeasuredColumn[],
  axis: readonly number[],
  { seed, stream }: { seed: number; stream: number },
): ReliabilityComparison[] {
  const known = columns.flatMap((column) => {
    const value = reliability(column);
    return value === null
      ? []
      : [{ ...column, value, wholes: new Float64Array(DRAWS), owns: new Float64Array(DRAWS) }];
  });
  if (known.length === 0 || known[0].key !== columns[0].key) return [];
  const n = axis.length;
  const random = openStream(seed, stream, 0);
  for (let draw = 0; draw < DRAWS; draw++) {
    random.restart(draw);
    const drawn = Array.from({ length: n }, () => indexOf(random.nextWord(), n));
    const drawnAxis = drawn.map((i) => axis[i]);
    for (const { scores, sd, wholes, owns } of known) {
      const resample = { scores: drawn.map((i) => scores[i]), sd: drawn.map((i) => sd[i]) };
      wholes[draw] = reliability(resample) ?? Infinity;
      owns[draw] = ownShare(resample, drawnAxis) ?? Infinity;
    }
  }
  const [first] = known;
  const firstOwn = ownShare(first, axis);
  return known.map((column, i) => {
    const { key, label, scores, value, wholes, owns } = column;
    const own = ownShare(column, axis);
    const gaps = owns.map((at, d) =>
      at === Infinity || first.owns[d] === Infinity ? Infinity : at - first.owns[d],
    );
    return {
      key,
      label,
      reliability: { value, ...intervalOf(wholes) },
      r: pearson(scores, axis),
      own: own === null ? null : { value: own, ...intervalOf(owns) },
      difference:
        i === 0 || own === null || firstOwn === null ? null : { value: own - firstOwn, ...intervalOf(gaps) },
    };
  });
}

const intervalOf = (draws: Float64Array) =>
  resampledInterval(
    draws,
    draws.reduce((sum, at) => sum + (at === Infinity ? 1 : 0), 0),
  );

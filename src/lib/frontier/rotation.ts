/**
 * Which benchmark to look at next when the current one no longer tells models apart: the candidate with high reliability at the
 * top and small correlation with the current one. Contract: ranked by R − r², the share of its variance that is neither item
 * noise nor shared with the current benchmark; a candidate needs ten models with both scores, and says so when it has fewer.
 */
import { fisherInterval, pearson } from '../stats/correlation';
import { openStream } from '../stats/philox';
import type { Benchmark } from '../scores/table';
import { completeCases } from './matrix';
import { cellValue, type FrontierTable } from './model';
import { cellNoise } from './points';
import {
  reliabilityOf,
  saturation,
  topOf,
  ratedModels,
  type Saturation,
  type SaturationSettings,
} from './saturation';
import { STREAM } from './streams';

/** Models with both scores that a candidate needs. */
export const LEAST_COMPLETE = 10;

export interface Candidate {
  benchmark: string;
  /** Models with the candidate's and the current benchmark's score. */
  n: number;
  r: number | null;
  interval: [lo: number, hi: number] | null;
  reliability: number | null;
  /** Reliable and not shared: max(0, R − r²). */
  own: number | null;
  /** Share of resamples of the models in which this candidate comes first. */
  pFirst: number | null;
  words: string | null;
}

export interface Rotation {
  /** The current benchmark and its saturation. */
  current: string;
  state: Saturation['state'];
  /** Eligible candidates, best first; then the others, with the reason. */
  candidates: Candidate[];
  /** The best eligible candidate; null when none has enough models. */
  next: string | null;
  words: string;
}

/** Resamples for `pFirst`: each ranks all candidates anew. */
const MOST_DRAWS = 500;

export function rotation(
  table: FrontierTable,
  current: Benchmark,
  candidates: readonly Benchmark[],
  settings: SaturationSettings,
): Rotation {
  const state = saturation(table, current, settings).state;
  const rated = candidates.map((benchmark): Candidate => {
    const { rows } = completeCases(table, [current.key, benchmark.key], settings.values);
    const n = rows.length;
    const r =
      n < LEAST_COMPLETE
        ? null
        : pearson(
            rows.map(([x]) => x),
            rows.map(([, y]) => y),
          );
    const top = topOf(ratedModels(table, benchmark, settings.values, settings.items), settings.topK);
    const reliability = n < LEAST_COMPLETE ? null : reliabilityOf(top);
    return {
      benchmark: benchmark.key,
      n,
      r,
      interval: r === null ? null : fisherInterval(r, n),
      reliability,
      own: r === null || reliability === null ? null : Math.max(0, reliability - r * r),
      pFirst: null,
      words:
        n < LEAST_COMPLETE
          ? `not enough data (n = ${n})`
          : r === null || reliability === null
            ? 'its scores do not vary'
            : null,
    };
  });
  const eligible = rated
    .filter(({ own }) => own !== null)
    .sort((a, b) => (b.own ?? 0) - (a.own ?? 0) || Math.abs(a.r ?? 0) - Math.abs(b.r ?? 0));
  const shares = firstShares(
    table,
    current,
    eligible.map(({ benchmark }) => benchmark),
    candidates,
    settings,
  );
  eligible.forEach((candidate, i) => (candidate.pFirst = shares[i]));
  const [best] = eligible;
  const most = Math.max(0, ...rated.map(({ n }) => n));
  return {
    current: current.key,
    state,
    candidates: [...eligible, ...rated.filter(({ own }) => own === null)],
    next: best?.benchmark ?? null,
    words:
      best !== undefined
        ? `of ${eligible.length} benchmarks with ${LEAST_COMPLETE} or more models in common`
        : `not enough data (n = ${most}): ${LEAST_COMPLETE} models with both scores are needed`,
  };
}

/** How often each candidate comes first when models are resampled: a rank that changes with the models is no advice. */
function firstShares(
  table: FrontierTable,
  current: Benchmark,
  keys: readonly string[],
  benchmarks: readonly Benchmark[],
  { values, items, topK, seed, draws: asked }: SaturationSettings,
): (number | null)[] {
  if (keys.length < 2) return keys.map(() => 1);
  const draws = Math.min(asked, MOST_DRAWS);
  const random = openStream(seed, STREAM.rotation, 0);
  const models = table.models.filter((model) => !model.excluded);
  const columnOf = (benchmark: Benchmark): Column =>
    models.map((model) => {
      const value = cellValue(model, benchmark.key, values);
      return value === null ? null : { value, se: cellNoise(model, benchmark, value, items) };
    });
  const axis = columnOf(current);
  const columns = keys.flatMap((key) => benchmarks.find((one) => one.key === key) ?? []).map(columnOf);
  const drawn = new Int32Array(models.length);
  const wins = keys.map(() => 0);
  let counted = 0;
  for (let draw = 0; draw < draws; draw++) {
    random.restart(draw);
    for (let i = 0; i < drawn.length; i++) drawn[i] = random.nextIndex(models.length);
    const own = columns.map((column) => ownShare(axis, column, drawn, topK));
    const best = Math.max(...own);
    if (best < 0) continue;
    wins[own.indexOf(best)]++;
    counted++;
  }
  return wins.map((count) => (counted === 0 ? null : count / counted));
}

type Column = ({ value: number; se: number } | null)[];

/** max(0, R − r²) of a resample; −1 where it is undefined. */
function ownShare(axis: Column, column: Column, drawn: Int32Array, topK: number): number {
  const rated: { value: number; se: number }[] = [];
  const x: number[] = [];
  const y: number[] = [];
  for (const model of drawn) {
    const cell = column[model];
    if (cell === null) continue;
    rated.push(cell);
    const at = axis[model];
    if (at === null) continue;
    x.push(at.value);
    y.push(cell.value);
  }
  if (x.length < 3) return -1;
  const r = pearson(x, y);
  const reliability = reliabilityOf(rated.sort((a, b) => b.value - a.value).slice(0, topK));
  return r === null || reliability === null ? -1 : Math.max(0, reliability - r * r);
}

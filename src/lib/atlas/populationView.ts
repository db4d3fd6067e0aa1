/**
 * The population as it is drawn: its intervals with their weights, and γ as a line over size and over the level of
 * benchmark 1, each with its band and the density of its zero over resampled families.
 */
import type { Answerer } from '../coupling/backend';
import type { DiagnosisControl } from '../coupling/diagnose';
import { familyIntervals, type FamilyInterval } from '../coupling/familyIntervals';
import { metaIntervals } from '../coupling/metaBootstrap';
import { metaRegression } from '../coupling/metaRegression';
import type { DiagnosisOptions } from '../coupling/options';
import { population, type Population } from '../coupling/population';
import { STREAM } from '../coupling/streams';
import type { KernelControl } from '../gpu/kernel';
import type { MetaDraws, MetaJob } from '../gpu/metaBootstrapJob';
import type { ScoreTable } from '../scores/table';
import { bandOf, densityOf, placesBetween, type Band, type Density } from './band';

/** Makes the draws of a job, and says on which device. */
export type DrawFamilies = (
  job: MetaJob,
  control: KernelControl,
) => Promise<{ answer: MetaDraws; backend: Answerer }>;

export interface PopulationPoint extends Pick<
  FamilyInterval,
  'family' | 'from' | 'to' | 'fromB' | 'toB' | 'logSize' | 'level' | 'delta1' | 'delta2' | 'gamma'
> {
  /** Standard error of γ. */
  se: number;
  /** 1/(se² + τ²) of the line over size, as a share of the largest. */
  weight: number;
}

/** γ over one predictor, in its own units: log10 of billions, or percent of benchmark 1. */
export interface DrawnLine {
  intercept: number;
  slope: number;
  slopeInterval: [number, number] | null;
  /** Where it passes zero, with a 95 % interval; a bound is null where that share of the draws has none. */
  zero: { value: number | null; lo: number | null; hi: number | null };
  band: Band | null;
  density: Density | null;
}

export interface PopulationView {
  population: Population;
  points: PopulationPoint[];
  overSize: DrawnLine | null;
  overLevel: DrawnLine | null;
  /** Which device drew the families; null where none were drawn. */
  backend: Answerer | null;
}

const PLACES = 33;
/** Draws of the line over the level, at most: they make a picture, and no figure that is quoted elsewhere. */
const LEVEL_DRAWS = 20_000;
const BINS = 60;

/** @throws DiagnosisError when the table has no two benchmarks; the signal's reason when aborted */
export async function populationView(
  table: ScoreTable,
  options: DiagnosisOptions,
  draw: DrawFamilies,
  { onProgress, signal }: DiagnosisControl = {},
): Promise<PopulationView> {
  let sizeDraws: MetaDraws | null = null;
  let backend: Answerer | null = null;
  const whole = await population(
    table,
    options,
    { signal, onProgress: (fraction, stage) => onProgress?.(0.7 * fraction, stage) },
    async (job, control) => {
      const drawn = await draw(job, control);
      ({ answer: sizeDraws, backend } = drawn);
      return metaIntervals(drawn.answer);
    },
  );
  const { intervals } = familyIntervals(table, options);
  const tau2 = whole.tau2 ?? 0;
  const most = Math.max(...intervals.map(({ variance }) => 1 / (variance + tau2)));
  const overSize = lineOver(
    intervals.map(({ logSize }) => logSize),
    whole.intercept === null || whole.slope === null
      ? null
      : { intercept: whole.intercept, slope: whole.slope },
    sizeDraws,
  );
  const overLevel = await levelLine(intervals, options, draw, {
    signal,
    onProgress: (fraction) => onProgress?.(0.7 + 0.3 * fraction, 'Line over the level'),
  });
  return {
    population: whole,
    points: intervals.map(({ variance, fromLogSize: _size, fromLevel: _level, ...interval }) => ({
      ...interval,
      se: Math.sqrt(variance),
      weight: 1 / (variance + tau2) / most,
    })),
    overSize,
    overLevel,
    backend,
  };
}

async function levelLine(
  intervals: readonly FamilyInterval[],
  { seed, draws }: DiagnosisOptions,
  draw: DrawFamilies,
  control: KernelControl,
): Promise<DrawnLine | null> {
  const x = Float64Array.from(intervals, ({ level }) => level);
  const gamma = Float64Array.from(intervals, (interval) => interval.gamma);
  const variance = Float64Array.from(intervals, (interval) => interval.variance);
  const fit = intervals.length < 2 ? null : metaRegression(x, gamma, variance);
  if (fit === null) return null;
  const names = new Map<string, number>();
  const family = Uint32Array.from(intervals, (interval) => {
    if (!names.has(interval.family)) names.set(interval.family, names.size);
    return names.get(interval.family) ?? 0;
  });
  const made =
    names.size < 2
      ? null
      : await draw(
          {
            seed,
            stream: STREAM.populationLevel,
            draws: Math.min(draws, LEVEL_DRAWS),
            family,
            x,
            gamma,
            variance,
            direction: fit.slope < 0 ? -1 : 1,
          },
          control,
        );
  return lineOver([...x], fit, made && made.answer);
}

function lineOver(
  x: readonly number[],
  line: { intercept: number; slope: number } | null,
  draws: MetaDraws | null,
): DrawnLine | null {
  if (line === null || x.length === 0) return null;
  const { intercept, slope } = line;
  const value = slope === 0 ? null : -intercept / slope;
  const [lo, hi] = [Math.min(...x), Math.max(...x)];
  if (draws === null)
    return {
      intercept,
      slope,
      slopeInterval: null,
      zero: { value, lo: null, hi: null },
      band: null,
      density: null,
    };
  const intervals = metaIntervals(draws);
  return {
    intercept,
    slope,
    slopeInterval:
      intervals.slope.lo === null || intervals.slope.hi === null
        ? null
        : [intervals.slope.lo, intervals.slope.hi],
    zero: { value, lo: intervals.zero.lo, hi: intervals.zero.hi },
    band: bandOf(line, draws, placesBetween(lo, hi, PLACES)),
    density: densityOf(draws.zero, placesBetween(lo, hi, BINS + 1)),
  };
}

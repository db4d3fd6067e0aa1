/**
 * Forecasts: how often a larger model's score lies in the bands, and how wide they are. Families as in the rest of the study,
 * with one benchmark; the larger model is scored as they are, noise and run included.
 */
import { itemNoise } from '../../src/lib/coupling/scoreNoise';
import type { Trajectory } from '../../src/lib/dynamics/forecast';
import { onScale } from '../../src/lib/dynamics/bands';
import { SINGLE_METHODS } from '../../src/lib/dynamics/methods/all';
import { isRefused } from '../../src/lib/dynamics/methods/method';
import { openStream } from '../../src/lib/stats/philox';
import { clamp } from '../../src/lib/stats/summary';
import { add, tally, type Counters } from './counters';
import { B2_ITEM_SD, ITEMS, placesOf, SIZES, trendOf, type Condition } from './design';
import { streamOf } from './seeds';

export interface ForecastTrend {
  id: string;
  title: string;
  /** True score, percent, at a place of the range of sizes, 0…1 and beyond. */
  score(place: number): number;
  /** What guessing gives. */
  floor: number;
  /** Scored 0 or 1 an item, as HellaSwag; else graded, as TruthfulQA MC2. */
  binary: boolean;
}

const ofStudy = (id: string): ForecastTrend => {
  const { title, b2 } = trendOf(id);
  return { id, title, score: b2, floor: 0, binary: false };
};

export const FORECAST_TRENDS: readonly ForecastTrend[] = [
  ofStudy('flat'),
  ofStudy('falling'),
  {
    id: 'logistic',
    title: 'logistic above chance, 31 to 86',
    score: (place) => 25 + 75 / (1 + Math.exp(2.5 - 4 * place)),
    floor: 25,
    binary: true,
  },
  ofStudy('levelling'),
  ofStudy('u'),
];
/** The larger model is so many times the largest. */
export const TIMES = [2, 10];
export const LEVELS = [0.8, 0.95] as const;

export interface ForecastCell {
  id: string;
  n: number;
  trend: ForecastTrend;
  times: number;
  condition: Condition;
  replicates: number;
}

export function runForecastCell(cell: ForecastCell, seed: number): Counters {
  const { n, trend, times, condition, replicates } = cell;
  const logSize = Float64Array.from(SIZES[n], Math.log10);
  const range = logSize[n - 1] - logSize[0];
  const to = logSize[n - 1] + Math.log10(times);
  const truth = [...placesOf(n), 1 + Math.log10(times) / range].map(trend.score);
  const noiseOf = (score: number) =>
    trend.binary ? itemNoise(score, ITEMS.b1, null, null) : itemNoise(score, ITEMS.b2, B2_ITEM_SD, null);
  const counters: Counters = {};
  const random = openStream(seed, streamOf(cell.id), 0);
  for (let replicate = 0; replicate < replicates; replicate++) {
    random.restart(replicate);
    const scored = truth.map((score) =>
      clamp(
        score + noiseOf(score) * random.nextNormal() + condition.truth.runSd * random.nextNormal(),
        0,
        100,
      ),
    );
    const scores = Float64Array.from(scored.slice(0, n));
    const trajectory: Trajectory = {
      benchmarks: ['score'],
      logSize,
      scores: [scores],
      sd: [scores.map(noiseOf)],
      floors: [trend.floor],
    };
    for (const method of SINGLE_METHODS) {
      const [fit] = method.fit(trajectory);
      if (isRefused(fit)) {
        add(counters, `${method.id}.refused`, 1);
        continue;
      }
      for (const level of LEVELS) {
        const band = fit.band(to, level);
        if (band === null) continue;
        const [lo, hi] = onScale(band, fit.at(to));
        tally(counters, `${method.id}.${level}`, lo <= scored[n] && scored[n] <= hi);
        add(counters, `${method.id}.${level}.width`, hi - lo);
      }
    }
  }
  return counters;
}

/** The uniform panel as a score table, and the reference values of its population. */
import { readFileSync } from 'node:fs';
import { familyIntervals } from '../../../src/lib/coupling/familyIntervals';
import { defaultOptions } from '../../../src/lib/coupling/options';
import type { MetaJob } from '../../../src/lib/gpu/metaBootstrapJob';
import { parsePanel } from '../../../src/lib/scores/panels';
import type { ScoreTable } from '../../../src/lib/scores/table';

export const uniformPanel = (): ScoreTable =>
  parsePanel('uniform', readFileSync('static/panels/uniform.csv', 'utf8'));

interface PopulationReference {
  n: number;
  families: number;
  intercept: number;
  slope: number;
  tau2: number;
  zero_b: number;
  logistic_size: { half_b: number; slope: number };
  logistic_hellaswag: { half: number; slope: number };
  auc: { log10N: number; hellaswag: number };
  below_3_5b: [rises: number, n: number];
  above_3_5b: [rises: number, n: number];
}

export const POPULATION = (
  JSON.parse(readFileSync('tests/golden/population.json', 'utf8')) as { population: PopulationReference }
).population;

/** Equal within a share of the larger size. */
export const relativeError = (actual: number | null, expected: number): number =>
  actual === null ? Infinity : Math.abs(actual - expected) / Math.abs(expected);

/** The population's own bootstrap, with so many draws. */
export function panelJob(draws: number): MetaJob {
  const { intervals } = familyIntervals(uniformPanel(), defaultOptions());
  const names = [...new Set(intervals.map(({ family }) => family))];
  return {
    seed: 1,
    stream: 5,
    draws,
    family: Uint32Array.from(intervals, ({ family }) => names.indexOf(family)),
    x: Float64Array.from(intervals, ({ logSize }) => logSize),
    gamma: Float64Array.from(intervals, ({ gamma }) => gamma),
    variance: Float64Array.from(intervals, ({ variance }) => variance),
    direction: 1,
  };
}

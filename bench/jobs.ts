/** The jobs that the bench gives to every side: CPU twin, GPU, and the peers that read them from a file. */
import { DiagnosisError } from '../src/lib/coupling/diagnosisError';
import { familyIntervals } from '../src/lib/coupling/familyIntervals';
import { defaultOptions } from '../src/lib/coupling/options';
import { select, type Selection } from '../src/lib/coupling/select';
import { phaseJob, stepsOf } from '../src/lib/coupling/step';
import { turningLine } from '../src/lib/coupling/turns';
import type { TwinKind, TwinShapes } from '../src/lib/coupling/twins';
import { parsePanel } from '../src/lib/scores/panels';
import { familiesOf } from '../src/lib/scores/table';
import type { PairsJob } from '../src/lib/stats/pairsBootstrap';

export interface Sample {
  x: number[];
  y: number[];
}

export type Jobs = { [K in TwinKind]: TwinShapes[K]['job'] };
export type Draws = Record<TwinKind, number>;

/** Items and models of the paired item bootstrap: HellaSwag, a family of eight. */
export const ITEMS = 10_042;
export const MODELS = 8;

const tableOf = (panel: string) => parsePanel('uniform', panel);

/** Samples of three or more models with both scores: all families × all pairs of benchmarks. */
export function panelSamples(panel: string): Sample[] {
  const table = tableOf(panel);
  const keys = table.benchmarks.map(({ key }) => key);
  const used = table.models.filter((row) => !row.excluded);
  const families = familiesOf(table).map(({ family }) => used.filter((row) => row.family === family));
  return families.flatMap((rows) =>
    keys.flatMap((first, i) =>
      keys.slice(i + 1).flatMap((second) => {
        const both = rows.filter((row) => row.scores[first] && row.scores[second]);
        if (both.length < 3) return [];
        return [
          { x: both.map((row) => row.scores[first].value), y: both.map((row) => row.scores[second].value) },
        ];
      }),
    ),
  );
}

/** One sample a line: n, then n values of x, then n of y. */
export const sampleLines = (samples: readonly Sample[]): string =>
  samples.map(({ x, y }) => [x.length, ...x, ...y].join(' ')).join('\n');

export function pairsJob(samples: readonly Sample[], draws: number): PairsJob {
  const offset = new Uint32Array(samples.length + 1);
  samples.forEach(({ x }, i) => (offset[i + 1] = offset[i] + x.length));
  return {
    seed: 1,
    draws,
    x: Float64Array.from(samples.flatMap(({ x }) => x)),
    y: Float64Array.from(samples.flatMap(({ y }) => y)),
    offset,
    stream: Uint32Array.from(samples, (_, i) => i),
    probabilities: [0.025, 0.5, 0.975],
    bins: 64,
  };
}

/** Rows that a pairs bootstrap draws. */
export const rowsDrawn = ({ x, draws }: PairsJob): number => x.length * draws;

/** Eight models, ten thousand items answered right or wrong by a fixed recurrence. */
export function itemJob(draws: number): Jobs['items'] {
  const words = new Uint32Array(ITEMS);
  for (let item = 0, state = 1; item < ITEMS; item++) {
    state = (state * 48271) % 2147483647;
    words[item] = (state >>> 8) & (2 ** MODELS - 1);
  }
  const packed = { items: ITEMS, models: MODELS, levels: 1, words };
  return { seed: 1, draws, benchmarks: [{ packed, stream: 7 }] };
}

/** One job of each kind from the bundled panel. */
export function jobsOf(panel: string, draws: Draws): Jobs {
  const table = tableOf(panel);
  const options = defaultOptions();
  const selections = familiesOf(table).flatMap(({ family }): Selection[] => {
    try {
      return [select(table, { ...options, family })];
    } catch (error) {
      // A family of one size has nothing to simulate.
      if (error instanceof DiagnosisError) return [];
      throw error;
    }
  });
  const steps = selections.flatMap(({ line }) => stepsOf(line, options));
  const longLines = selections.map(({ line }) => line).filter(({ b2 }) => b2.length >= 3);
  const { intervals } = familyIntervals(table, options);
  const names = [...new Set(intervals.map(({ family }) => family))];
  return {
    phases: phaseJob(steps, 1, draws.phases),
    turns: {
      seed: 1,
      draws: draws.turns,
      lines: longLines.map((line, i) => turningLine(line, options, i)),
    },
    permutations: {
      seed: 1,
      draws: draws.permutations,
      tables: longLines.map(({ b1, b2 }, stream) => ({
        statistic: 'r',
        rows: b1.length,
        values: Float64Array.of(...b1, ...b2),
        stream,
      })),
    },
    pairs: pairsJob(panelSamples(panel), draws.pairs),
    items: itemJob(draws.items),
    meta: {
      seed: 1,
      stream: 5,
      draws: draws.meta,
      family: Uint32Array.from(intervals, ({ family }) => names.indexOf(family)),
      x: Float64Array.from(intervals, ({ logSize }) => logSize),
      gamma: Float64Array.from(intervals, ({ gamma }) => gamma),
      variance: Float64Array.from(intervals, ({ variance }) => variance),
      direction: 1,
    },
  };
}

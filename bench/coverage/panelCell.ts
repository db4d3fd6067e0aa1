/** Forecasts on real families: each of the uniform panel's with three sizes or more, foretold at its last size. Not simulated. */
import { readFileSync } from 'node:fs';
import { panelScoresOf } from '../../src/lib/coupling/forecasting';
import { defaultOptions } from '../../src/lib/coupling/options';
import type { MethodScore } from '../../src/lib/dynamics/forecast';
import { parsePanel } from '../../src/lib/scores/panels';
import type { Counters } from './counters';

export interface PanelCell {
  id: string;
}

/** Figures of a score that are tabulated, by the name of their counter. */
export const PANEL_FIGURES = {
  families: ({ families }: MethodScore) => families,
  banded: ({ banded }: MethodScore) => banded,
  relativeError: ({ relativeError }: MethodScore) => relativeError,
  meanError: ({ meanError }: MethodScore) => meanError,
  intervalScore80: ({ intervalScore80 }: MethodScore) => intervalScore80,
  intervalScore95: ({ intervalScore95 }: MethodScore) => intervalScore95,
  coverage80: ({ coverage80 }: MethodScore) => coverage80,
  coverage95: ({ coverage95 }: MethodScore) => coverage95,
  persistenceError: ({ persistence }: MethodScore) => persistence.meanError,
  persistenceScore80: ({ persistence }: MethodScore) => persistence.intervalScore80,
  persistenceScore95: ({ persistence }: MethodScore) => persistence.intervalScore95,
} as const;

/** `TruthfulQA MC2|persistence|meanError`: benchmark, method and figure. */
export const PANEL_SEPARATOR = '|';

export function runPanelCell(): Counters {
  const panel = parsePanel('uniform', readFileSync('static/panels/uniform.csv', 'utf8'));
  const label = new Map(panel.benchmarks.map((benchmark) => [benchmark.key, benchmark.label]));
  const counters: Counters = {};
  for (const score of panelScoresOf(panel, panel.benchmarks, [], null, defaultOptions()))
    for (const [figure, of] of Object.entries(PANEL_FIGURES)) {
      const value = of(score);
      if (value !== null)
        counters[[label.get(score.benchmark), score.method, figure].join(PANEL_SEPARATOR)] = value;
    }
  return counters;
}

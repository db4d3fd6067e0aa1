/** The bundled frontier panels as the app reads them, and the reference values. */
import { readFileSync } from 'node:fs';
import { parseFrontierPanel } from '$lib/frontier/frontierTable';
import type { FrontierTable } from '$lib/frontier/model';
import { pointsOf, type FrontierPoint } from '$lib/frontier/points';
import { parseReports, widePanel } from '$lib/frontier/widePanel';

const panelText = (file: string) => readFileSync(`static/panels/${file}`, 'utf8');

export const frontierPanel: FrontierTable = parseFrontierPanel(panelText('frontier.csv'));
export const reports = parseReports(panelText('frontier-wide.csv'));
export const wide: FrontierTable = widePanel(reports);

export const benchmark = (table: FrontierTable, key: string) => {
  const found = table.benchmarks.find((one) => one.key === key);
  if (!found) throw new Error(`no column ${key}`);
  return found;
};

export const SWE = 'swe_bench_verified';
export const GPQA = 'gpqa_diamond';

/** Points of the published pair. */
export const pair = (table: FrontierTable = frontierPanel): FrontierPoint[] =>
  pointsOf(table, benchmark(table, SWE), benchmark(table, GPQA), { values: 'published', items: {} });

export const allPoints = pair();
export const frozen = allPoints.filter(({ subset }) => subset === 'frozen');

/** The table with some scores replaced; null takes a cell out. */
export function withScores(
  table: FrontierTable,
  changes: Record<string, Partial<Record<string, number | null>>>,
): FrontierTable {
  return {
    ...table,
    models: table.models.map((model) => {
      const scores = { ...model.scores };
      for (const [key, value] of Object.entries(changes[model.model] ?? {}))
        if (value === null || value === undefined) delete scores[key];
        else scores[key] = { ...scores[key], value };
      return { ...model, scores };
    }),
  };
}

export const golden = (
  JSON.parse(readFileSync('tests/golden/population.json', 'utf8')) as {
    frontier: {
      n: number;
      r: number;
      slope: number;
      intercept: number;
      residual_sd: number;
      prediction_half_width_95: Record<string, number>;
      lab_slopes: Record<string, number>;
      leave_one_lab_out: { per_lab: Record<string, number>; mean: number; sd: number; baseline_mean: number };
      all39: { r: number; slope: number };
    };
  }
).frontier;

/** Families of the bundled panels as trajectories, and simulated systems whose equations are known. */
import { readFileSync } from 'node:fs';
import type { Trajectory } from '../../../src/lib/dynamics/forecast';
import { parsePanel } from '../../../src/lib/scores/panels';

/** All benchmarks that every model of a family has; noise of each score half a point. */
export function familyOf(panel: string, family: string): Trajectory {
  const table = parsePanel(panel, readFileSync(`static/panels/${panel}.csv`, 'utf8'));
  const rows = table.models
    .filter((row) => row.family === family)
    .sort((a, b) => (a.paramsB ?? 0) - (b.paramsB ?? 0));
  const columns = table.benchmarks.filter(({ key }) => rows.every((row) => row.scores[key]));
  return {
    benchmarks: columns.map(({ task }) => task),
    logSize: Float64Array.from(rows, (row) => Math.log10(row.paramsB ?? NaN)),
    scores: columns.map(({ key }) => Float64Array.from(rows, (row) => row.scores[key].value)),
    sd: columns.map(() => new Float64Array(rows.length).fill(0.5)),
  };
}

export const tableA = (): Trajectory => familyOf('pythia-tables', 'Pythia (table A)');
export const tableB = (): Trajectory => familyOf('pythia-tables', 'Pythia (table B)');

/** One benchmark of a trajectory as a series. */
export function seriesOf({ benchmarks, logSize, scores }: Trajectory, benchmark: string) {
  return { logSize, score: scores[benchmarks.indexOf(benchmark)] };
}

/** Lorenz 1963 with σ = 10, ρ = 28, β = 8/3. */
export function lorenz(z: Float64Array, out: Float64Array): void {
  out[0] = 10 * (z[1] - z[0]);
  out[1] = z[0] * (28 - z[2]) - z[1];
  out[2] = z[0] * z[1] - (8 / 3) * z[2];
}

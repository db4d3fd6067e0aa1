/** A whole diagnosis of a family of eight models with five benchmarks, on one core. */
import { readFileSync } from 'node:fs';
import { cpuBackend } from '../src/lib/coupling/backend';
import { diagnose } from '../src/lib/coupling/diagnose';
import { parseOptions } from '../src/lib/coupling/options';
import { parsePanel } from '../src/lib/scores/panels';
import { cpuMs, medians, result, whole, type BenchResult } from './measure';

const FAMILY = 'Pythia-deduped';
const RUNS = 9;

export async function diagnosis(): Promise<BenchResult[]> {
  const table = parsePanel('uniform', readFileSync('static/panels/uniform.csv', 'utf8'));
  const models = table.models.filter(({ family, excluded }) => family === FAMILY && !excluded);
  const alone = { ...table, models };
  const draws = [10_000, 100_000];
  const timed = (count: number) =>
    cpuMs(() => diagnose(alone, parseOptions({ family: FAMILY, draws: count }), cpuBackend()));
  const cold = await timed(draws[0]);
  const warm = await medians(draws.map((count) => ({ runs: RUNS, run: () => timed(count) })));
  const what = `${models.length} models × ${table.benchmarks.length} benchmarks (${FAMILY})`;
  const common = { backend: 'cpu', clock: 'cpu' } as const;
  return [
    result({
      name: 'diagnosis: cold',
      work: `${what}, ${whole(draws[0])} draws, the first of the process`,
      oursMs: cold,
      runs: 1,
      ...common,
    }),
    ...draws.map((count, i) =>
      result({
        name: 'diagnosis: warm',
        work: `${what}, ${whole(count)} draws`,
        oursMs: warm[i],
        runs: RUNS,
        ...common,
      }),
    ),
  ];
}

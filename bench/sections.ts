/** The sections below a verdict: everything that one family is asked once its diagnosis stands, on one core. */
import { readFileSync } from 'node:fs';
import { cpuBackend } from '../src/lib/coupling/backend';
import { deepen } from '../src/lib/coupling/deepen';
import { diagnose } from '../src/lib/coupling/diagnose';
import { parseOptions } from '../src/lib/coupling/options';
import { parsePanel } from '../src/lib/scores/panels';
import { cpuMs, median, result, wallMs, whole, type BenchResult } from './measure';

const FAMILY = 'Pythia-deduped';
const RUNS = 5;

export async function sections(): Promise<BenchResult[]> {
  const panel = parsePanel('uniform', readFileSync('static/panels/uniform.csv', 'utf8'));
  const models = panel.models.filter(({ family, excluded }) => family === FAMILY && !excluded);
  const alone = { ...panel, models };
  const found = await diagnose(alone, parseOptions({ family: FAMILY }), cpuBackend());
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let i = 0; i < RUNS; i++)
    wall.push(await wallMs(async () => cpu.push(await cpuMs(() => deepen(alone, found, panel)))));
  const common = {
    name: 'sections below a verdict',
    work: `${models.length} models × ${panel.benchmarks.length} benchmarks (${FAMILY}), ${whole(found.options.draws)} draws, beside ${panel.models.length} models`,
    backend: 'cpu',
    runs: RUNS,
  };
  return [
    result({ ...common, oursMs: median(wall), clock: 'wall' }),
    result({ ...common, oursMs: median(cpu), clock: 'cpu' }),
  ];
}

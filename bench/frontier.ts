/** The whole frontier analysis, line to predictions, of each bundled panel, on one core. */
import { readFileSync } from 'node:fs';
import { frontierAnswer, parsePanels } from '../src/lib/frontier/answer';
import { parseFrontierOptions } from '../src/lib/frontier/options';
import { cpuMs, median, result, whole, type BenchResult } from './measure';

const PANELS = ['frontier', 'frontier-wide'] as const;
const RUNS = 5;

export async function frontier(): Promise<BenchResult[]> {
  const read = (id: string) => readFileSync(`static/panels/${id}.csv`, 'utf8');
  const panels = parsePanels({ frontier: read('frontier'), wide: read('frontier-wide') });
  const results: BenchResult[] = [];
  for (const panel of PANELS) {
    const options = parseFrontierOptions({ panel });
    const cpu: number[] = [];
    let models = 0;
    for (let i = 0; i < RUNS; i++)
      cpu.push(
        await cpuMs(async () => {
          models = (await frontierAnswer(panels, null, options)).frontier.models.length;
        }),
      );
    results.push(
      result({
        name: 'frontier: all',
        work: `${models} models of the ${panel} panel, ${whole(options.draws)} draws of each simulation`,
        oursMs: median(cpu),
        backend: 'cpu',
        runs: RUNS,
        clock: 'cpu',
      }),
    );
  }
  return results;
}

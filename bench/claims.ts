/** All claims recomputed from the bundled files, on one core. */
import { readFile } from 'node:fs/promises';
import { recomputeClaims } from '../src/lib/claims/all';
import { loadClaimData } from '../src/lib/claims/data';
import { cpuMs, median, result, type BenchResult } from './measure';

const RUNS = 3;

export async function claims(): Promise<BenchResult[]> {
  const cpu: number[] = [];
  let count = 0;
  for (let i = 0; i < RUNS; i++)
    cpu.push(
      await cpuMs(async () => {
        const data = await loadClaimData((path) => readFile(`static/${path}`, 'utf8'));
        count = (await recomputeClaims(data)).length;
      }),
    );
  return [
    result({
      name: 'claims: all recomputed',
      work: `${count} claims, from the texts of the files on`,
      oursMs: median(cpu),
      backend: 'cpu',
      runs: RUNS,
      clock: 'cpu',
    }),
  ];
}

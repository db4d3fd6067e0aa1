/** How soon the Atlas stands: the families on the built page, and all families and the population on one core. */
import { readFileSync } from 'node:fs';
import { surveyFamilies } from '../src/lib/atlas/survey';
import { defaultOptions } from '../src/lib/coupling/options';
import { population } from '../src/lib/coupling/population';
import { parsePanel } from '../src/lib/scores/panels';
import { cpuMs, median, result, whole, type BenchResult } from './measure';
import { onBuiltPage } from './site';

const RUNS = 5;

export async function atlas(): Promise<BenchResult[]> {
  const table = parsePanel('uniform', readFileSync('static/panels/uniform.csv', 'utf8'));
  const options = defaultOptions();
  const engine: number[] = [];
  const together: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    engine.push(await cpuMs(() => surveyFamilies(table, options, false, async () => '')));
    together.push(await cpuMs(() => population(table, options)));
  }
  const [first, all] = await onPage();
  const work = `${table.models.length} models of the uniform panel`;
  const cpu = { backend: 'cpu', runs: RUNS, clock: 'cpu' } as const;
  const wall = { backend: 'chromium', runs: RUNS, clock: 'wall' } as const;
  return [
    result({
      name: 'atlas: all families',
      work: `${work}: from the visit to the last card (limit 2,000 ms)`,
      oursMs: first,
      ...wall,
    }),
    result({
      name: 'atlas: population shown',
      work: `${work}: from the visit to its words`,
      oursMs: all,
      ...wall,
    }),
    result({
      name: 'atlas: families, computed',
      work: `${work}, 10,000 draws each`,
      oursMs: median(engine),
      ...cpu,
    }),
    result({
      name: 'atlas: population, computed',
      work: `${work}, ${whole(options.draws)} draws of families`,
      oursMs: median(together),
      ...cpu,
    }),
  ];
}

/** Medians, ms: until every card stands, and until the population's words do. */
async function onPage(): Promise<[first: number, all: number]> {
  const cards: number[] = [];
  const words: number[] = [];
  await onBuiltPage(async (page, url) => {
    for (let i = 0; i < RUNS; i++) {
      const began = Date.now();
      await page.goto(`${url}atlas/`);
      await page.getByRole('article').nth(36).waitFor();
      cards.push(Date.now() - began);
      await page.locator('[aria-label=Finding][aria-busy=false]').waitFor();
      words.push(Date.now() - began);
      await page.goto('about:blank');
    }
  });
  return [median(cards), median(words)];
}

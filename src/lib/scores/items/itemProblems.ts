/** What alignment leaves out, or finds to differ between models, in words with a place and a remedy. */
import type { ProblemLog } from '../import/problems';
import type { PlacedItems } from './align';
import type { SampleRun } from './sampleFile';

export interface AlignedModel {
  model: string;
  source: string;
  run: SampleRun;
  /** Item → row of the run. */
  rows: ReadonlyMap<number, number>;
}

const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** @param metric whose values tell whether doubles agree */
export function tellDoubled(
  source: string,
  run: SampleRun,
  metric: string,
  { doubled, unplaced }: PlacedItems,
  log: ProblemLog,
): void {
  const of = run.filter === null || run.filter === 'none' ? null : run.filter;
  if (unplaced > 0)
    log.skip(
      { source, column: of },
      `${counted(unplaced, 'line')} cannot be aligned with other models, having neither doc_hash nor doc_id, and ${unplaced === 1 ? 'is' : 'are'} left out.`,
    );
  if (doubled.length === 0) return;
  const values = run.metrics.get(metric);
  const differ = doubled.filter(({ row, first }) => values !== undefined && values[row] !== values[first]);
  const [{ row, first }] = doubled;
  log.skip(
    { source, line: run.lines[row], column: of },
    `${counted(doubled.length, 'item is', 'items are')} logged twice (this one first on line ${run.lines[first]}); the first line of each is used` +
      (differ.length === 0
        ? '.'
        : `, though ${differ.length} of them ${differ.length === 1 ? 'has' : 'have'} another ${metric} the second time. Check that one run only was written to the file.`),
  );
}

export function tellMissing(
  models: readonly AlignedModel[],
  shared: number,
  label: string,
  log: ProblemLog,
): void {
  const all = new Set(models.flatMap(({ rows }) => [...rows.keys()]));
  if (all.size === shared) return;
  for (const { model, source, rows } of models) {
    const missing = all.size - rows.size;
    if (missing > 0)
      log.skip(
        { source, column: label, value: model },
        `${model} has no result for ${counted(missing, 'item')} of ${all.size.toLocaleString('en')} that other models have. Such items are left out for all; ${shared.toLocaleString('en')} are used. Run it on all items (without --limit).`,
      );
  }
}

export function tellLeftOut(one: AlignedModel, shared: number, label: string, log: ProblemLog): void {
  log.skip(
    { source: one.source, column: label, value: one.model },
    `${one.model} has ${counted(one.rows.size, 'item')}, and too few of the ${shared.toLocaleString('en')} that the other models share. Its score is of its own items, and it is not compared item by item. Run it on the same items.`,
  );
}

/**
 * Prompts that differ from what most models were given on the same item.
 * @param told sources that have been told of, whatever the metric
 */
export function tellPrompts(
  models: readonly AlignedModel[],
  items: readonly number[],
  label: string,
  told: Set<string>,
  log: ProblemLog,
): void {
  const differing = models.map(() => ({ count: 0, line: 0 }));
  const prompts = new Uint32Array(models.length);
  for (const item of items) {
    models.forEach(({ run, rows }, i) => (prompts[i] = run.prompts[rows.get(item) ?? -1] ?? 0));
    const usual = commonest(prompts);
    for (let i = 0; i < prompts.length; i++)
      if (prompts[i] !== 0 && prompts[i] !== usual) {
        const row = models[i].rows.get(item) ?? 0;
        const line = models[i].run.lines[row];
        if (differing[i].count++ === 0 || line < differing[i].line) differing[i].line = line;
      }
  }
  differing.forEach(({ count, line }, i) => {
    const { model, source } = models[i];
    const key = `${source}\u0000prompts`;
    if (count === 0 || told.has(key)) return;
    told.add(key);
    log.note(
      { source, line, column: label, value: model },
      `${model} was given other prompts than ${models.length > 2 ? 'most models' : models[0].model} on ${counted(count, 'item')} of ${items.length.toLocaleString('en')} (from this line on): other shots, instructions or chat template. Scores compare only with the same ones; run the models with the same settings.`,
    );
  });
}

/** The value that is there most often, 0 left out; of several the first. */
function commonest(values: Uint32Array): number {
  let best = 0;
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === 0 || values[i] === best) continue;
    let count = 0;
    for (let j = 0; j < values.length; j++) if (values[j] === values[i]) count++;
    if (count > most) {
      most = count;
      best = values[i];
    }
  }
  return best;
}

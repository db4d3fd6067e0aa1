/** The reader's models as a score table: rows typed into the form and rows of files, as pure functions. */
import { noFacts } from '$lib/scores/facts';
import type { Benchmark, ModelRow, Score, ScoreTable } from '$lib/scores/table';

/** What the form holds once it is complete. */
export interface TypedModel {
  model: string;
  lab: string;
  released: string | null;
  scores: { benchmark: Benchmark; value: number; items: number | null }[];
}

const TITLE = 'Your models';
/** Lab of a model whose file tells none and whose name no lab of the panel shares. */
export const NO_LAB = 'lab not told';

const isSame = (one: { model: string }, other: { model: string }) =>
  one.model.trim().toLowerCase() === other.model.trim().toLowerCase();

/** The table with a model more; one of the same name is replaced. */
export function withModel(table: ScoreTable | null, typed: TypedModel): ScoreTable {
  const { model, lab, released, scores } = typed;
  const row: ModelRow = {
    id: 'new',
    model,
    family: lab,
    paramsB: null,
    scores: Object.fromEntries(
      scores.map(({ benchmark, value, items }): [string, Score] => [
        benchmark.key,
        { value, se: null, items },
      ]),
    ),
    ...(released === null ? {} : { facts: { ...noFacts(), released } }),
    excluded: false,
    line: null,
  };
  const added: ScoreTable = {
    title: TITLE,
    panel: null,
    benchmarks: scores.map(({ benchmark }) => benchmark),
    models: [row],
  };
  return merged(table, added);
}

/**
 * Two tables of the reader as one: models of the same name are replaced by the later. Where each has one column of a task, and one of the
 * two states neither metric nor shots, they are taken for the same, under the name that states more.
 */
export function merged(table: ScoreTable | null, added: ScoreTable): ScoreTable {
  if (table === null) return numbered(added);
  const [before, after] = reconciled(table, added);
  const kept = before.models.filter((row) => !after.models.some((other) => isSame(row, other)));
  const known = new Set(before.benchmarks.map(({ key }) => key));
  return numbered({
    title: before.title === after.title ? before.title : TITLE,
    panel: null,
    benchmarks: [...before.benchmarks, ...after.benchmarks.filter(({ key }) => !known.has(key))],
    models: [...kept, ...after.models],
  });
}

/** The table without a model; null when it was the last. */
export function withoutModel(table: ScoreTable, id: string): ScoreTable | null {
  const models = table.models.filter((row) => row.id !== id);
  return models.length === 0 ? null : { ...table, models };
}

/** A model's row by the id that the analysis gives it. */
export const rowOf = (table: ScoreTable | null, id: string): ModelRow | null =>
  table?.models.find((row) => `user-${row.id}` === id) ?? null;

/** A file's guess at a family that is nothing but its own title, or the model's own name, says nothing of a lab. */
export const withLabs = (table: ScoreTable): ScoreTable => ({
  ...table,
  models: table.models.map((row) =>
    row.family.trim() === '' || row.family === table.title || row.family === row.model
      ? { ...row, family: NO_LAB }
      : row,
  ),
});

const numbered = (table: ScoreTable): ScoreTable => ({
  ...table,
  models: table.models.map((row, i) => ({ ...row, id: `r${i + 1}` })),
});

const isBare = ({ metric, shots }: Benchmark) => metric === null && shots === null;

function reconciled(one: ScoreTable, other: ScoreTable): [ScoreTable, ScoreTable] {
  let pair: [ScoreTable, ScoreTable] = [one, other];
  for (const { task } of one.benchmarks) {
    const [here, there] = pair.map(({ benchmarks }) => benchmarks.filter((each) => each.task === task));
    if (here.length !== 1 || there.length !== 1 || here[0].key === there[0].key) continue;
    if (isBare(here[0])) pair = [renamed(pair[0], here[0].key, there[0]), pair[1]];
    else if (isBare(there[0])) pair = [pair[0], renamed(pair[1], there[0].key, here[0])];
  }
  return pair;
}

const renamed = (table: ScoreTable, from: string, to: Benchmark): ScoreTable => ({
  ...table,
  benchmarks: table.benchmarks.map((one) => (one.key === from ? to : one)),
  models: table.models.map((row) => ({
    ...row,
    scores: Object.fromEntries(
      Object.entries(row.scores).map(([key, score]) => [key === from ? to.key : key, score]),
    ),
  })),
});

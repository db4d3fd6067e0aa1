/** One import in a line, for tests. */
import type { ImportDraft, ImportResult, ImportSource } from '$lib/scores/import/draft';
import { createImportSession } from '$lib/scores/import/session';
import type { ScoreTable } from '$lib/scores/table';

export interface Imported {
  draft: ImportDraft;
  result: ImportResult;
  table: ScoreTable;
}

export async function importing(...sources: ImportSource[]): Promise<Imported> {
  const session = createImportSession();
  const draft = await session.read(sources);
  const result = session.useColumns();
  return { draft, result, table: session.table() };
}

export const importText = (content: string, name = 'scores.csv') => importing({ name, content });

/** Scores by model and key, and nothing else. */
export const valuesOf = (table: ScoreTable) =>
  table.models.map((row) => [
    row.model,
    row.paramsB,
    Object.fromEntries(Object.entries(row.scores).map(([key, score]) => [key, score.value])),
  ]);

export const keysOf = (table: ScoreTable) => table.benchmarks.map((benchmark) => benchmark.key);

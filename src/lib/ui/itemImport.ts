/** Dropped files → those that hold results of single items, and the table that their import becomes. */
import { defaultOptions, type DiagnosisOptions } from '$lib/coupling/options';
import { chosenPair, rowsOf } from '$lib/coupling/pair';
import type { ItemImport, ItemSource } from '$lib/scores/items/itemImport';
import type { ScoreTable } from '$lib/scores/table';
import type { ScoreDocument } from './edits';

/** The part of the items client that an import needs. */
export interface ItemsReader {
  read(
    sources: readonly ItemSource[],
    hooks: { onProgress?: (bytes: number, total: number) => void; signal?: AbortSignal },
  ): Promise<ItemImport>;
  nameModels(names: Record<string, string>): Promise<ItemImport>;
  scores(): Promise<ScoreTable>;
  correlation(pair: readonly [string, string], models: readonly string[]): Promise<number | null>;
}

/** A file with its path within what was dropped or chosen; '' when only its name is known. */
export interface ChosenFile {
  file: File;
  path: string;
}

/** Names under which samples logs come; results files of the harness go along, they name models and shots. */
const LOG = /\.(?:jsonl|ndjson)(?:\.gz)?$|\.gz$/i;
const ALONG = /\.json$/i;

/**
 * The files as sources of items, when one of them is a samples log; null otherwise.
 * @param isLog looks into a file whose name may be a log's
 */
export async function itemSources(
  files: readonly ChosenFile[],
  isLog: (file: Blob) => Promise<boolean>,
): Promise<ItemSource[] | null> {
  const candidates = files.filter(({ file }) => LOG.test(file.name));
  const logs = await Promise.all(
    candidates.map(async (one) => /^samples_/i.test(one.file.name) || (await isLog(one.file))),
  );
  if (!logs.includes(true)) return null;
  return files
    .filter(({ file }) => LOG.test(file.name) || ALONG.test(file.name))
    .map(({ file, path }) => ({ name: file.name, path: path === '' ? undefined : path, blob: file }));
}

/** The family to open with: the first with enough models for a verdict, else the one with most. */
function openingFamily({ models }: ScoreTable): string | null {
  const counts = new Map<string, number>();
  for (const { family } of models) counts.set(family, (counts.get(family) ?? 0) + 1);
  const all = [...counts];
  const enough = all.find(([, count]) => count >= 3);
  return (enough ?? all.sort((a, b) => b[1] - a[1]).at(0))?.[0] ?? null;
}

/**
 * The imported scores as a document, with ρ as the items show it for its pair.
 * @param before the document that it replaces: its other options stay, and the digests that a link brought are compared
 * @param generation of the import
 */
export async function itemDocument(
  table: ScoreTable,
  reader: Pick<ItemsReader, 'correlation'>,
  before: ScoreDocument | null,
  generation: number,
): Promise<ScoreDocument> {
  const family = openingFamily(table);
  const options: DiagnosisOptions = {
    ...(before?.options ?? defaultOptions()),
    ...{ family, benchmark1: null, benchmark2: null, items: {} },
  };
  return {
    table,
    options: { ...options, itemCorrelation: (await pairCorrelation(table, family, options, reader)) ?? 0 },
    partOf: null,
    items: { generation, digests: before?.items?.digests ?? null },
  };
}

/** Null when the items do not tell: one model, results that are all the same, or models that share too few items. */
async function pairCorrelation(
  table: ScoreTable,
  family: string | null,
  options: DiagnosisOptions,
  reader: Pick<ItemsReader, 'correlation'>,
): Promise<number | null> {
  if (family === null || table.benchmarks.length < 2) return null;
  const rows = rowsOf(table, family);
  const { benchmark1, benchmark2 } = chosenPair(table, rows, options);
  const both = rows.filter(
    ({ paramsB, scores }) =>
      paramsB !== null && scores[benchmark1.key] !== undefined && scores[benchmark2.key] !== undefined,
  );
  if (both.length < 2) return null;
  const models = both.toSorted((a, b) => (a.paramsB ?? 0) - (b.paramsB ?? 0)).map(({ model }) => model);
  // A model with items of its own is not in the aligned table: the cautious bound then stands.
  return reader.correlation([benchmark1.key, benchmark2.key], models).catch(() => null);
}

/**
 * What a user can change, as pure functions: document in, document out. An edit that changes nothing returns the same
 * document, so that it makes no step of undo.
 */
import type { DiagnosisOptions } from '$lib/coupling/options';
import type { ModelRow, ScoreTable } from '$lib/scores/table';

export interface ScoreDocument {
  table: ScoreTable;
  options: DiagnosisOptions;
  /** Set when the table is only the families looked at so far, out of a file too large to hold here. */
  partOf: Catalogue | null;
  /** Set when the scores are means of results of single items, here or at the sender of a link. */
  items?: ItemOrigin | null;
}

/** Where the results of single items are: never in the document. */
export interface ItemOrigin {
  /** Which import of the items worker they are in; null when they are not on this computer. */
  generation: number | null;
  /** SHA-256 of the results that the sender of a link had, by benchmark key; null when nothing is to be compared. */
  digests: Record<string, string> | null;
}

/** A large file, parsed and kept in the import worker. */
export interface Catalogue {
  families: { family: string; models: number }[];
  /** @throws when another file has been opened since */
  fetch(families: string[]): Promise<ScoreTable>;
}

/** A changed panel is no longer the panel: it is the user's own table and says so. */
const withModels = (document: ScoreDocument, models: ModelRow[]): ScoreDocument => {
  const { table } = document;
  const title = table.panel !== null ? `${table.title} (edited)` : table.title;
  return { ...document, table: { ...table, title, panel: null, models } };
};

function withModel(document: ScoreDocument, id: string, change: (row: ModelRow) => ModelRow): ScoreDocument {
  let changed = false;
  const models = document.table.models.map((row) => {
    if (row.id !== id) return row;
    const next = change(row);
    changed ||= next !== row;
    return next;
  });
  return changed ? withModels(document, models) : document;
}

/**
 * @param value percent; null clears the cell
 * The score's own standard error and items stay: they belong to the measurement whose value is corrected.
 */
export function setScore(
  document: ScoreDocument,
  id: string,
  benchmark: string,
  value: number | null,
): ScoreDocument {
  return withModel(document, id, (row) => {
    const old = row.scores[benchmark];
    if ((old?.value ?? null) === value) return row;
    const { [benchmark]: _cleared, ...others } = row.scores;
    if (value === null) return { ...row, scores: others };
    return {
      ...row,
      scores: { ...row.scores, [benchmark]: { ...(old ?? { se: null, items: null }), value } },
    };
  });
}

/** Both scores of a point that was moved on the chart, as one step. */
export function moveModel(
  document: ScoreDocument,
  id: string,
  scores: Record<string, number>,
): ScoreDocument {
  return Object.entries(scores).reduce(
    (moved, [benchmark, value]) => setScore(moved, id, benchmark, value),
    document,
  );
}

/** @param paramsB parameters in billions; null when unknown: the model is then listed, not used */
export const setSize = (document: ScoreDocument, id: string, paramsB: number | null): ScoreDocument =>
  withModel(document, id, (row) => (row.paramsB === paramsB ? row : { ...row, paramsB }));

export const setModelName = (document: ScoreDocument, id: string, model: string): ScoreDocument =>
  withModel(document, id, (row) => (row.model === model ? row : { ...row, model }));

/** Takes a model out of the diagnosis, or puts it back; it stays in the table. */
export const setExcluded = (document: ScoreDocument, id: string, excluded: boolean): ScoreDocument =>
  withModel(document, id, (row) => (row.excluded === excluded ? row : { ...row, excluded }));

/** Adds a model without size and scores at the end of the family; it counts once those are filled in. */
export function addModel(document: ScoreDocument, family: string): ScoreDocument {
  const { models } = document.table;
  const taken = new Set(models.map((row) => row.id));
  let number = 1;
  while (taken.has(`added-${number}`)) number++;
  const row: ModelRow = {
    id: `added-${number}`,
    model: `New model ${number}`,
    family,
    paramsB: null,
    scores: {},
    excluded: false,
    line: null,
  };
  const after = models.findLastIndex((other) => other.family === family) + 1 || models.length;
  return withModels(document, models.toSpliced(after, 0, row));
}

export function removeModel(document: ScoreDocument, id: string): ScoreDocument {
  const models = document.table.models.filter((row) => row.id !== id);
  return models.length === document.table.models.length ? document : withModels(document, models);
}

/** Changes options by name; a name with its old value changes nothing. */
export function setOptions(document: ScoreDocument, change: Partial<DiagnosisOptions>): ScoreDocument {
  const options = { ...document.options, ...change };
  const same = (Object.keys(change) as (keyof DiagnosisOptions)[]).every(
    (name) => options[name] === document.options[name],
  );
  return same ? document : { ...document, options };
}

/** @param items number of test items; null goes back to the benchmark's own */
export function setItems(document: ScoreDocument, benchmark: string, items: number | null): ScoreDocument {
  const { [benchmark]: old, ...others } = document.options.items;
  if ((old ?? null) === items) return document;
  return setOptions(document, { items: items === null ? others : { ...others, [benchmark]: items } });
}

/** Choosing the benchmark that stands on the other side swaps the two: a pair is never a benchmark with itself. */
export function setBenchmark(
  document: ScoreDocument,
  side: 1 | 2,
  key: string,
  pair: [first: string, second: string],
): ScoreDocument {
  const [first, second] = side === 1 ? [key, pair[1]] : [pair[0], key];
  return first === second
    ? setOptions(document, { benchmark1: pair[1], benchmark2: pair[0] })
    : setOptions(document, { benchmark1: first, benchmark2: second });
}

/** Adds families fetched from the catalogue; those already here, and perhaps edited, stay as they are. */
export function withFamilies(document: ScoreDocument, fetched: ScoreTable): ScoreDocument {
  const here = new Set(document.table.models.map((row) => row.family));
  const models = fetched.models.filter((row) => !here.has(row.family));
  if (models.length === 0) return document;
  return { ...document, table: { ...document.table, models: [...document.table.models, ...models] } };
}

/** The document with the models of one family only: what a diagnosis, and a link of a large table, needs. */
export function onlyFamily(document: ScoreDocument, family: string): ScoreDocument {
  const models = document.table.models.filter((row) => row.family === family);
  return models.length === document.table.models.length || models.length === 0
    ? document
    : { ...document, table: { ...document.table, models } };
}

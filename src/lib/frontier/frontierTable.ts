/**
 * Two ways to a frontier table: the bundled panel of the paper (schema in static/panels/README.md), and a reader's own score
 * table, whose families are then labs. Pure; nothing is fetched.
 */
import Papa from 'papaparse';
import { benchmarkFrom, identityFromKey, withDistinctLabels } from '../scores/benchmark';
import { knownBenchmark } from '../scores/registry';
import type { ScoreTable } from '../scores/table';
import type { FrontierModel, FrontierScore, FrontierTable } from './model';

export const FRONTIER_PANEL = 'frontier';

/** Records of a bundled CSV by column name. @throws RangeError when one of the columns is missing */
export function recordsOf(
  csvText: string,
  file: string,
  required: readonly string[],
): { columns: string[]; rows: Record<string, string>[] } {
  const { data } = Papa.parse<string[]>(csvText.replace(/^\uFEFF/, ''), {
    delimiter: ',',
    skipEmptyLines: true,
  });
  const [columns = [], ...lines] = data;
  for (const name of required)
    if (!columns.includes(name)) throw new RangeError(`${file} has no column "${name}"`);
  return {
    columns,
    rows: lines.map((cells) => Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? '']))),
  };
}

/** @throws RangeError quoting a cell that is no score in percent */
export function percent(text: string | undefined, where: string): number | null {
  if (text === undefined || text === '') return null;
  const value = Number(text);
  if (!(value >= 0 && value <= 100)) throw new RangeError(`${where}: "${text}" is not a score in percent`);
  return value;
}

const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/**
 * Parses the bundled frontier panel.
 * @throws RangeError for a missing column, or a figure that is no score, quoting it
 */
export function parseFrontierPanel(csvText: string): FrontierTable {
  const file = 'frontier.csv';
  const { columns, rows } = recordsOf(csvText, file, [
    'model',
    'family',
    'released',
    'frozen',
    'subset',
    'disputed',
  ]);
  const keys = columns.filter((column) => knownBenchmark(identityFromKey(column).task) !== null);
  const models = rows.map((row, i): FrontierModel => {
    const disputed = new Set(row.disputed.split(' ').filter((column) => column !== ''));
    const scores: Record<string, FrontierScore> = {};
    for (const key of keys) {
      const value = percent(row[key], `${file}, ${row.model}, ${key}`);
      if (value === null) continue;
      const elsewhere = disputed.has(key)
        ? percent(row[`ext_${key}`], `${file}, ${row.model}, ext_${key}`)
        : null;
      scores[key] = {
        value,
        se: null,
        items: null,
        disputed: disputed.has(key),
        elsewhere,
        elsewhereSource: elsewhere === null ? null : orNull(row.ext_source),
      };
    }
    return {
      id: `frontier-${i + 1}`,
      model: row.model,
      lab: row.family,
      released: orNull(row.released),
      subset: row.frozen === '1' ? 'frozen' : 'post-cutoff',
      core: row.subset === 'core',
      excluded: row.use === '0',
      scores,
      source: orNull(row.source),
      note: orNull(row.note),
    };
  });
  return {
    title: 'Frontier: 34 frozen and 5 later models',
    panel: FRONTIER_PANEL,
    benchmarks: withDistinctLabels(keys.map((key) => benchmarkFrom(identityFromKey(key)))),
    models,
  };
}

/** A score table as a frontier table: its families are labs, its rows the reader's. */
export function frontierFromScores(table: ScoreTable): FrontierTable {
  return {
    title: table.title,
    panel: null,
    benchmarks: table.benchmarks,
    models: table.models.map((row) => ({
      id: `user-${row.id}`,
      model: row.model,
      lab: row.family,
      released: row.facts?.released ?? null,
      subset: 'user',
      core: false,
      excluded: row.excluded,
      scores: Object.fromEntries(
        Object.entries(row.scores).map(([key, { value, se, items }]) => [
          key,
          { value, se, items, disputed: false, elsewhere: null, elsewhereSource: null },
        ]),
      ),
      source: null,
      note: null,
    })),
  };
}

/** A bundled panel as its file has it: every cell text, no reading of the app's between the file and the test. */
import Papa from 'papaparse';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface PanelFile {
  columns: string[];
  rows: Record<string, string>[];
}

const fileOf = (name: string) => fileURLToPath(new URL(`../../../static/panels/${name}`, import.meta.url));

export const panelText = (name: string): string => readFileSync(fileOf(name), 'utf8');

/** @throws Error naming the file and the line when a line has not the header's columns */
export function panelFile(name: string): PanelFile {
  const parsed = Papa.parse<string[]>(panelText(name), {
    delimiter: ',',
    newline: '\n',
    skipEmptyLines: true,
  });
  const [columns, ...lines] = parsed.data;
  if (columns === undefined || parsed.errors.length > 0)
    throw new Error(`${name}: ${parsed.errors[0]?.message ?? 'empty'}`);
  const rows = lines.map((cells, index) => {
    if (cells.length !== columns.length)
      throw new Error(`${name}, line ${index + 2}: ${cells.length} cells under ${columns.length} columns`);
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
  return { columns, rows };
}

/** Columns of the schema that are not benchmarks (static/panels/README.md). */
export const described = new Set([
  ...['model', 'family', 'params_b', 'use', 'source', 'note'],
  ...['params_total_b', 'params_active_b', 'tokens_t', 'd_model', 'n_layers', 'n_heads'],
  ...['recipe', 'parent', 'released', 'in63', 'truthfulqa_variant', 'frozen', 'subset', 'disputed'],
  ...['ext_swe_bench_verified', 'ext_gpqa_diamond', 'ext_source'],
]);

export const benchmarksOf = (panel: PanelFile): string[] =>
  panel.columns.filter((column) => !described.has(column));

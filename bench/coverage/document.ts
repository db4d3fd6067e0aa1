/** The study as files: validity.json for the page, validity.md for a reader. The document is made of the JSON alone. */
import { format, resolveConfig } from 'prettier';
import type { Run, StudyTable, Validity } from './report';
import { proseOf, type Section } from './prose';
import { validityOf } from './tables/all';

export async function documents(run: Run): Promise<{ json: string; markdown: string }> {
  const validity = validityOf(run);
  return {
    json: await format(JSON.stringify(validity), { ...(await style()), parser: 'json' }),
    markdown: await markdownOf(validity),
  };
}

/** The text of docs/validity.md. */
export async function markdownOf(validity: Validity): Promise<string> {
  const text = proseOf(validity).map((section) => sectionOf(section, validity.tables));
  return format(text.join('\n\n'), { ...(await style()), parser: 'markdown' });
}

/** The project's own style; its plugins are for other files, and slow to load. */
const style = async () => ({ ...(await resolveConfig('docs/validity.md')), plugins: [] });

function sectionOf({ heading, text, tables }: Section, all: readonly StudyTable[]): string {
  const found = tables.map((id) => {
    const table = all.find((one) => one.id === id);
    if (table === undefined) throw new RangeError(`no table “${id}” for the section “${heading}”`);
    return tableText(table);
  });
  return [heading, ...text, ...found].join('\n\n');
}

/** A table as Markdown: title, rows, note. */
export function tableText({ title, columns, rows, note }: StudyTable): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = columns.map((_, i) => (isText(rows, i) ? '---' : '--:'));
  return [`**${title}**`, '', line(columns), line(rule), ...rows.map(line), '', note].join('\n');
}

/** Whether a column holds words: those stand left, figures right. */
const isText = (rows: readonly string[][], column: number): boolean =>
  rows.some((row) => !/^[–<>≤≥\s\d.,]*$/.test(row[column]));

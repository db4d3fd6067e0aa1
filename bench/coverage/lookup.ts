/** Figures of the tables for the text around them, so that no number is typed there. */
import type { StudyTable } from './report';

/**
 * One cell's text.
 * @param labels the first cells of the row
 * @throws RangeError when there is no such table, row or column
 */
export function cellOf(
  tables: readonly StudyTable[],
  id: string,
  labels: readonly string[],
  column: string,
): string {
  const table = tables.find((one) => one.id === id);
  const row = table?.rows.find((cells) => labels.every((label, i) => cells[i] === label));
  const at = table?.columns.indexOf(column) ?? -1;
  if (row === undefined || at < 0)
    throw new RangeError(`no cell ${labels.join(', ')} × ${column} in the table “${id}”`);
  return row[at];
}

/** Lowest and highest figure of a row: `97.2 to 99.9`. @throws RangeError when the row has no figure */
export function spanOf(tables: readonly StudyTable[], id: string, labels: readonly string[]): string {
  const table = tables.find((one) => one.id === id);
  const row = table?.rows.find((cells) => labels.every((label, i) => cells[i] === label));
  const cells = (row ?? []).slice(labels.length).filter((cell) => /^[\d.]+$/.test(cell));
  if (cells.length === 0) throw new RangeError(`no figures for ${labels.join(', ')} in the table “${id}”`);
  const sorted = [...cells].sort((a, b) => Number(a) - Number(b));
  return sorted[0] === sorted[sorted.length - 1] ? sorted[0] : `${sorted[0]} to ${sorted[sorted.length - 1]}`;
}

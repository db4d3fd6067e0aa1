/** The published panel as it was released: the 63 rows of the paper, without the further rows of its repository. */
import Papa from 'papaparse';
import type { ScoreTable } from '../scores/table';

/**
 * @param table the panel, parsed from the same text: one model for each row, in the same order
 * @param csvText the panel's file; its column `in63` is 1 for the paper's rows
 * @throws RangeError when the file has no such column, or the two do not belong together
 */
export function releasedRows(table: ScoreTable, csvText: string): ScoreTable {
  const { data } = Papa.parse<string[]>(csvText.replace(/^\uFEFF/, ''), {
    delimiter: ',',
    skipEmptyLines: true,
  });
  const [header = [], ...rows] = data;
  const at = header.indexOf('in63');
  if (at < 0) throw new RangeError('releasedRows: the published panel has no column "in63"');
  if (rows.length !== table.models.length)
    throw new RangeError(`releasedRows: ${rows.length} rows against ${table.models.length} models`);
  return { ...table, models: table.models.filter((_, i) => rows[i][at] === '1') };
}

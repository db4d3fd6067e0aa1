/** A reader's list of prompts: a CSV with the columns `prompt`, `right` and `wrong`, or one prompt a line without answers. */
import Papa from 'papaparse';
import { fromCell } from './csvText';
import type { Item } from './tokens';

export const ITEM_LIMIT = 5000;

export interface ItemsRead {
  /** Every prompt, with or without answers. */
  prompts: string[];
  /** Those with both answers. */
  items: Item[];
  /** Rows left out, each with its line and reason. */
  problems: string[];
}

/** @throws RangeError for an empty list, or more than `ITEM_LIMIT` rows */
export function parseItems(text: string): ItemsRead {
  const plain = text.replace(/^\ufeff/, '');
  const first = plain.split(/\r?\n/, 1)[0].toLowerCase();
  const table = /(^|[,;\t])\s*"?prompt"?\s*([,;\t]|$)/.test(first) && /right|true/.test(first);
  const read = table ? fromTable(plain) : fromLines(plain);
  if (read.prompts.length === 0 && read.problems.length === 0)
    throw new RangeError(
      'the list is empty; give one prompt a line, or a CSV with the columns prompt, right and wrong',
    );
  if (read.prompts.length > ITEM_LIMIT)
    throw new RangeError(`${read.prompts.length} prompts; at most ${ITEM_LIMIT} are read, so leave some out`);
  return read;
}

function fromLines(text: string): ItemsRead {
  const prompts = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  return { prompts, items: [], problems: [] };
}

function fromTable(text: string): ItemsRead {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: false });
  const [header, ...rows] = data;
  const names = header.map((cell) => cell.trim().toLowerCase());
  const column = (...accepted: string[]) => names.findIndex((name) => accepted.includes(name));
  const [prompt, right, wrong] = [column('prompt'), column('right', 'true'), column('wrong', 'false')];
  if (right < 0 || wrong < 0)
    throw new RangeError(
      `the first row reads “${names.join(', ').slice(0, 80)}”; name the columns prompt, right and wrong`,
    );
  const read: ItemsRead = { prompts: [], items: [], problems: [] };
  rows.forEach((cells, i) => {
    if (!cells.some((cell) => cell.trim())) return;
    const at = (index: number) => fromCell((cells.at(index) ?? '').trim());
    const item = { prompt: at(prompt), right: at(right), wrong: at(wrong) };
    const missing = (['prompt', 'right', 'wrong'] as const).filter((name) => item[name] === '');
    if (missing.includes('prompt'))
      read.problems.push(`Row ${i + 2}: the prompt is blank; give one, or remove the row.`);
    else {
      read.prompts.push(item.prompt);
      if (missing.length === 0) read.items.push(item);
      else
        read.problems.push(
          `Row ${i + 2}: “${item.prompt.slice(0, 40)}” has no ${missing.join(' and no ')} answer; its text is made, its answers are not weighed.`,
        );
    }
  });
  return read;
}

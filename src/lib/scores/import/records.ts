/** Delimited text → records with the line of the file that each begins on, also after cells with line breaks in them. */
import Papa from 'papaparse';
import type { Delimiter } from './delimiter';
import type { Pace } from './pacing';

export interface Records {
  cells: string[][];
  lines: number[];
  /** Quotes did not pair up; they were read as plain characters. */
  quotesIgnored: boolean;
}

const CHUNK = 500_000;

/**
 * Reads records. Where quotation marks are malformed (an inch mark, a cell that was cut) the text is read once with and once
 * without their meaning, and the reading with more records of the usual width is taken.
 * @param text with line ends as \n
 */
export async function readRecords(text: string, delimiter: Delimiter, pace: Pace): Promise<Records> {
  const quoted = await parse(text, delimiter, '"', pace);
  if (!quoted.malformed) return { ...quoted, quotesIgnored: false };
  const plain = await parse(text, delimiter, '\u0000', pace);
  return regular(plain) > regular(quoted)
    ? { ...plain, quotesIgnored: true }
    : { ...quoted, quotesIgnored: false };
}

/** Number of records that are as wide as most. */
function regular({ cells }: Parsed): number {
  const widths = new Map<number, number>();
  for (const record of cells)
    if (record.length > 1) widths.set(record.length, (widths.get(record.length) ?? 0) + 1);
  return Math.max(0, ...widths.values());
}

interface Parsed {
  cells: string[][];
  lines: number[];
  malformed: boolean;
}

async function parse(text: string, delimiter: Delimiter, quoteChar: string, pace: Pace): Promise<Parsed> {
  const cells: string[][] = [];
  const lines: number[] = [];
  const quotes = text.includes(quoteChar);
  let malformed = false;
  let line = 1;
  for (const chunk of chunks(text, quotes ? quoteChar : null)) {
    const { data, errors } = Papa.parse<string[]>(chunk.text, { delimiter, newline: '\n', quoteChar });
    malformed ||= errors.some((error) => error.type === 'Quotes');
    // Papa makes one empty record of the end after the last line break.
    const last = data.length - (chunk.text.endsWith('\n') && data.at(-1)?.join('') === '' ? 1 : 0);
    for (let i = 0; i < last; i++) {
      const record = data[i];
      lines.push(line++);
      for (let j = 0; j < record.length; j++) {
        if (quotes)
          for (let at = record[j].indexOf('\n'); at >= 0; at = record[j].indexOf('\n', at + 1)) line++;
        record[j] = record[j].trim();
      }
      cells.push(record);
    }
    await pace(chunk.end / text.length);
  }
  return { cells, lines, malformed };
}

/** Pieces that end at a line break outside quotes, so that no record is cut. */
function* chunks(text: string, quote: string | null): Generator<{ text: string; end: number }> {
  let start = 0;
  while (start < text.length) {
    let end = nextBreak(text, start + CHUNK);
    if (quote !== null) {
      let open = countOf(text, quote, start, end) % 2 === 1;
      while (open && end < text.length) {
        const next = nextBreak(text, end);
        if (countOf(text, quote, end, next) % 2 === 1) open = false;
        end = next;
      }
    }
    yield { text: text.slice(start, end), end };
    start = end;
  }
}

function nextBreak(text: string, from: number): number {
  const at = from >= text.length ? -1 : text.indexOf('\n', from);
  return at < 0 ? text.length : at + 1;
}

function countOf(text: string, quote: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf(quote, from); at >= 0 && at < to; at = text.indexOf(quote, at + 1)) count++;
  return count;
}

/** One cell of scores as written → a value, a blank, or a problem. Units of a whole column are decided elsewhere. */
import { NUMERAL, parseNumeral } from './numeral';

export type Cell =
  | { kind: 'blank' }
  | {
      kind: 'value';
      /** As written: a percent or a fraction, by the column's unit, unless `percent`. */
      value: number;
      /** A % sign stands in the cell. */
      percent: boolean;
      /** Standard error in the unit of `value`; null when the cell has none. */
      se: number | null;
      /** How the cell was read when it is more than a number; null when it is plain. */
      note: string | null;
    }
  | { kind: 'problem'; message: string };

const BLANK: Cell = { kind: 'blank' };
const TEXT: Cell = { kind: 'problem', message: 'is text, not a score' };
const BLANK_WORDS = new Set(
  (
    'n/a na n.a. n.a n/r nr nan <na> #n/a #na #value! #div/0! #ref! null none nil undefined missing blank empty tbd tba unknown ' +
    'not_reported oom * ** - -- --- – — − . .. ... … ? / \\ _ ✗ × x'
  ).split(' '),
);

/** Whether a cell says that there is no value. */
export function isBlank(text: string): boolean {
  if (text === '') return true;
  // The longest word for a blank is "not available"; most cells are told by their length or first digit.
  if (text.length > 30 || (text.charCodeAt(0) >= 48 && text.charCodeAt(0) <= 57)) return false;
  const word = text.trim().toLowerCase();
  return word === '' || BLANK_WORDS.has(word) || word === 'not reported' || word === 'not available';
}

const FAST = /^\d{1,3}(?:[.,]\d+)?$/;
const MARKS = '[*\u2020\u2021\u00a7\u00b6#^\u00b9\u00b2\u00b3\u2070-\u2079]';
const WITH_ERROR = new RegExp(
  `^([~\u2248])?\\s*(${NUMERAL})\\s*(%)?\\s*${MARKS}*\\s*` +
    `(?:(?:\u00b1|\\+/-|\\+-)\\s*(${NUMERAL})\\s*%?|\\(\\s*(\u00b1|\\+/-)?\\s*(${NUMERAL})\\s*%?\\s*\\))?\\s*(${MARKS}+)?$`,
);
const WITH_REMARK = new RegExp(`^(${NUMERAL})\\s*(%)?\\s*[([](.{1,60})[)\\]]\\s*${MARKS}*$`);

/** Reads one cell. Never throws; a value is finite, at least 0 and at most 100. */
export function parseCell(text: string): Cell {
  if (FAST.test(text)) return inRange(Number(text.replace(',', '.')), text, false, null, null);
  if (isBlank(text)) return BLANK;
  if (/^[a-z]/i.test(text)) return TEXT;
  if (text.length > 100) return TEXT;
  if (!/\d/.test(text)) return isBlank(unwrap(text)) ? BLANK : TEXT;
  const plain = unwrap(text);
  if (isBlank(plain)) return BLANK;
  const match = WITH_ERROR.exec(plain);
  if (match) {
    const [, about, number, sign, plusMinus, , bracketed, mark] = match;
    const value = parseNumeral(number);
    const error = plusMinus ?? bracketed;
    const se = error === undefined ? null : parseNumeral(error);
    if (value === null || (error !== undefined && se === null)) return notANumber(plain);
    return inRange(value, plain, sign !== undefined, se, remark(about, error, mark ?? trailing(plain)));
  }
  const remarked = WITH_REMARK.exec(plain);
  const value = remarked ? parseNumeral(remarked[1]) : null;
  if (remarked && value !== null)
    return inRange(
      value,
      plain,
      remarked[2] !== undefined,
      null,
      'has a remark in brackets, which is not read',
    );
  return notANumber(plain);
}

const trailing = (text: string) => new RegExp(`\\d%?\\s*${MARKS}+`).exec(text)?.[0];

function remark(about?: string, error?: string, mark?: string): string | null {
  if (error !== undefined) return 'has an error after the score, which is read as a standard error';
  if (mark !== undefined) return 'has a mark, which is not read';
  return about === undefined ? null : 'is marked as approximate; it is used as it stands';
}

/** Takes Markdown emphasis, back-quotes and a spreadsheet's ="…" off. */
function unwrap(text: string): string {
  return text
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^([*_]{2}|`)(?=[\d.,<~\u2248+-])(.*)\1/, '$2')
    .trim();
}

function inRange(
  value: number,
  text: string,
  percent: boolean,
  se: number | null,
  note: string | null,
): Cell {
  if (value < 0 || value > 100)
    return { kind: 'problem', message: `is not between 0 and 100, so it cannot be a score in percent` };
  if (se !== null && se < 0) return notANumber(text);
  return { kind: 'value', value, percent, se, note };
}

function notANumber(text: string): Cell {
  return /^[<>\u2264\u2265]/.test(text) ? { kind: 'problem', message: 'is a bound, not a score' } : TEXT;
}

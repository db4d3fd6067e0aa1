/** One cell of a fact about a model as written → its value, a blank, or a problem. */
import { isBlank } from './cell';
import { factOf, LARGEST_COUNT, LARGEST_TOKENS_T, LONGEST_FACT, RELEASED, type FactName } from './facts';
import { NUMERAL, parseNumeral, type DecimalMark } from './numeral';
import { parseSize, type SizeUnit } from './size';

/** What a bare number of training tokens counts. */
export type TokenUnit = 'tokens' | 'millions' | 'billions' | 'trillions';

export interface FactUnits {
  size: SizeUnit;
  tokens: TokenUnit;
  mark: DecimalMark | null;
}

export type FactCell =
  { kind: 'blank' } | { kind: 'value'; value: string | number } | { kind: 'problem'; message: string };

const IN_TRILLIONS: Record<TokenUnit, number> = {
  tokens: 1e-12,
  millions: 1e-6,
  billions: 1e-3,
  trillions: 1,
};
const TOKEN_WORDS: Record<TokenUnit, RegExp> = {
  tokens: /^$/,
  millions: /^(?:m|mio|mn|millions?)$/,
  billions: /^(?:b|bn|mrd|milliarden?|billions?)$/,
  trillions: /^(?:t|tn|trillions?)$/,
};
const TOKENS = new RegExp(`^[~\u2248]?\\s*(${NUMERAL})\\s*([a-z]*)$`);
/** No bare count of billions or trillions comes near: it is a number of tokens. */
const PLAIN_TOKENS = 1e7;
/** A column of bare numbers up to this is in trillions; no model is said to have seen more of them. */
const MOST_TRILLIONS = 100;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const GERMAN_MONTHS: Readonly<Record<string, string>> = { mär: 'mar', mai: 'may', okt: 'oct', dez: 'dec' };

/** Reads one cell of a fact. Never throws. */
export function readFact(name: FactName, text: string, units: FactUnits): FactCell {
  if (isBlank(text)) return { kind: 'blank' };
  const { kind } = factOf(name);
  if (kind === 'text') return { kind: 'value', value: text.trim().slice(0, LONGEST_FACT) };
  if (kind === 'date') {
    const released = dateOf(text);
    return released === null
      ? problem('is not a date; write it as 2024-07, 2024-07-23 or 2024')
      : { kind: 'value', value: released };
  }
  if (kind === 'size') {
    const size = parseSize(text, units.size, units.mark);
    return size.kind === 'value' ? { kind: 'value', value: size.paramsB } : size;
  }
  if (kind === 'tokens') {
    const tokensT = tokensOf(text, units);
    return tokensT === null
      ? problem('is not a number of training tokens; write it as 300B or 1.4T')
      : { kind: 'value', value: tokensT };
  }
  const count = parseNumeral(text, units.mark, 'thousands');
  return count !== null && Number.isInteger(count) && count >= 1 && count <= LARGEST_COUNT
    ? { kind: 'value', value: count }
    : problem('is not a whole number above 0');
}

const problem = (message: string): FactCell => ({ kind: 'problem', message });

function tokensOf(text: string, { tokens, mark }: FactUnits): number | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\s*tokens?$/, '');
  const match = TOKENS.exec(plain);
  if (!match) return null;
  const [, numeral, word] = match;
  const value = parseNumeral(numeral, mark, word === '' ? 'thousands' : 'decimal');
  if (value === null) return null;
  const told = (['millions', 'billions', 'trillions'] as const).find((unit) => TOKEN_WORDS[unit].test(word));
  if (word !== '' && told === undefined) return null;
  const unit = told ?? (value >= PLAIN_TOKENS ? 'tokens' : tokens);
  // 300 × 1e-3 must be 0.3: digits beyond a double's certainty go.
  const inTrillions = Number((value * IN_TRILLIONS[unit]).toPrecision(12));
  return inTrillions > 0 && inTrillions <= LARGEST_TOKENS_T ? inTrillions : null;
}

/**
 * What the bare numbers of a token column count: what its header states (`tokens_t`, “Tokens (B)”); else billions when one
 * of them is above 100, and trillions. A number of ten million or more counts tokens whatever the column says.
 */
export function tokenColumnUnit(
  header: string,
  cells: readonly string[],
  mark: DecimalMark | null = null,
): { unit: TokenUnit; stated: boolean } {
  const words = header
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  for (const unit of ['trillions', 'billions', 'millions'] as const)
    if (words.some((word) => word !== '' && TOKEN_WORDS[unit].test(word))) return { unit, stated: true };
  const bare = cells
    .map((cell) => (/\d\s*$/.test(cell) ? parseNumeral(cell, mark, 'thousands') : null))
    .filter((value) => value !== null && value < PLAIN_TOKENS);
  if (bare.length === 0) return { unit: 'trillions', stated: true };
  const largest = bare.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  return { unit: largest > MOST_TRILLIONS ? 'billions' : 'trillions', stated: false };
}

/**
 * A date as it is written → ISO 8601 as far as it is known. Year first with -, / or ., cut at a time of day; a month's name (English
 * or German) and a year, the day before or after it; month and year; day, month and year with dots, or with slashes where one of the
 * two can be no month.
 * @returns null for anything else: 05/06/2026 is the fifth of June to some and the sixth of May to others
 */
export function dateOf(text: string): string | null {
  const plain = text.trim();
  for (const read of [yearFirst, worded, yearLast]) {
    const parts = read(plain);
    if (parts === null) continue;
    const iso = parts.map((part, i) => (i === 0 ? part : part.padStart(2, '0'))).join('-');
    return RELEASED.test(iso) ? iso : null;
  }
  return null;
}

/** Year, and where known month and day, as digits. */
type DateParts = string[];
const known = (...parts: (string | undefined)[]): DateParts =>
  parts.filter((part): part is string => part !== undefined);

function yearFirst(text: string): DateParts | null {
  const match = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d{2}:.*)?$/.exec(text);
  return match && known(match[1], match[2], match[3]);
}

function worded(text: string): DateParts | null {
  const match =
    /^(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+)?(\p{L}{3})\p{L}*\.?(?:\s+(\d{1,2}))?,?\s+(\d{4})$/iu.exec(text);
  if (!match) return null;
  const [, before, word, after, year] = match;
  const month = monthOf(word.toLowerCase());
  return month === 0 || (before !== undefined && after !== undefined)
    ? null
    : known(year, String(month), before ?? after);
}

/** 1 to 12; 0 for no month. */
const monthOf = (word: string): number => MONTHS.indexOf(GERMAN_MONTHS[word] ?? word) + 1;

function yearLast(text: string): DateParts | null {
  const match = /^(?:(\d{1,2})([./]))?(\d{1,2})[./](\d{4})$/.exec(text);
  if (!match) return null;
  const [, first, mark, second, year] = match;
  if (first === undefined) return known(year, second);
  if (mark === '.' || Number(first) > 12) return known(year, second, first);
  return Number(second) > 12 ? known(year, first, second) : null;
}

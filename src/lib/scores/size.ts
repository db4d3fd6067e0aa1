/** Sizes as people write them → parameters in billions. A bare number means what its column means. */
import { isBlank } from './cell';
import { NUMERAL, parseNumeral, type DecimalMark } from './numeral';

/** What a number without a unit counts: parameters, millions of them, or billions. */
export type SizeUnit = 'parameters' | 'millions' | 'billions';

export type Size =
  | { kind: 'blank' }
  | { kind: 'value'; paramsB: number; note: string | null }
  | { kind: 'problem'; message: string };

const IN_BILLIONS: Record<SizeUnit, number> = { parameters: 1e-9, millions: 1e-3, billions: 1 };
const SUFFIX: Record<string, number> = { k: 1e-6, m: 1e-3, b: 1, g: 1, t: 1e3 };
const WORDS: [RegExp, string][] = [
  [/^(?:thousand|k)$/, 'k'],
  [/^(?:millions?|mio|mill|mn|m|mb)$/, 'm'],
  [/^(?:billions?|bn|bil|b|mrd|milliarden?|milliards?|g|bparams)$/, 'b'],
  [/^(?:trillions?|tn|t)$/, 't'],
];
const ONE = new RegExp(
  `^[~\u2248]?\\s*(${NUMERAL.replace('\\d[\\d.,]*', "\\d[\\d.,\\s\u2019']*?")})\\s*([\\p{L}]*)$`,
  'u',
);
const EXPERTS = /^(\d{1,3})\s*[x\u00d7*]\s*(\d+(?:[.,]\d+)?)\s*([mb])$/i;
/** Larger than any model; a bigger value is a unit gone wrong. */
const LARGEST_B = 1e5;

/**
 * Reads one size.
 * @param unit what a bare number counts
 * @param mark the file's decimal mark where known
 */
export function parseSize(text: string, unit: SizeUnit = 'billions', mark: DecimalMark | null = null): Size {
  if (text.length > 80) return unreadable;
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^\$|\$$/g, '')
    .replace(/[*\u2020\u2021]+$/, '')
    .replace(/\s*\(.*\)$/, '')
    .replace(/\s*-?\s*(?:parameters?|params?|parameter)\.?$/, '')
    .trim();
  if (isBlank(plain)) return { kind: 'blank' };
  const experts = EXPERTS.exec(plain);
  if (experts) {
    const each = parseNumeral(experts[2]);
    if (each !== null)
      return sized(
        Number(experts[1]) * each * SUFFIX[experts[3]],
        `is read as the product; experts share layers, so the true size is smaller`,
      );
  }
  const active = /^(.+?[bm])[\s-]*a\d+(?:[.,]\d+)?b$/.exec(plain);
  const match = ONE.exec(active ? active[1] : plain);
  if (!match) return unreadable;
  const [, numeral, word] = match;
  const suffix = word === '' ? null : WORDS.find(([pattern]) => pattern.test(word))?.[1];
  if (suffix === undefined) return unreadable;
  // "1,316B" is a decimal comma: read as thousands it would be beyond any model but the very largest.
  const lone =
    suffix === 'b' || suffix === 't' || (suffix === null && unit === 'billions') ? 'decimal' : 'thousands';
  const value = parseNumeral(numeral, mark, lone);
  if (value === null) return unreadable;
  if (suffix !== null) return sized(value * SUFFIX[suffix], null);
  // One count of parameters among billions is plain from its magnitude.
  const counted = unit !== 'parameters' && value > LARGEST_B;
  return sized(value * (counted ? 1e-9 : IN_BILLIONS[unit]), null);
}

const unreadable: Size = { kind: 'problem', message: 'is not a size; write it as 7B, 410M or 1.4e9' };

function sized(paramsB: number, note: string | null): Size {
  if (!(paramsB > 0) || paramsB > LARGEST_B)
    return {
      kind: 'problem',
      message: 'is not a possible number of parameters; write it as 7B, 410M or 1.4e9',
    };
  // 410 × 1e-3 must be 0.41 and not 0.41000000000000003: sizes are shown and compared.
  return { kind: 'value', paramsB: Number(paramsB.toPrecision(12)), note };
}

/** The unit that a header states: "params_m", "Size (B)", "#params (millions)"; null when it states none. */
export function unitInHeader(header: string): SizeUnit | null {
  const words = header.toLowerCase().split(/[^a-z]+/);
  const has = (...units: string[]) => words.some((word) => units.includes(word));
  if (has('m', 'million', 'millions', 'mio', 'mn')) return 'millions';
  if (has('b', 'bn', 'billion', 'billions', 'mrd', 'milliarden', 'milliards')) return 'billions';
  return null;
}

/**
 * What the bare numbers of a size column count: what its header states; else the unit under which most sizes agree with
 * those in the models' names; else parameters when all exceed 1e5, millions when one exceeds 5000, and billions.
 * @param guessedB sizes read from the models' names, row by row; null where the name tells none
 */
export function sizeColumnUnit(
  header: string,
  cells: readonly string[],
  guessedB: readonly (number | null)[] = [],
  mark: DecimalMark | null = null,
): { unit: SizeUnit; stated: boolean } {
  const bare = cells.map((cell) => (/[\d]\s*$/.test(cell) ? parseNumeral(cell, mark) : null));
  const numbers = bare.filter((value) => value !== null);
  const stated = unitInHeader(header);
  if (numbers.length > 0 && numbers.every((value) => value > 1e5))
    return { unit: 'parameters', stated: true };
  if (stated !== null) return { unit: stated, stated: true };
  const agreement = (unit: SizeUnit) =>
    bare.reduce<number>((sum, value, row) => {
      const guess = guessedB[row] ?? null;
      if (value === null || guess === null || value <= 0) return sum;
      return sum + (Math.abs(Math.log2((value * IN_BILLIONS[unit]) / guess)) < 0.7 ? 1 : 0);
    }, 0);
  const [best, second] = (['billions', 'millions', 'parameters'] as const)
    .map((unit) => ({ unit, agrees: agreement(unit) }))
    .sort((a, b) => b.agrees - a.agrees);
  if (best.agrees > second.agrees) return { unit: best.unit, stated: true };
  const largest = numbers.reduce((max, value) => Math.max(max, value), 0);
  return largest > 5000 ? { unit: 'millions', stated: false } : { unit: 'billions', stated: largest <= 1000 };
}

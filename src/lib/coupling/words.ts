/** Numbers and lists as a reader meets them: true minus signs, enough digits to keep a sign visible, sizes in B. */

const MINUS = '−';
const signed = (text: string) => text.replace(/^-/, MINUS);

/** Decimals at which `x` does not round to zero: at least `least`, at most 4. */
function decimalsFor(x: number, least: number): number {
  let decimals = least;
  while (decimals < 4 && x !== 0 && Math.abs(x) < 0.5 * 10 ** -decimals) decimals++;
  return decimals;
}

const fixed = (x: number, decimals: number) => {
  const text = x.toFixed(decimals);
  // toFixed keeps the sign of what it rounds away: "-0.00".
  return signed(Number(text) === 0 ? text.replace('-', '') : text);
};

/** `−0.30`; more than `decimals` only where the number would otherwise read as zero. */
export const decimal = (x: number, decimals = 2): string => fixed(x, decimalsFor(x, decimals));

/** `[−0.38, −0.22]`, both ends with the same decimals. */
export function bracketed(lo: number, hi: number, decimals = 2): string {
  const both = Math.max(decimalsFor(lo, decimals), decimalsFor(hi, decimals));
  return `[${fixed(lo, both)}, ${fixed(hi, both)}]`;
}

/** `−0.38 to −0.22`, both ends with the same decimals. */
export function spanned(lo: number, hi: number, decimals = 2): string {
  const both = Math.max(decimalsFor(lo, decimals), decimalsFor(hi, decimals));
  return `${fixed(lo, both)} to ${fixed(hi, both)}`;
}

/** By significant digits. To make one takes longer than all the numbers of a page, which are written anew with every edit. */
const formats: Intl.NumberFormat[] = [];
const WHOLE = new Intl.NumberFormat('en-GB');

/** `figures` significant digits, without an exponent and without trailing zeros after the point. */
export function significant(x: number, figures = 2): string {
  formats[figures] ??= new Intl.NumberFormat('en-GB', { maximumSignificantDigits: figures });
  return signed(formats[figures].format(Number(x.toPrecision(figures))));
}

/** A model size as a label: `70M`, `1.4B`, `1.8T`. @param paramsB parameters in billions */
export function sizeLabel(paramsB: number): string {
  if (paramsB < 0.9995) return `${significant(paramsB * 1000, 3)}M`;
  return paramsB < 999.5 ? `${significant(paramsB, 3)}B` : `${significant(paramsB / 1000, 3)}T`;
}

/** `0.07 and 12 B`, `2.3 and 28 B`: two sizes of a sentence, the unit once. */
export const sizePair = (lo: number, hi: number, joint: string): string =>
  `${significant(lo)} ${joint} ${significant(hi)} B`;

const COUNTS = 'none one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** Counts up to twelve as words, larger ones as figures. */
export const count = (n: number): string => COUNTS[n] ?? significant(n, 6);

/** `12,000`: whole numbers with a thousands comma. */
export const whole = (n: number): string => WHOLE.format(Math.round(n));

/** A share as percent, never rounded to a certainty it is not: `17 %`, `99.9 %`, `under 0.1 %`. */
export function percent(share: number): string {
  if (share <= 0) return '0 %';
  if (share >= 1) return '100 %';
  if (share < 0.001) return 'under 0.1 %';
  if (share > 0.999) return 'over 99.9 %';
  return share < 0.01 || share > 0.99 ? `${(share * 100).toFixed(1)} %` : `${Math.round(share * 100)} %`;
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Numbers in tables and figures. The wording of numbers is the engine's (coupling/words); here an absent value is an en
 * dash, and what only the page says gets its form.
 */
import { bracketed, decimal, sizeLabel, spanned, whole } from '$lib/coupling/words';

export { percent } from '$lib/coupling/words';

export const ABSENT = '–';
type Maybe = number | null | undefined;
const absent = (value: Maybe): value is null | undefined => value === null || value === undefined;

/** `−0.30` */
export const fixed = (value: Maybe, digits = 2): string => (absent(value) ? ABSENT : decimal(value, digits));

/** As `fixed`, with a plus before what is above zero: for changes. */
export const signed = (value: Maybe, digits = 2): string =>
  !absent(value) && value > 0 ? `+${fixed(value, digits)}` : fixed(value, digits);

/** `−0.38 to −0.22` */
export const span = (lo: Maybe, hi: Maybe, digits = 2): string =>
  absent(lo) || absent(hi) ? ABSENT : spanned(lo, hi, digits);

/** `[−0.38, −0.22]` */
export const bracket = (lo: Maybe, hi: Maybe, digits = 2): string =>
  absent(lo) || absent(hi) ? ABSENT : bracketed(lo, hi, digits);

/** `70M`, `1.4B`. @param paramsB parameters in billions */
export const size = (paramsB: Maybe): string => (absent(paramsB) ? ABSENT : sizeLabel(paramsB));

/** `8 models`, `1 model`, `10,042 items` */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${whole(value)} ${value === 1 ? one : many}`;

/** `p = 0.021`, `p < 0.001` */
export function pValue(p: Maybe): string {
  if (absent(p)) return ABSENT;
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** `41 ms`, `1.2 s` */
export const duration = (ms: number): string =>
  ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;

/** Enough of a digest to compare by eye. */
export const shortDigest = (digest: string): string => digest.slice(0, 8);

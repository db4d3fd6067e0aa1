/** Numbers in the sentences of claims. */

/** Fixed decimals with a true minus sign: "−0.989"; "undefined" for a value that is not there. */
export function said(value: number | null | undefined, decimals = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return 'undefined';
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A small probability: "5.0 × 10⁻⁵". */
export function saidP(p: number): string {
  if (!(p > 0) || p >= 0.001) return said(p, 3);
  const power = Math.floor(Math.log10(p));
  const digits = String(-power).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
  return `${(p / 10 ** power).toFixed(1)} × 10⁻${digits}`;
}

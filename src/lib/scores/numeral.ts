/** Numbers as people write them: decimal comma or point, thousands separators, exponents. */

export type DecimalMark = ',' | '.';

/** How a single separator before exactly three digits is read when the file does not settle it. */
export type LoneSeparator = 'decimal' | 'thousands';

/** One written number, for use inside larger patterns. */
export const NUMERAL = '[+\\-\u2212]?(?:\\d[\\d.,]*|[.,]\\d+)(?:[eE][+\\-]?\\d+)?';

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA_DECIMAL = /^[+-]?(?:\d+|\d*,\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The value of a written number, or null when the text is not one.
 * @param mark the file's decimal mark where known
 * @param lone "1,319" is 1.319 (`decimal`, as in a score) or 1319 (`thousands`, as in a count)
 */
export function parseNumeral(
  text: string,
  mark: DecimalMark | null = null,
  lone: LoneSeparator = 'decimal',
): number | null {
  if (text.length > 40) return null;
  const tidy = text
    .trim()
    .replace(/\u2212/g, '-')
    // Thin, no-break and ordinary spaces and apostrophes group thousands only between groups of three.
    .replace(/(?<=\d)[\s\u2019'](?=\d{3}(?!\d))/g, '');
  const value = read(tidy, mark, lone);
  return value !== null && Number.isFinite(value) ? value : null;
}

function read(text: string, mark: DecimalMark | null, lone: LoneSeparator): number | null {
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (points > 0 && commas > 0) {
    const decimal = text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
    return grouped(text, decimal === ',' ? '.' : ',', decimal);
  }
  if (points === 0 && commas === 0) return PLAIN.test(text) ? Number(text) : null;
  const separator = points > 0 ? '.' : ',';
  if (points + commas > 1) return grouped(text, separator, null);
  const thousands = lone === 'thousands' && mark !== separator && /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  if (thousands && (separator === ',' || mark === ',')) return Number(text.replace(separator, ''));
  if (separator === '.') return PLAIN.test(text) ? Number(text) : null;
  return COMMA_DECIMAL.test(text) ? Number(text.replace(',', '.')) : null;
}

/** A number whose thousands are set apart by `group`; null when the groups are not of three. */
function grouped(text: string, group: DecimalMark, decimal: DecimalMark | null): number | null {
  const end = decimal === null ? text.length : text.indexOf(decimal);
  const whole = text.slice(0, end);
  const groups = new RegExp(`^[+-]?\\d{1,3}(?:\\${group}\\d{3})+$`);
  if (!groups.test(whole)) return null;
  const fraction = decimal === null ? '' : text.slice(end + 1);
  if (!/^(?:\d+)?(?:[eE][+-]?\d+)?$/.test(fraction)) return null;
  return Number(whole.replaceAll(group, '') + (fraction === '' ? '' : `.${fraction}`));
}

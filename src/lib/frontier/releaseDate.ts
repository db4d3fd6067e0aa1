/** Release dates known to the year, month or day → a point in time. */

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/**
 * Decimal year of the middle of the period that the date names: 2025 → 2025.5, 2025-02 → 2025.125.
 * @param date ISO 8601: year, month or day
 * @returns null for null or anything that is not such a date
 */
export function decimalYear(date: string | null): number | null {
  const match = date === null ? null : DATE.exec(date);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? null : Number(part)));
  if (year === null) return null;
  if (month === null) return year + 0.5;
  if (month < 1 || month > 12) return null;
  if (day === null) return year + (month - 0.5) / 12;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day < 1 || day > days ? null : year + (month - 1 + (day - 0.5) / days) / 12;
}

/**
 * Whether a release lies wholly after a month: "next releases after May 2026" are those dated June 2026 or later.
 * A year alone does not tell, unless the year is a later one.
 * @param month ISO 8601 year and month
 */
export function isAfterMonth(date: string | null, month: string): boolean {
  if (decimalYear(date) === null || date === null) return false;
  return date.length === 4 ? date > month.slice(0, 4) : date.slice(0, 7) > month;
}

/** Whether a release lies no later than a month; a date that is not known does. */
export function isWithin(date: string | null, until: string | null): boolean {
  if (until === null || date === null) return true;
  const [at, bound] = [decimalYear(date), decimalYear(until)];
  return at === null || bound === null || at <= bound;
}

/** Earlier releases first; those without a date last, in the order they came. */
export function byRelease<T extends { released: string | null }>(models: readonly T[]): T[] {
  return models
    .map((model, at) => ({ model, at, year: decimalYear(model.released) ?? Infinity }))
    .sort((a, b) => (a.year === b.year ? a.at - b.at : a.year - b.year))
    .map(({ model }) => model);
}

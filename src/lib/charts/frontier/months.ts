/** Months of release as the date slider counts them. */

const NAMES = 'January February March April May June July August September October November December'.split(
  ' ',
);

const parts = (month: string): [year: number, month: number] => [
  Number(month.slice(0, 4)),
  Number(month.slice(5, 7)),
];

/** `2026-03` → a count of months. */
export const monthNumber = (month: string): number => {
  const [year, of] = parts(month);
  return 12 * year + of - 1;
};

export const monthOf = (count: number): string =>
  `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;

/** `March 2026`; a year alone is itself. */
export function monthName(date: string): string {
  const [year, month] = parts(date);
  return date.length < 7 ? date : `${NAMES[month - 1] ?? ''} ${year}`;
}

/**
 * A copy of plain data without negative zeros: JSON writes −0 as 0, so a result that held one would not equal its own export.
 */
export function withoutNegativeZeros<T>(value: T): T {
  if (typeof value === 'number') return (value + 0) as T;
  if (Array.isArray(value)) return value.map(withoutNegativeZeros) as T;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, withoutNegativeZeros(entry)]),
    ) as T;
  return value;
}

/** Sums by name. What one cell of the study leaves behind, plain JSON, so that cells can be run anywhere and added up. */

export type Counters = Record<string, number>;

export function add(into: Counters, name: string, amount: number): void {
  into[name] = (into[name] ?? 0) + amount;
}

/** Counts a case of `name`, and a hit when it is one. */
export function tally(into: Counters, name: string, hit: boolean): void {
  add(into, `${name}.of`, 1);
  add(into, `${name}.hits`, hit ? 1 : 0);
}

export function sumOf(all: readonly Counters[]): Counters {
  const total: Counters = {};
  for (const one of all) for (const [name, amount] of Object.entries(one)) add(total, name, amount);
  return total;
}

/** A share with its Monte-Carlo standard error; null when there is no case. */
export interface Share {
  share: number;
  error: number;
  of: number;
}

export function shareOf(counters: Counters, name: string): Share | null {
  const of = counters[`${name}.of`] ?? 0;
  if (of === 0) return null;
  const share = (counters[`${name}.hits`] ?? 0) / of;
  return { share, error: Math.sqrt((share * (1 - share)) / of), of };
}

/** Ratio of two sums; null when the lower one is 0 or missing. */
export function ratioOf(counters: Counters, over: string, under: string): number | null {
  const below = counters[under] ?? 0;
  return below === 0 ? null : (counters[over] ?? 0) / below;
}

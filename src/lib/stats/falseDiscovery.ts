/** False-discovery rate of several tests: Benjamini and Hochberg 1995, as adjusted p-values. Pure. */

/**
 * q of each p: the smallest false-discovery rate at which its test would be called, min over j ≥ rank of m·p₍ⱼ₎/j. Holds
 * for independent and for positively dependent tests. Equal p have equal q.
 * @param ps p-values; null where a test was not possible: it is not counted, and its q is null
 * @throws RangeError when a p is outside [0, 1]
 */
export function falseDiscoveryRates(ps: readonly (number | null)[]): (number | null)[] {
  const order = ps.flatMap((p, i) => {
    if (p === null) return [];
    if (!(p >= 0 && p <= 1)) throw new RangeError(`falseDiscoveryRates: p ${p} of test ${i}; give 0 to 1`);
    return [{ p, i }];
  });
  order.sort((a, b) => a.p - b.p);
  const qs = ps.map((): number | null => null);
  let least = 1;
  for (let k = order.length - 1; k >= 0; k--) {
    least = Math.min(least, order[k].p * (order.length / (k + 1)));
    qs[order[k].i] = least;
  }
  return qs;
}

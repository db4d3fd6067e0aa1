/** Interval of a share of successes (Wilson 1927). Pure. */

export interface ShareInterval {
  share: number;
  lo: number;
  hi: number;
}

/**
 * @param z normal quantile; 1.96 gives 95 %
 * @returns the share with its interval in [0, 1], or null without trials
 * @throws RangeError when the counts are not whole or successes exceed trials
 */
export function wilsonInterval(
  successes: number,
  trials: number,
  z = 1.959963984540054,
): ShareInterval | null {
  if (!(Number.isInteger(successes) && Number.isInteger(trials) && 0 <= successes && successes <= trials))
    throw new RangeError(
      `wilsonInterval: ${successes} of ${trials}; give whole numbers, none above the trials`,
    );
  if (trials === 0) return null;
  const share = successes / trials;
  const centre = share + (z * z) / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const total = 1 + (z * z) / trials;
  // Rounding must not leave a bound a hair off where it is exact.
  return {
    share,
    lo: successes === 0 ? 0 : (centre - half) / total,
    hi: successes === trials ? 1 : (centre + half) / total,
  };
}

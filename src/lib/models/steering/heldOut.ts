/** Which pairs a direction is computed from, and which it is judged on. */
import { openStream } from '../../stats/philox';
import { STREAM } from './streams';

export interface HeldOutSplit<T> {
  fit: T[];
  heldOut: T[];
}

/**
 * A seeded draw without replacement, each part in the order of the list. A third is held out unless said otherwise; with
 * fewer than four pairs none is, since nothing could be told from what is left.
 * @param share held out, 0 … 1
 * @throws RangeError for a share outside 0 … 1
 */
export function splitHeldOut<T>(pairs: readonly T[], seed: number, share = 1 / 3): HeldOutSplit<T> {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`splitHeldOut: a share of ${share}; give 0 to 1`);
  const count = pairs.length < 4 ? 0 : Math.round(pairs.length * share);
  const stream = openStream(seed, STREAM.heldOut, 0);
  const order = pairs.map((_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = stream.nextIndex(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const out = new Set(order.slice(0, count));
  return {
    fit: pairs.filter((_, i) => !out.has(i)),
    heldOut: pairs.filter((_, i) => out.has(i)),
  };
}

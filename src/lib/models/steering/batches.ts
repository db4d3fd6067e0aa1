/** Sequences of one length run together without padding, as many at once as a bound of memory allows. */

/** Numbers that one run may hand out, 4 bytes each. More in one run is hardly faster and may not fit a browser's heap. */
export const NUMBERS_PER_RUN = 1 << 22;
/** Tokens of one run: short sequences gain most from company, and beyond some hundreds their states leave a core's cache. */
export const TOKENS_PER_RUN = 384;

/**
 * Indices of the sequences by length, in batches.
 * @param lengths tokens of each sequence
 * @param perToken numbers that a run hands out for each token (the vocabulary for logits, layers × width for streams)
 */
export function batchesOfEqualLength(lengths: readonly number[], perToken: number): number[][] {
  const byLength = new Map<number, number[]>();
  lengths.forEach((length, i) => {
    const group = byLength.get(length);
    if (group) group.push(i);
    else byLength.set(length, [i]);
  });
  return [...byLength]
    .sort(([a], [b]) => a - b)
    .flatMap(([length, group]) => portions(group, sequencesAtOnce(length, perToken)));
}

/** At least one, whatever it takes. */
export const sequencesAtOnce = (length: number, perToken: number): number =>
  Math.max(1, Math.floor(Math.min(TOKENS_PER_RUN, NUMBERS_PER_RUN / perToken) / length));

export function portions<T>(list: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
}

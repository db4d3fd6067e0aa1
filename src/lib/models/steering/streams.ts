/** Philox streams of this room, from 0x1d000 on: frontier's are below, those of stats from 0x20000 on. */
export const STREAM = {
  /** Which pairs are held out. */
  heldOut: 0x1d000,
  /** Label flips of the shuffled directions, one resample each. */
  shuffled: 0x1d001,
  /** Components of the random directions, one resample each. */
  random: 0x1d002,
  /** Prompts, drawn again with replacement. */
  prompts: 0x1d010,
  /** The second list of prompts of a trade-off, drawn independently of the first. */
  otherPrompts: 0x1d011,
  /** Pairs held out, drawn again for the interval of an AUC. */
  heldOutPairs: 0x1d012,
  sums: 0x1d021,
  orders: 0x1d022,
} as const;

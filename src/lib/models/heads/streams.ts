/** Philox streams of this room, from 0x1e000 on: steering's are below, those of stats from 0x20000 on. */
export const STREAM = {
  /** Signs of the pairs, one resample a draw. */
  first: 0x1e000,
  second: 0x1e001,
  /** Order and partners of the built-in sets' items. */
  items: 0x1e010,
  /** Random projections of two directions. */
  projection: 0x1e020,
  /** Buckets and signs of a vocabulary too wide to be kept. */
  sketch: 0x1e021,
  /** Heads to compare an ablation with. */
  randomHeads: 0x1e030,
  /** Held-out items, drawn again for the interval of an ablation's effect; the next stream serves the second capability. */
  ablation: 0x1e031,
  /** Pairs, drawn again for the interval of a direct contribution; the next stream serves the second capability. */
  direct: 0x1e040,
} as const;

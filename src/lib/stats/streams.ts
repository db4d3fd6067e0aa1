/**
 * Default Philox stream of each resampling procedure: two procedures under one seed must not share random words. Streams
 * below 0x20000 are left to the callers' own simulations.
 */
export const STREAM = {
  bootstrapR: 0x20000,
  /** Resamples; the next stream resamples those. */
  iteratedBootstrap: 0x24000,
  permutation: 0x30000,
  dimensionality: 0x40000,
  parallelAnalysis: 0x41000,
} as const;

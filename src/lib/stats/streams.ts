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
  eigenBootstrap: 0x42000,
  unrelatedEigenvalues: 0x43000,
  /** Scores drawn within their noise, for the terms of a sparse system. */
  sparseInclusion: 0x60000,
} as const;

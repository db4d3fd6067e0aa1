/**
 * Which Philox stream each simulation of this room draws from, so that no two share random words and none changes when
 * another comes or goes. The phase probability of interval i uses stream i; the resampling procedures of stats have their
 * own from 0x20000 on.
 */

/** More sizes than any family has; a longer list is a mixture, and is refused. */
export const MAX_MODELS = 500;

export const STREAM = {
  criticalScale: 0x10000,
  /** The critical scale again, without models at chance. */
  criticalScaleWithoutChance: 0x11000,
  /** Families drawn for the population’s line, and for its sign models. */
  population: 0x15000,
  populationSigns: 0x15001,
  /** Families drawn for the line over the level of benchmark 1. */
  populationLevel: 0x15002,
  /** Families drawn for the next step of a model without a family, and for the crossing that a family is set against. */
  nextStep: 0x16000,
  referenceSize: 0x16001,
  referenceLevel: 0x16002,
  /** Models drawn for the reliability of benchmarks. */
  reliability: 0x16003,
  /** Items of benchmark 1, and of benchmark 2, drawn for all models together. */
  resampledItems1: 0x18000,
  resampledItems2: 0x18001,
  /** Orders of a family’s models, for all pairs of its benchmarks. */
  couplings: 0x19000,
  /** Models of the smaller, and of the larger half of a family. */
  lowerHalf: 0x1a000,
  upperHalf: 0x1a001,
  /** Orders of benchmark 2, for scores divided by width. */
  width: 0x1b000,
} as const;

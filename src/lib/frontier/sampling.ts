/** Seed and number of draws of a simulation. */
export interface Sampling {
  /** Key of the Philox generator, u32. */
  seed: number;
  draws: number;
}

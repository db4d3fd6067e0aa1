/** What a kernel is asked and what it answers: one shape for the GPU side and its CPU twin. Arrays have one entry per interval. */

/** Simulate the score noise of intervals (ΔB1, ΔB2, in points) and count the phases of γ = ΔB2/ΔB1. */
export interface PhaseJob {
  /** Key of the Philox generator, u32. */
  seed: number;
  /** Simulations of each interval. */
  draws: number;
  delta1: Float64Array;
  delta2: Float64Array;
  /** Standard errors of the two differences, ≥ 0. */
  sd1: Float64Array;
  sd2: Float64Array;
  /** Random stream of each interval: it keeps its draws when other intervals come or go. */
  stream: Uint32Array;
}

/** Draws in each phase; the three add up to `PhaseJob.draws`. */
export interface PhaseCounts {
  tax: Uint32Array;
  transition: Uint32Array;
  bonus: Uint32Array;
}

export interface KernelControl {
  /** Share of the work done, 0…1, ascending. */
  onProgress?(fraction: number): void;
  /** Rejects the run with the signal's reason, between two portions of work. */
  signal?: AbortSignal;
}

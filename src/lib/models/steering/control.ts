/** Progress and cancel of a long run. */

export interface SteeringControl {
  /** Share of the work done, 0 … 1, and a stage for a reader. */
  onProgress?(fraction: number, stage: string): void;
  /** Rejects the run with the signal's reason, between two runs of the model. */
  signal?: AbortSignal;
}

/** The control of a part of the work: its fractions fill `from` … `to` of the whole. */
export function within(control: SteeringControl, from: number, to: number): SteeringControl {
  return {
    signal: control.signal,
    onProgress: (fraction, stage) => control.onProgress?.(from + (to - from) * fraction, stage),
  };
}

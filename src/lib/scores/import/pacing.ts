/** Long imports in slices: between two of them messages (a cancel) are heard and progress is told. */

export interface ImportControl {
  signal?: AbortSignal;
  /** Called with the share done, 0…1, never falling. */
  progress?: (fraction: number) => void;
}

/** Longest stretch without a pause, ms. */
const SLICE = 40;

export type Pace = (fraction: number) => Promise<void>;

/**
 * A function to await at every stage with the share done: it pauses when the slice is over.
 * @throws the signal's reason when it is aborted
 */
export function pacer(control: ImportControl | undefined): Pace {
  let began = performance.now();
  let told = 0;
  return async (fraction) => {
    control?.signal?.throwIfAborted();
    if (performance.now() - began < SLICE) return;
    told = Math.max(told, Math.min(1, fraction));
    control?.progress?.(told);
    await new Promise((resume) => setTimeout(resume, 0));
    control?.signal?.throwIfAborted();
    began = performance.now();
  };
}

/**
 * Long computations on one thread, cut so that they stay interruptible: a worker only hears a cancel when its event loop
 * turns. A simulation's draws are independent, so any range of them is a piece of work that can be done elsewhere.
 */

/** Longest stretch without a turn of the event loop, ms. */
const STRETCH = 40;

/** Call between portions of work: lets the event loop turn when it is time. @throws the signal's reason once aborted */
export type Pause = () => Promise<void>;

export function pacer(signal: AbortSignal | undefined): Pause {
  let last = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - last < STRETCH) return;
    await turn();
    last = performance.now();
    signal?.throwIfAborted();
  };
}

/** One turn of the event loop. A timer would wait: browsers hold nested ones back for 4 ms. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** The draws `from` … `to − 1` of a job. */
export interface DrawRange {
  from: number;
  to: number;
}

export interface PortionControl {
  /** Share of the work done, 0…1, ascending. */
  onProgress?(fraction: number): void;
  /** Rejects the run with the signal's reason, between two portions of work. */
  signal?: AbortSignal;
}

/**
 * Does a range of draws portion by portion.
 * @param portion draws between two looks at the clock, a few ms of work
 * @throws RangeError when the range is not within 0 … 2^32 − 1; the signal's reason when aborted
 */
export async function inPortions(
  { from, to }: DrawRange,
  portion: number,
  { onProgress, signal }: PortionControl,
  work: (from: number, to: number) => void,
): Promise<void> {
  if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to && to <= 0xffffffff))
    throw new RangeError(`draws ${from} to ${to}; give integers from 0 to ${0xffffffff}, ascending`);
  const pause = pacer(signal);
  for (let at = from; at < to;) {
    await pause();
    const end = Math.min(to, at + portion);
    work(at, end);
    onProgress?.((end - from) / (to - from));
    at = end;
  }
  signal?.throwIfAborted();
}

/** Keeps a long computation interruptible: a worker only hears a cancel when its event loop turns. */

/** Longest stretch without a turn of the event loop, ms. */
const STRETCH = 40;

/** Call between portions of work: lets the event loop turn when it is time. @throws the signal's reason once aborted */
export type Pause = () => Promise<void>;

export function pacer(signal: AbortSignal | undefined): Pause {
  let last = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - last < STRETCH) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    last = performance.now();
    signal?.throwIfAborted();
  };
}

/** One thing that is asked of the loaded model: its progress, a way out, its result or why there is none. */

export interface WorkHooks {
  signal: AbortSignal;
  onProgress: (fraction: number, stage: string) => void;
}

export class ModelWork<Result> {
  #queue: WorkQueue;
  #running: AbortController | null = null;
  result = $state.raw<Result | null>(null);
  progress = $state.raw<{ fraction: number; stage: string } | null>(null);
  /** Why there is no result, as a sentence; null when there is one, or nothing was asked. */
  failure = $state.raw<string | null>(null);

  constructor(queue: WorkQueue) {
    this.#queue = queue;
  }

  get busy(): boolean {
    return this.progress !== null;
  }

  /** Asks anew; what is under way is given up, and an older result stays until the new one is there. */
  async run(work: (hooks: WorkHooks) => Promise<Result>): Promise<Result | null> {
    this.cancel();
    const own = (this.#running = new AbortController());
    this.failure = null;
    this.progress = { fraction: 0, stage: 'Waiting for the model' };
    try {
      const result = await this.#queue.inTurn(() => {
        own.signal.throwIfAborted();
        return work({
          signal: own.signal,
          onProgress: (fraction, stage) => {
            if (this.#running === own) this.progress = { fraction, stage };
          },
        });
      });
      if (this.#running !== own) return null;
      return (this.result = result);
    } catch (error) {
      if (this.#running === own && !own.signal.aborted)
        this.failure = error instanceof Error ? error.message : String(error);
      return null;
    } finally {
      if (this.#running === own) {
        this.#running = null;
        this.progress = null;
      }
    }
  }

  cancel(): void {
    this.#running?.abort();
    this.#running = null;
    this.progress = null;
  }

  /** What was computed belongs to another model or direction. */
  clear(): void {
    this.cancel();
    this.result = null;
    this.failure = null;
  }
}

/** A model does one thing at a time: what is asked meanwhile waits, so that two runs do not take its session from each other. */
export class WorkQueue {
  #last: Promise<unknown> = Promise.resolve();

  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

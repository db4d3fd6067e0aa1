/** One thing that is asked of the loaded model: its progress, a way out, its result or why there is none. */

export interface WorkHooks {
  signal: AbortSignal;
  onProgress: (fraction: number, stage: string) => void;
}

export class ModelWork<Result> {
  #queue: WorkQueue;
  /** Nobody asked for it: what the reader asks for goes first. */
  #background: boolean;
  #running: AbortController | null = null;
  result = $state.raw<Result | null>(null);
  progress = $state.raw<{ fraction: number; stage: string } | null>(null);
  /** Why there is no result, as a sentence; null when there is one, or nothing was asked. */
  failure = $state.raw<string | null>(null);

  constructor(queue: WorkQueue, background = false) {
    this.#queue = queue;
    this.#background = background;
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
      const result = await this.#queue.inTurn(this.#background, async () => {
        own.signal.throwIfAborted();
        return await work({
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

/**
 * A model does one thing at a time: what is asked meanwhile waits, so that two runs do not take its session from each other. What a
 * reader asked for goes before what the page does of itself.
 */
export class WorkQueue {
  #asked: (() => Promise<unknown>)[] = [];
  #background: (() => Promise<unknown>)[] = [];
  #busy = false;

  inTurn<T>(background: boolean, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      (background ? this.#background : this.#asked).push(async () => work().then(resolve, reject));
      void this.#go();
    });
  }

  async #go(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#next(); next; next = this.#next()) await next();
    this.#busy = false;
  }

  #next = () => this.#asked.shift() ?? this.#background.shift();
}

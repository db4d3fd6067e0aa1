/**
 * Undo and redo over values that are never changed in place. Edits of one gesture (typing in a cell, dragging a
 * point) share a merge key and are one step.
 */

/** Steps kept; the oldest are dropped. */
const DEPTH = 200;
/** Edits with one merge key are one step while the pause between them is shorter than this, in ms. */
const PAUSE = 1_500;

export class History<T> {
  #past = $state.raw<T[]>([]);
  #present = $state.raw<T>() as T;
  #future = $state.raw<T[]>([]);
  #merge: string | null = null;
  #changedAt = 0;

  constructor(initial: T) {
    this.#present = initial;
  }

  get present(): T {
    return this.#present;
  }
  get canUndo(): boolean {
    return this.#past.length > 0;
  }
  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /**
   * Makes `next` the present. What was undone before is forgotten.
   * @param merge key of the gesture; null for a step of its own
   * @param now ms, any clock
   */
  record(next: T, merge: string | null = null, now = performance.now()): void {
    if (Object.is(next, this.#present)) return;
    const same =
      merge !== null && merge === this.#merge && now - this.#changedAt < PAUSE && this.#past.length > 0;
    if (!same) this.#past = [...this.#past, this.#present].slice(-DEPTH);
    this.#present = next;
    this.#future = [];
    this.#merge = merge;
    this.#changedAt = now;
  }

  /** Forgets every step and starts at `initial`. */
  reset(initial: T): void {
    this.#past = [];
    this.#future = [];
    this.#merge = null;
    this.#present = initial;
  }

  undo(): void {
    const previous = this.#past.at(-1);
    if (previous === undefined) return;
    this.#future = [this.#present, ...this.#future];
    this.#past = this.#past.slice(0, -1);
    this.#present = previous;
    this.#merge = null;
  }

  redo(): void {
    const [next, ...rest] = this.#future;
    if (next === undefined) return;
    this.#past = [...this.#past, this.#present];
    this.#future = rest;
    this.#present = next;
    this.#merge = null;
  }
}

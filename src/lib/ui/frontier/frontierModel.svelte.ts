/**
 * What the Frontier page shows and what is computed for it. The state is plain, changes by `change` with undo, and is computed anew
 * in the worker; what was computed before stays until the new answer stands.
 */
import type { FrontierAnswer, PanelTexts } from '$lib/frontier/answer';
import type { FrontierOptions } from '$lib/frontier/options';
import { defaultFrontierState, type FrontierState } from '$lib/frontier/state';
import type { ScoreTable } from '$lib/scores/table';
import type { FrontierClient } from '$lib/workers/frontierClient';
import { History } from '../history.svelte';

/** A computation that takes longer shows its progress, ms. */
const PATIENCE = 800;

export class FrontierModel {
  #client: Pick<FrontierClient, 'compute'>;
  #loadTexts: () => Promise<PanelTexts>;
  #texts: PanelTexts | null = null;
  #turn = 0;
  #stop: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #history = new History<FrontierState>(defaultFrontierState());

  answer = $state.raw<FrontierAnswer | null>(null);
  /** The state that the answer belongs to. */
  answered = $state.raw<FrontierState | null>(null);
  busy = $state(true);
  progress = $state.raw<{ fraction: number; stage: string } | null>(null);
  /** Why nothing is shown of the present choice; null when something is. */
  failure = $state.raw<string | null>(null);

  constructor(client: Pick<FrontierClient, 'compute'>, loadTexts: () => Promise<PanelTexts>) {
    this.#client = client;
    this.#loadTexts = loadTexts;
  }

  get state(): FrontierState {
    return this.#history.present;
  }
  get opened(): boolean {
    return this.answer !== null;
  }
  get canUndo(): boolean {
    return this.#history.canUndo;
  }
  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  /** Starts with a state: of a link, or the default. */
  async open(state: FrontierState): Promise<void> {
    this.#history.reset(state);
    await (this.#running = this.#compute());
  }

  /** @param merge changes with one key, close in time, are one step of undo: dragging a slider */
  change(change: Partial<FrontierState>, merge: string | null = null): void {
    this.#moveTo(() => this.#history.record({ ...this.state, ...change }, merge));
  }

  setOptions(change: Partial<FrontierOptions>, merge: string | null = null): void {
    const { options } = this.state;
    const same = (Object.keys(change) as (keyof FrontierOptions)[]).every(
      (key) => options[key] === change[key],
    );
    if (!same) this.change({ options: { ...options, ...change } }, merge);
  }

  /** The columns of one panel are not those of another: the pair, the matrix and the date start anew. */
  choosePanel(panel: FrontierOptions['panel']): void {
    this.change({
      lab: null,
      options: { ...this.state.options, panel, x: null, y: null, matrix: null, until: null },
    });
  }

  /** Choosing the benchmark that stands on the other side swaps the two. */
  chooseBenchmark(side: 1 | 2, key: string): void {
    if (!this.answer) return;
    const { x, y } = this.answer.frontier.input;
    const [first, second] = side === 1 ? [key, y.key] : [x.key, key];
    this.setOptions(first === second ? { x: y.key, y: x.key } : { x: first, y: second });
  }

  swap(): void {
    if (!this.answer) return;
    const { x, y } = this.answer.frontier.input;
    this.setOptions({ x: y.key, y: x.key });
  }

  setUser(user: ScoreTable | null): void {
    this.change({ user });
  }

  undo(): void {
    this.#moveTo(() => this.#history.undo());
  }

  redo(): void {
    this.#moveTo(() => this.#history.redo());
  }

  /** Until what is shown is computed: a file of it must not lag behind the page. */
  async settled(): Promise<void> {
    for (let before: Promise<void> | null = null; before !== this.#running;) {
      before = this.#running;
      await before;
    }
  }

  cancel(): void {
    this.#stop?.abort();
  }

  dispose(): void {
    this.#turn++;
    this.#stop?.abort();
  }

  /** Lines and labs are chosen among what is computed already; options and rows need a new answer. */
  #moveTo(step: () => void): void {
    const before = this.state;
    step();
    const { options, user } = this.state;
    if (options !== before.options || user !== before.user) this.#running = this.#compute();
  }

  async #compute(): Promise<void> {
    const turn = ++this.#turn;
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    const { state } = this;
    this.busy = true;
    this.progress = null;
    let patient = true;
    const patience = setTimeout(() => (patient = false), PATIENCE);
    try {
      this.#texts ??= await this.#loadTexts();
      const answer = await this.#client.compute(this.#texts, state.user, state.options, {
        signal: stop.signal,
        onProgress: (fraction, stage) => {
          if (!patient && turn === this.#turn) this.progress = { fraction, stage };
        },
      });
      if (turn !== this.#turn) return;
      this.answer = answer;
      this.answered = state;
      this.failure = null;
    } catch (error) {
      if (turn === this.#turn && !stop.signal.aborted)
        this.failure = error instanceof Error ? error.message : String(error);
    } finally {
      clearTimeout(patience);
      if (turn === this.#turn) {
        this.busy = false;
        this.progress = null;
      }
    }
  }
}

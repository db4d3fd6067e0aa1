/**
 * One diagnosis session: the document with its undo history, and the diagnosis that follows it. Every change is
 * diagnosed twice: at once with few draws, so that a dragged score moves what depends on it, then with all of them.
 * The latest change wins, and the previous diagnosis stays until there is a newer one.
 */
import type { Diagnosis, ItemBootstrap } from '$lib/coupling/diagnosis';
import type { DiagnosisOptions } from '$lib/coupling/options';
import { chosenPair, rowsOf, type Pair } from '$lib/coupling/pair';
import { familiesOf, type ScoreTable } from '$lib/scores/table';
import { carriedOver, SECTION_KEYS, withSections, type Deepen } from './deepening';
import { onlyFamily, setOptions, withFamilies, type ScoreDocument } from './edits';
import { History } from './history.svelte';

/** The part of the diagnosis client that a session needs. */
export interface Diagnoser {
  diagnose(
    table: ScoreTable,
    options: DiagnosisOptions,
    watch: {
      onProgress?: (fraction: number, stage: string) => void;
      signal?: AbortSignal;
      items?: ItemBootstrap | null;
    },
  ): Promise<Diagnosis>;
  /** What stands below the verdict; without it a session has verdicts only. */
  deepen?: Deepen;
}

/** Draws of the first diagnosis after a change: enough to see, and a matter of tens of milliseconds. */
export const FIRST_DRAWS = 10_000;
/** A computation that takes longer shows its progress and a way to cancel it, ms. */
const PATIENCE = 500;

export class Session {
  #history = new History<ScoreDocument | null>(null);
  #diagnoser: Diagnoser;
  #running: AbortController | null = null;
  /** The running computation is a first one. It is short and let finish: a drag that restarted it would never see it. */
  #first = false;
  #waiting: (() => void)[] = [];
  /** The sections being computed for the present diagnosis. */
  #deepening: AbortController | null = null;
  #deepWaiting: (() => void)[] = [];
  /** The change that is to be diagnosed when the present event has been handled. */
  #awaited: symbol | null = null;
  #patience: ReturnType<typeof setTimeout> | undefined;

  /** The last diagnosis that succeeded, and the document it was made from. */
  diagnosis = $state.raw<Diagnosis | null>(null);
  #diagnosed = $state.raw<ScoreDocument | null>(null);
  /** A change has been made that the diagnosis does not show yet. */
  busy = $state(true);
  /** The verdict stands, and the sections below it are being computed. */
  deepening = $state(false);
  /** Set while a computation takes longer than half a second. */
  progress = $state.raw<{ fraction: number; stage: string } | null>(null);
  /** Why there is no diagnosis of the present document, as a sentence; null when there is one. */
  failure = $state.raw<string | null>(null);
  /** The computation was cancelled: the diagnosis shown is of an earlier document. */
  cancelled = $state(false);
  /** The last paired item bootstrap; the engine uses it where it is of the scores diagnosed. */
  #items: ItemBootstrap | null = null;
  /** Digest that the sender of a link saw, with the document the link opened. */
  #sender = $state.raw<{ digest: string; document: ScoreDocument } | null>(null);

  constructor(diagnoser: Diagnoser) {
    this.#diagnoser = diagnoser;
  }

  get document(): ScoreDocument | null {
    return this.#history.present;
  }
  get canUndo(): boolean {
    return this.#history.canUndo;
  }
  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  /** Families to choose from, with the number of models in use. */
  readonly families = $derived.by(() => {
    const document = this.#history.present;
    return document?.partOf?.families ?? (document ? familiesOf(document.table) : []);
  });

  /** The family being diagnosed; the first of the table when none is chosen. */
  readonly family = $derived.by(() => {
    const document = this.#history.present;
    return document?.options.family ?? document?.table.models[0]?.family ?? null;
  });

  /** The two benchmarks of the present document; null when it has no such pair (the diagnosis then says why). */
  readonly pair = $derived.by((): Pair | null => {
    const document = this.#history.present;
    if (!document || this.family === null) return null;
    try {
      return chosenPair(document.table, rowsOf(document.table, this.family), document.options);
    } catch {
      return null;
    }
  });

  /** Whether the diagnosis agrees with the sender's; null when the document came by no link, or was edited since. */
  readonly comparison = $derived.by(() => {
    const sender = this.#sender;
    if (!sender || !this.diagnosis || this.#diagnosed !== sender.document) return null;
    if (this.#history.present !== sender.document) return null;
    return {
      same: this.diagnosis.digest === sender.digest,
      here: this.diagnosis.digest,
      sender: sender.digest,
    };
  });

  /** The diagnosis, when it is of the present document. */
  get current(): Diagnosis | null {
    return this.#diagnosed === this.#history.present ? this.diagnosis : null;
  }

  /** Resolves when no change waits for its diagnosis. */
  settled(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  /** Resolves when the sections below the verdict stand too, or cannot be had. */
  async complete(): Promise<void> {
    await this.settled();
    if (this.deepening) await new Promise<void>((resolve) => this.#deepWaiting.push(resolve));
  }

  /** Starts with a document: nothing can be undone to before it. @param senderDigest when it came by a link */
  start(document: ScoreDocument, senderDigest: string | null = null): void {
    this.#history.reset(document);
    this.#sender = senderDigest === null ? null : { digest: senderDigest, document };
    this.#changed();
  }

  /** Replaces the document as one step that can be undone. */
  replace(document: ScoreDocument): void {
    this.#history.record(document);
    this.#changed();
  }

  /** @param merge key of the gesture that several edits belong to (see `History`) */
  edit(change: (document: ScoreDocument) => ScoreDocument, merge: string | null = null): void {
    const { present } = this.#history;
    if (!present) return;
    const next = change(present);
    if (next === present) return;
    this.#history.record(next, merge);
    this.#changed();
  }

  /** Chooses a family, fetching it first when the table is part of a larger file. */
  async chooseFamily(family: string): Promise<void> {
    const { present } = this.#history;
    if (!present) return;
    const { partOf } = present;
    const here = present.table.models.some((row) => row.family === family);
    if (here || !partOf) return this.edit((document) => setOptions(document, { family }));
    this.busy = true;
    try {
      const fetched = await partOf.fetch([family]);
      this.edit((document) => setOptions(withFamilies(document, fetched), { family }));
    } catch (error) {
      this.#fail(error);
    }
  }

  undo(): void {
    if (!this.canUndo) return;
    this.#history.undo();
    this.#changed();
  }
  redo(): void {
    if (!this.canRedo) return;
    this.#history.redo();
    this.#changed();
  }

  /** Takes what the results of single items say into this diagnosis and later ones. */
  witness(items: ItemBootstrap): void {
    this.#items = items;
    if (this.#history.present?.items) this.#changed();
  }

  /** Stops the computation; the diagnosis of the earlier document stays. */
  cancel(): void {
    this.#stop();
    this.cancelled = true;
    this.#rest();
  }

  /** There is nothing to diagnose, for this reason. */
  reject(reason: string): void {
    this.#stop();
    this.#fail(new Error(reason));
  }

  /** Ends timers and the computation; the session is not used after. */
  dispose(): void {
    this.#stop();
  }

  #stop(): void {
    this.#awaited = null;
    clearTimeout(this.#patience);
    this.#running?.abort();
    this.#running = null;
    this.#first = false;
    this.progress = null;
    this.#endDeepening();
  }

  #endDeepening(): void {
    this.#deepening?.abort();
    this.#deepening = null;
    this.deepening = false;
    for (const resolve of this.#deepWaiting.splice(0)) resolve();
  }

  /** What one event changes is taken together, and computed while the page is still being drawn. */
  #changed(): void {
    this.busy = true;
    this.cancelled = false;
    if (this.#first) return;
    this.#stop();
    const change = Symbol();
    this.#awaited = change;
    queueMicrotask(() => {
      if (this.#awaited === change) void this.#diagnose();
    });
  }

  async #diagnose(): Promise<void> {
    const document = this.#history.present;
    if (!document) return;
    const run = new AbortController();
    this.#running = run;
    let latest = { fraction: 0, stage: 'Computing' };
    let slow = false;
    this.#patience = setTimeout(() => {
      slow = true;
      this.progress = latest;
    }, PATIENCE);
    const onProgress = (fraction: number, stage: string) => {
      latest = { fraction, stage };
      if (slow && this.#running === run) this.progress = latest;
    };
    const hooks = { onProgress, signal: run.signal, items: document.items ? this.#items : null };
    try {
      const { table, options } = this.family === null ? document : onlyFamily(document, this.family);
      if (options.draws > FIRST_DRAWS) {
        this.#first = true;
        const first = await this.#diagnoser.diagnose(table, { ...options, draws: FIRST_DRAWS }, hooks);
        if (this.#running !== run) return;
        this.#first = false;
        this.diagnosis = carriedOver(first, this.diagnosis);
        this.failure = null;
        if (this.#history.present !== document) return this.#changed();
      }
      const diagnosis = await this.#diagnoser.diagnose(table, options, hooks);
      if (this.#running !== run) return;
      this.diagnosis = carriedOver(diagnosis, this.diagnosis);
      this.#diagnosed = document;
      this.failure = null;
      this.#finish();
      await this.#deepen(table, diagnosis);
    } catch (error) {
      if (this.#running !== run) return;
      this.#first = false;
      if (this.#history.present === document) this.#fail(error);
      else this.#changed();
    }
  }

  /** A failure here leaves the verdict standing: the sections then say why there are none. */
  async #deepen(table: ScoreTable, diagnosis: Diagnosis): Promise<void> {
    if (!this.#diagnoser.deepen) return;
    const run = new AbortController();
    this.#deepening = run;
    this.deepening = true;
    try {
      const deepened = await this.#diagnoser.deepen(table, diagnosis, { signal: run.signal });
      if (this.#deepening === run) this.diagnosis = withSections(diagnosis, deepened);
    } catch (error) {
      if (this.#deepening !== run) return;
      const reason = `could not be computed: ${error instanceof Error ? error.message : String(error)}`;
      const reasons = Object.fromEntries(SECTION_KEYS.map((key) => [key, reason]));
      this.diagnosis = { ...diagnosis, reasons: { ...diagnosis.reasons, ...reasons } };
    } finally {
      if (this.#deepening === run) this.#endDeepening();
    }
  }

  /** A diagnosis of other scores must not stand under the reason why these have none. */
  #fail(error: unknown): void {
    this.failure = error instanceof Error ? error.message : String(error);
    this.diagnosis = null;
    this.#diagnosed = null;
    this.#finish();
  }

  #finish(): void {
    clearTimeout(this.#patience);
    this.#running = null;
    this.#first = false;
    this.progress = null;
    this.#rest();
  }

  #rest(): void {
    this.busy = false;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

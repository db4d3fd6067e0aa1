/**
 * A trial of other noise beside the session: its diagnosis follows the sliders, at once with few draws and then with all.
 * The session comes first: it has the same worker, where the latest call ends the one before, so a trial waits until the
 * session rests, and starts again when it was ended.
 */
import type { Diagnosis } from '$lib/coupling/diagnosis';
import { isTrial, NO_TRIAL, trialOptions, type Trial } from '$lib/coupling/whatIf';
import { onlyFamily, setOptions, type ScoreDocument } from './edits';
import { FIRST_DRAWS, type Diagnoser, type Session } from './session.svelte';

export class Trying {
  #session: Session;
  #diagnoser: Diagnoser;
  #working = false;
  #stale = false;
  #full: AbortController | null = null;
  #disposed = false;

  trial = $state.raw<Trial>(NO_TRIAL);
  #tried = $state.raw<{ diagnosis: Diagnosis; document: ScoreDocument } | null>(null);
  /** The sliders say more than the diagnosis shows. */
  busy = $state(false);
  /** Why the trial has no diagnosis, as a sentence. */
  failure = $state.raw<string | null>(null);

  constructor(session: Session, diagnoser: Diagnoser) {
    this.#session = session;
    this.#diagnoser = diagnoser;
  }

  readonly active = $derived.by(() => isTrial(this.trial));

  /** Diagnosis under the trial; null while there is none of the present document. */
  readonly diagnosis = $derived.by(() =>
    this.active && this.#tried?.document === this.#session.document ? this.#tried.diagnosis : null,
  );

  set(change: Partial<Trial>): void {
    this.trial = { ...this.trial, ...change };
    this.follow();
  }

  /** Back to things as they are. */
  reset(): void {
    this.trial = NO_TRIAL;
    this.#tried = null;
    this.#full?.abort();
    this.failure = null;
    this.busy = false;
  }

  /** Makes the trial the document's options, as one step that can be undone. */
  keep(): void {
    const input = this.#session.diagnosis?.input;
    if (!input || !this.active) return;
    const { trial } = this;
    this.reset();
    this.#session.edit((document) => setOptions(document, trialOptions(document.options, trial, input)));
  }

  /** To be called when the document has changed: the trial is made again on it. */
  follow(): void {
    if (!this.active) return;
    this.#stale = true;
    this.busy = true;
    this.#full?.abort();
    if (!this.#working) void this.#work();
  }

  dispose(): void {
    this.#disposed = true;
    this.#full?.abort();
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      while (this.#stale && !this.#disposed) {
        this.#stale = false;
        try {
          await this.#diagnose();
        } catch (error) {
          if (isAbort(error)) this.#stale ||= this.active && this.#session.busy;
          else this.failure = error instanceof Error ? error.message : String(error);
        }
      }
    } finally {
      this.#working = false;
      this.busy = false;
    }
  }

  async #diagnose(): Promise<void> {
    await this.#session.settled();
    const { document, diagnosis, family } = this.#session;
    if (!document || !diagnosis || !this.active || this.#disposed) return;
    const { table } = family === null ? document : onlyFamily(document, family);
    const options = trialOptions(document.options, this.trial, diagnosis.input);
    const show = (tried: Diagnosis) => {
      if (!this.active) return;
      this.#tried = { diagnosis: tried, document };
      this.failure = null;
    };
    if (options.draws > FIRST_DRAWS) {
      // Short, and let finish: a drag that restarted it would never see it.
      show(await this.#diagnoser.diagnose(table, { ...options, draws: FIRST_DRAWS }, {}));
      if (this.#stale || this.#session.busy) {
        this.#stale = true;
        return;
      }
    }
    this.#full = new AbortController();
    show(await this.#diagnoser.diagnose(table, options, { signal: this.#full.signal }));
  }
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/** What the page opens with: a link's table, a bundled panel, or the default family when a link cannot be used. */
import { defaultOptions, type DiagnosisOptions } from '$lib/coupling/options';
import { decodePermalink } from '$lib/permalink/decode';
import type { PermalinkState } from '$lib/permalink/state';
import type { ScoreTable } from '$lib/scores/table';
import type { ScoreDocument } from './edits';
import type { Session } from './session.svelte';

/** The first visit's family: eight sizes, one recipe, one protocol. */
const DEFAULT = { panel: 'uniform', family: 'Pythia-deduped' };

export class Opening {
  #session: Session;
  #loadPanel: (id: string) => Promise<ScoreTable>;
  #turn = 0;
  /** Why a link could not be used, as a sentence; null for nothing to say. */
  alert = $state<string | null>(null);

  /** @param loadPanel reads a bundled panel; it throws an Error that names a panel that does not exist */
  constructor(session: Session, loadPanel: (id: string) => Promise<ScoreTable>) {
    this.#session = session;
    this.#loadPanel = loadPanel;
  }

  /** Opens what the fragment holds; without a permalink in it, the default family on the first visit. */
  async follow(hash: string): Promise<void> {
    const turn = ++this.#turn;
    try {
      const state = await decodePermalink(hash);
      if (turn !== this.#turn) return;
      if (state === null) {
        if (this.#session.document === null) await this.#openDefault(turn);
        return;
      }
      const document = await this.#documentOf(state);
      if (turn !== this.#turn) return;
      this.alert = null;
      this.#session.start(document, state.digest);
    } catch (error) {
      if (turn !== this.#turn) return;
      const reason = error instanceof Error ? error.message : String(error);
      await this.#openDefault(turn);
      if (turn === this.#turn) this.alert = `${reason} Shown instead: ${DEFAULT.family}.`;
    }
  }

  /** Replaces the document with a bundled panel, as a step that can be undone. */
  async choosePanel(id: string): Promise<void> {
    const turn = ++this.#turn;
    try {
      const table = await this.#loadPanel(id);
      if (turn !== this.#turn) return;
      this.alert = null;
      const kept = this.#session.document?.options ?? defaultOptions();
      this.#session.replace(panelDocument(table, { ...kept, benchmark1: null, benchmark2: null, items: {} }));
    } catch (error) {
      if (turn === this.#turn) this.alert = error instanceof Error ? error.message : String(error);
    }
  }

  async #documentOf({ source, options, items }: PermalinkState): Promise<ScoreDocument> {
    if (source.kind === 'table') {
      const origin = items && { generation: null, digests: items };
      return { table: source.table, options, partOf: null, items: origin };
    }
    const table = await this.#loadPanel(source.panel);
    return { table, options: { ...options, family: source.family ?? options.family }, partOf: null };
  }

  async #openDefault(turn: number): Promise<void> {
    try {
      const table = await this.#loadPanel(DEFAULT.panel);
      if (turn === this.#turn) this.#session.start(panelDocument(table, defaultOptions()));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (turn === this.#turn)
        this.#session.reject(
          `The bundled scores could not be loaded (${reason}). Reload the page, or drop your own scores.`,
        );
    }
  }
}

/** A panel opens with the default family where it has it, else with its first family of three sizes or more. */
function panelDocument(table: ScoreTable, options: DiagnosisOptions): ScoreDocument {
  const models = (family: string) =>
    table.models.filter((row) => row.family === family && !row.excluded).length;
  const families = [...new Set(table.models.map((row) => row.family))];
  const family =
    families.find((name) => name === DEFAULT.family) ??
    families.find((name) => models(name) >= 3) ??
    families[0] ??
    null;
  return { table, options: { ...options, family }, partOf: null };
}

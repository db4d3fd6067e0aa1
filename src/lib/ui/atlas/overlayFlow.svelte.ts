/**
 * Bringing the user's own table to the Atlas: read in the import worker as on Diagnose, doubtful columns shown for correction,
 * what could not be used listed. The table is laid over the panel; it never replaces it.
 */
import type { Overlay } from '$lib/atlas/state';
import type { ColumnRole, ImportDraft, ImportProblem, ImportSource } from '$lib/scores/import/draft';
import type { ImportClient } from '$lib/workers/importClient';
import { counted } from '../format';

/** A file up to this many rows is laid over the panel whole; a larger one has too many families to draw. */
const LARGEST = 2_000;

export class OverlayFlow {
  #importer: () => Pick<ImportClient, 'read' | 'useColumns' | 'table'>;
  #take: (overlay: Overlay) => void;
  #running: AbortController | null = null;

  /** Share of the input read; null while nothing is. */
  progress = $state.raw<number | null>(null);
  /** Columns to be confirmed or corrected. */
  draft = $state.raw<ImportDraft | null>(null);
  problems = $state.raw<ImportProblem[]>([]);
  /** True number of problems, of which at most some are listed. */
  problemCount = $state(0);
  /** What came of the last import, as a sentence. */
  outcome = $state('');

  /** @param importer makes the client (and its worker) when the first file comes @param take lays a table over the panel */
  constructor(
    importer: () => Pick<ImportClient, 'read' | 'useColumns' | 'table'>,
    take: (overlay: Overlay) => void,
  ) {
    this.#importer = importer;
    this.#take = take;
  }

  async read(sources: ImportSource[]): Promise<void> {
    this.cancel();
    this.#list([], 0);
    this.outcome = '';
    await this.#run(
      sources.map(({ name }) => name),
      async (run) => {
        const draft = await this.#importer().read(sources, {
          signal: run.signal,
          onProgress: (fraction) => {
            if (this.#running === run) this.progress = fraction;
          },
        });
        if (this.#running !== run) return;
        this.#list(draft.problems, draft.problems.length);
        if (draft.columns.length === 0 && draft.rows === 0)
          this.outcome = 'Nothing could be read; the Atlas is as before.';
        else if (draft.doubtful) this.draft = draft;
        else await this.#use(run, undefined);
      },
    );
  }

  /** Ends the mapping step with the roles as corrected, one for each column. */
  async useColumns(roles: ColumnRole[]): Promise<void> {
    const { draft } = this;
    if (draft) await this.#run([draft.title], (run) => this.#use(run, roles));
  }

  /** Stops reading, or leaves the mapping step. */
  cancel(): void {
    this.#running?.abort();
    this.#running = null;
    this.progress = null;
    this.draft = null;
  }

  dismissProblems(): void {
    this.#list([], 0);
  }

  async #use(run: AbortController, roles: ColumnRole[] | undefined): Promise<void> {
    const importer = this.#importer();
    const result = await importer.useColumns(roles);
    if (this.#running !== run) return;
    this.draft = null;
    this.#list(result.problems, result.problemCount);
    if (result.families.length === 0) {
      this.outcome = 'No model could be used; the Atlas is as before.';
      return;
    }
    if (result.rows > LARGEST) {
      this.outcome = `${result.title} has ${counted(result.rows, 'row')}, too many to lay over the panel (${LARGEST} at most): keep the families to compare, or open it on Diagnose.`;
      return;
    }
    const table = await importer.table();
    if (this.#running !== run) return;
    const largest = result.families.reduce((a, b) => (b.models > a.models ? b : a));
    this.#take({ table, drawn: largest.family });
    const models = result.families.reduce((sum, entry) => sum + entry.models, 0);
    this.outcome = `Read ${counted(models, 'model')} of ${counted(result.families.length, 'family', 'families')} from ${result.title}.`;
  }

  /** One step of the flow: what is begun later makes its outcome void. */
  async #run(names: string[], work: (run: AbortController) => Promise<void>): Promise<void> {
    const run = new AbortController();
    this.#running = run;
    try {
      await work(run);
    } catch (error) {
      if (this.#running !== run) return;
      const message = error instanceof Error ? error.message : String(error);
      this.#list(
        [{ source: names.join(', '), line: null, column: null, value: null, severity: 'refused', message }],
        1,
      );
    } finally {
      if (this.#running === run) {
        this.#running = null;
        this.progress = null;
      }
    }
  }

  #list(problems: ImportProblem[], count: number): void {
    this.problems = problems;
    this.problemCount = count;
  }
}

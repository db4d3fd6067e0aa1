/**
 * Bringing the reader's models to the Frontier page by file or paste: read in the import worker as on Diagnose, doubtful columns shown
 * for correction, what could not be used listed. Rows join those that are there.
 */
import { listed } from '$lib/coupling/words';
import type { ColumnRole, ImportDraft, ImportProblem, ImportSource } from '$lib/scores/import/draft';
import type { ScoreTable } from '$lib/scores/table';
import type { ImportClient } from '$lib/workers/importClient';
import { counted } from '../format';
import { withoutSizes } from './sizeProblems';
import { withLabs } from './userRows';

/** A larger file is no list of frontier models. */
const LARGEST = 2_000;

export class RowsFlow {
  #importer: () => Pick<ImportClient, 'read' | 'useColumns' | 'table'>;
  #take: (table: ScoreTable) => void;
  #running: AbortController | null = null;

  /** Share of the input read; null while nothing is. */
  progress = $state.raw<number | null>(null);
  /** Columns to be confirmed or corrected. */
  draft = $state.raw<ImportDraft | null>(null);
  problems = $state.raw<ImportProblem[]>([]);
  problemCount = $state(0);
  /** What came of the last import, as a sentence. */
  outcome = $state('');

  /** @param importer makes the client (and its worker) when the first file comes @param take adds the rows */
  constructor(
    importer: () => Pick<ImportClient, 'read' | 'useColumns' | 'table'>,
    take: (table: ScoreTable) => void,
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
          labsAsFamilies: true,
          signal: run.signal,
          onProgress: (fraction) => {
            if (this.#running === run) this.progress = fraction;
          },
        });
        if (this.#running !== run) return;
        this.#list(draft.problems, draft.problems.length);
        if (draft.columns.length === 0 && draft.rows === 0)
          this.outcome = 'Nothing could be read; the page is as before.';
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
    const problems = withoutSizes(result.problems);
    this.#list(problems, result.problemCount - (result.problems.length - problems.length));
    if (result.rows === 0 || result.benchmarks.length === 0) {
      this.outcome = 'No model could be used; the page is as before.';
      return;
    }
    if (result.rows > LARGEST) {
      this.outcome = `${result.title} has ${counted(result.rows, 'row')}, more than this page draws (${LARGEST} at most).`;
      return;
    }
    const table = withLabs(await importer.table());
    if (this.#running !== run) return;
    this.#take(table);
    const benchmarks = listed(table.benchmarks.map(({ label }) => label));
    this.outcome = `Read ${counted(table.models.length, 'model')} with ${benchmarks} from ${result.title}.`;
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

/**
 * Bringing a table beside a panel (the Atlas, Frontier): read in the import worker as on Diagnose, doubtful columns shown for
 * correction, what could not be used listed. What the page makes of the table is the page's.
 */
import type {
  ColumnRole,
  ImportDraft,
  ImportProblem,
  ImportResult,
  ImportSource,
} from '$lib/scores/import/draft';
import type { ScoreTable } from '$lib/scores/table';
import type { ImportClient } from '$lib/workers/importClient';
import { counted } from './format';

type Importer = Pick<ImportClient, 'read' | 'useColumns' | 'table'>;

/** What is the page's own about a table. */
export interface TablePlace {
  /** Of what a file may tell, that its labs are families. */
  labsAsFamilies?: boolean;
  /** Rows up to which a table is taken; what is said of a longer one. */
  largest: number;
  tooLong: string;
  /** What is no problem on this page is left out. */
  problems?(all: readonly ImportProblem[]): ImportProblem[];
  usable(result: ImportResult): boolean;
  /** Takes the table in, and says what came of it, as a sentence. */
  take(table: ScoreTable, result: ImportResult): string;
}

export class TableFlow {
  #importer: () => Importer;
  #place: TablePlace;
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

  /** @param importer makes the client (and its worker) when the first file comes */
  constructor(importer: () => Importer, place: TablePlace) {
    this.#importer = importer;
    this.#place = place;
  }

  async read(sources: ImportSource[]): Promise<void> {
    this.cancel();
    this.dismissProblems();
    this.outcome = '';
    const { labsAsFamilies } = this.#place;
    await this.#run(
      sources.map(({ name }) => name),
      async (run) => {
        const draft = await this.#importer().read(sources, {
          ...(labsAsFamilies ? { labsAsFamilies } : {}),
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
    const { largest, tooLong, problems, usable, take } = this.#place;
    const result = await importer.useColumns(roles);
    if (this.#running !== run) return;
    this.draft = null;
    const listed = problems?.(result.problems) ?? result.problems;
    this.#list(listed, result.problemCount - (result.problems.length - listed.length));
    if (!usable(result)) {
      this.outcome = 'No model could be used; the page is as before.';
      return;
    }
    if (result.rows > largest) {
      this.outcome = `${result.title} has ${counted(result.rows, 'row')}, ${tooLong}`;
      return;
    }
    const table = await importer.table();
    if (this.#running === run) this.outcome = take(table, result);
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

/**
 * Bringing scores in: sources are read in a worker, doubtful columns are shown for correction, and the table replaces the
 * document as one step. What could not be used is listed until it is dismissed.
 */
import { defaultOptions } from '$lib/coupling/options';
import { whole } from '$lib/coupling/words';
import type {
  ColumnRole,
  ImportDraft,
  ImportProblem,
  ImportResult,
  ImportSource,
} from '$lib/scores/import/draft';
import type { ScoreTable } from '$lib/scores/table';
import type { ItemImport, ItemSource, UnnamedSource } from '$lib/scores/items/itemImport';
import type { Catalogue, ScoreDocument } from './edits';
import { counted } from './format';
import { itemDocument, type ItemsReader } from './itemImport';
import type { Session } from './session.svelte';

/** The part of the import client that the flow needs. */
export interface Importer {
  read(
    sources: ImportSource[],
    watch: { onProgress?: (fraction: number) => void; signal?: AbortSignal },
  ): Promise<ImportDraft>;
  useColumns(roles?: ColumnRole[]): Promise<ImportResult>;
  table(families?: string[]): Promise<ScoreTable>;
}

/** A file up to this many rows is held by the page whole; of a larger one only the families looked at. */
const WHOLE_TABLE = 2_000;
/** Reading that takes longer shows its progress and a way to cancel it, ms. */
const PATIENCE = 500;

export class ImportFlow {
  #importer: () => Importer;
  #items: () => ItemsReader;
  #session: Session;
  #running: AbortController | null = null;
  /** Which import the worker holds now: a catalogue of an earlier one can no longer be asked. */
  #generation = 0;

  progress = $state.raw<number | null>(null);
  /** Columns to be confirmed or corrected. */
  draft = $state.raw<ImportDraft | null>(null);
  /** Samples logs whose models are to be told. */
  unnamed = $state.raw<UnnamedSource[]>([]);
  /** Which import the items worker holds; counts them. */
  itemGeneration = $state(0);
  problems = $state.raw<ImportProblem[]>([]);
  /** True number of problems, of which at most some are listed. */
  problemCount = $state(0);
  #said = $state.raw<{ text: string; of: ScoreDocument | null }>({ text: '', of: null });
  /** What came of the last import, as a sentence, until the document is changed; empty for nothing to say. */
  readonly outcome = $derived.by(() => (this.#said.of === this.#session.document ? this.#said.text : ''));

  /** @param importer, items make the clients (and their workers) when the first file of their kind comes */
  constructor(importer: () => Importer, session: Session, items: () => ItemsReader) {
    this.#importer = importer;
    this.#items = items;
    this.#session = session;
  }

  async read(sources: ImportSource[]): Promise<void> {
    this.cancel();
    this.dismissProblems();
    this.#say('');
    await this.#run(
      sources.map(({ name }) => name),
      async (run, onProgress) => {
        this.#generation++;
        const draft = await this.#importer().read(sources, { onProgress, signal: run.signal });
        if (this.#running !== run) return;
        this.#list(draft.problems, draft.problems.length);
        if (draft.columns.length === 0 && draft.rows === 0)
          this.#say('Nothing could be read; the scores shown are as before.');
        else if (draft.doubtful) this.draft = draft;
        else await this.#take(run, draft, undefined);
      },
    );
  }

  /** Reads samples logs: results of single items. */
  async readItems(sources: ItemSource[]): Promise<void> {
    this.cancel();
    this.dismissProblems();
    this.#say('');
    await this.#run(
      sources.map(({ name }) => name),
      async (run, onProgress) => {
        this.itemGeneration++;
        const found = await this.#items().read(sources, {
          signal: run.signal,
          onProgress: (bytes, total) => onProgress(total === 0 ? 1 : bytes / total),
        });
        if (this.#running === run) await this.#takeItems(run, found);
      },
    );
  }

  /** Tells the models of logs that name none. @param names model by source; blank ones are left out */
  async nameModels(names: Record<string, string>): Promise<void> {
    this.unnamed = [];
    await this.#run(Object.keys(names), async (run) => {
      const found = await this.#items().nameModels(names);
      // What is blank now was left blank.
      if (this.#running === run) await this.#takeItems(run, { ...found, needsName: [] });
    });
  }

  /** Ends the mapping step with the roles as corrected, one for each column. */
  async useColumns(roles: ColumnRole[]): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    await this.#run([draft.title], async (run) => {
      await this.#take(run, draft, roles);
    });
  }

  /** Stops reading, or leaves the mapping step; the document stays. */
  cancel(): void {
    this.#running?.abort();
    this.#running = null;
    this.progress = null;
    this.draft = null;
    this.unnamed = [];
  }

  dismissProblems(): void {
    this.#list([], 0);
  }

  /** One step of the flow: what is begun later makes its outcome void; what takes long shows its progress. */
  async #run(
    names: string[],
    work: (run: AbortController, onProgress: (fraction: number) => void) => Promise<void>,
  ): Promise<void> {
    const run = new AbortController();
    this.#running = run;
    let fraction = 0;
    const patience = setTimeout(() => (this.progress = fraction), PATIENCE);
    try {
      await work(run, (now) => {
        fraction = now;
        if (this.progress !== null && this.#running === run) this.progress = now;
      });
    } catch (error) {
      if (this.#running === run) this.#refuse(names, error);
    } finally {
      clearTimeout(patience);
      if (this.#running === run) {
        this.#running = null;
        this.progress = null;
      }
    }
  }

  async #take(run: AbortController, draft: ImportDraft, roles: ColumnRole[] | undefined): Promise<void> {
    const importer = this.#importer();
    const result = await importer.useColumns(roles);
    if (this.#running !== run) return;
    this.#list(result.problems, result.problemCount);
    if (result.families.length === 0) {
      this.draft = null;
      this.#say('No model could be used; the scores shown are as before.');
      return;
    }
    const { family, models: members } = mostTelling(result.families);
    if (members > WHOLE_TABLE) {
      // Nothing could be diagnosed, and copying so many rows would stall the page: ask which column tells the families.
      this.draft = draft;
      this.#say(
        `All ${counted(members, 'row')} would be one family: mark the column that holds the families.`,
      );
      return;
    }
    const whole = result.rows <= WHOLE_TABLE;
    const table = await importer.table(whole ? undefined : [family]);
    if (this.#running !== run) return;
    this.draft = null;
    const kept = this.#session.document?.options ?? defaultOptions();
    this.#session.replace({
      table,
      options: { ...kept, family, benchmark1: null, benchmark2: null, items: {} },
      partOf: whole ? null : this.#catalogue(result.families),
    });
    const models = result.families.reduce((sum, entry) => sum + entry.models, 0);
    this.#say(
      `Read ${counted(models, 'model')} of ${counted(result.families.length, 'family', 'families')} from ${result.title}.` +
        (result.families.length > 1 ? ' Choose one above, or see all.' : ''),
    );
  }

  async #takeItems(run: AbortController, found: ItemImport): Promise<void> {
    this.#list(found.problems, found.problemCount);
    this.unnamed = found.needsName;
    if (found.models.length === 0) {
      if (found.needsName.length === 0) this.#say('No model could be used; the scores shown are as before.');
      return;
    }
    const reader = this.#items();
    const table = await reader.scores();
    const document = await itemDocument(table, reader, this.#session.document, this.itemGeneration);
    if (this.#running !== run) return;
    this.#session.replace(document);
    const items = found.benchmarks
      .filter(({ usual }) => usual)
      .map(({ label, items: n }) => `${label} ${whole(n)}`);
    this.#say(
      `Read ${counted(found.models.length, 'model')} item by item (${items.join(', ')} items). ` +
        'They stay on this computer.',
    );
  }

  #catalogue(families: ImportResult['families']): Catalogue {
    const generation = this.#generation;
    return {
      families,
      fetch: async (names) => {
        if (generation !== this.#generation)
          throw new Error(
            'Another file has been opened since: drop the large one again to see its other families.',
          );
        return this.#importer().table(names);
      },
    };
  }

  #say(text: string): void {
    this.#said = { text, of: this.#session.document };
  }

  #list(problems: ImportProblem[], count: number): void {
    this.problems = problems;
    this.problemCount = count;
  }

  /** An error of the import as a whole, in the place where problems are read. */
  #refuse(names: string[], error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#list(
      [{ source: names.join(', '), line: null, column: null, value: null, severity: 'refused', message }],
      1,
    );
    this.#say('Nothing could be read; the scores shown are as before.');
  }
}

/** The first family with enough sizes for a verdict, and no more than the page holds; else the one with most models. */
function mostTelling(families: ImportResult['families']): ImportResult['families'][number] {
  const enough = families.find(({ models }) => models >= 3 && models <= WHOLE_TABLE);
  return enough ?? families.reduce((a, b) => (b.models > a.models ? b : a));
}

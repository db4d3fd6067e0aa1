import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Diagnosis } from '$lib/coupling/diagnosis';
import type { ImportDraft, ImportProblem, ImportResult } from '$lib/scores/import/draft';
import type { ScoreTable } from '$lib/scores/table';
import { ImportFlow, type Importer } from '$lib/ui/importFlow.svelte';
import type { ItemsReader } from '$lib/ui/itemImport';
import { Session } from '$lib/ui/session.svelte';

const problem: ImportProblem = {
  source: 'a.csv',
  line: 3,
  column: null,
  value: null,
  severity: 'skipped',
  message: 'no',
};
const draft = (more: Partial<ImportDraft> = {}): ImportDraft => ({
  title: 'a.csv',
  shape: 'wide',
  columns: [{ header: 'm', samples: [], role: { kind: 'model' }, doubt: null }],
  rows: 4,
  problems: [],
  doubtful: false,
  ...more,
});
const result = (more: Partial<ImportResult> = {}): ImportResult => ({
  title: 'a.csv',
  benchmarks: [],
  families: [
    { family: 'Two', models: 2 },
    { family: 'Three', models: 3 },
  ],
  rows: 5,
  problems: [problem],
  problemCount: 7,
  ...more,
});
const tableOf = (families: string[] | undefined): ScoreTable => ({
  title: 'a.csv',
  panel: null,
  benchmarks: [],
  models: (families ?? ['Two', 'Three']).map((family) => ({
    id: family,
    model: family,
    family,
    paramsB: 1,
    scores: {},
    excluded: false,
    line: 1,
  })),
});

const noItems = (): ItemsReader => {
  throw new Error('no samples log was read');
};

function setUp(importer: Partial<Importer>, items: () => ItemsReader = noItems) {
  const session = new Session({ diagnose: async () => ({ digest: '' }) as Diagnosis });
  const full: Importer = {
    read: async () => draft(),
    useColumns: async () => result(),
    table: async (families) => tableOf(families),
    ...importer,
  };
  return { session, flow: new ImportFlow(() => full, session, items) };
}
const file = { name: 'a.csv', content: 'x' };

describe('ImportFlow', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('a plain file becomes the document at once, with the first family fit for a verdict', async () => {
    const { flow, session } = setUp({});
    await flow.read([file]);
    expect(session.document?.options.family).toBe('Three');
    expect(session.document?.partOf).toBeNull();
    expect(flow.outcome).toBe('Read 5 models of 2 families from a.csv. Choose one above, or see all.');
    expect([flow.problems.length, flow.problemCount]).toEqual([1, 7]);
  });

  test('what it says ends with the next change', async () => {
    const { flow, session } = setUp({});
    await flow.read([file]);
    session.edit((d) => ({ ...d, options: { ...d.options, seed: 5 } }));
    expect(flow.outcome).toBe('');
  });

  test('a doubtful file waits for its columns, and the corrected roles are used', async () => {
    const useColumns = vi.fn(async () => result());
    const { flow, session } = setUp({ read: async () => draft({ doubtful: true }), useColumns });
    await flow.read([file]);
    expect([session.document, flow.draft?.title]).toEqual([null, 'a.csv']);
    await flow.useColumns([{ kind: 'ignore' }]);
    expect(useColumns).toHaveBeenCalledWith([{ kind: 'ignore' }]);
    expect([flow.draft, session.document?.table.title]).toEqual([null, 'a.csv']);
  });

  test('of a large file only the family looked at is copied to the page', async () => {
    const table = vi.fn(async (families?: string[]) => tableOf(families));
    const { flow, session } = setUp({ useColumns: async () => result({ rows: 100_000 }), table });
    await flow.read([file]);
    expect(table).toHaveBeenCalledExactlyOnceWith(['Three']);
    expect(session.families).toEqual(result().families);
    const { partOf } = session.document ?? {};
    expect((await partOf?.fetch(['Two']))?.models[0].family).toBe('Two');
    await flow.read([file]);
    await expect(partOf?.fetch(['Two'])).rejects.toThrow(/drop the large one again/);
  });

  test('rows that would all be one family are not copied: the columns are asked for', async () => {
    const table = vi.fn(async (families?: string[]) => tableOf(families));
    const one = result({ rows: 100_000, families: [{ family: 'all', models: 100_000 }] });
    const { flow, session } = setUp({ useColumns: async () => one, table });
    await flow.read([file]);
    expect(table).not.toHaveBeenCalled();
    expect([session.document, flow.draft?.title]).toEqual([null, 'a.csv']);
    expect(flow.outcome).toMatch(/100,000 rows.*families/);
  });

  test('a refused file leaves the document and is listed', async () => {
    const refused = draft({ columns: [], rows: 0, problems: [{ ...problem, severity: 'refused' }] });
    const { flow, session } = setUp({ read: async () => refused });
    await flow.read([file]);
    expect([session.document, flow.problems[0].severity]).toEqual([null, 'refused']);
    expect(flow.outcome).toMatch(/Nothing could be read/);
    flow.dismissProblems();
    expect(flow.problems).toEqual([]);
  });

  test('a crash is told in the place of the problems', async () => {
    const { flow } = setUp({
      read: () => Promise.reject(new Error('The import worker stopped. Try again.')),
    });
    await flow.read([file]);
    expect(flow.problems).toMatchObject([
      { source: 'a.csv', severity: 'refused', message: 'The import worker stopped. Try again.' },
    ]);
  });

  test('reading that takes long shows its progress; cancelled, it changes nothing', async () => {
    let finish = (_: ImportDraft) => undefined as void;
    const { flow, session } = setUp({
      read: (_sources, { onProgress }) => {
        onProgress?.(0.4);
        return new Promise((resolve) => (finish = resolve));
      },
    });
    const reading = flow.read([file]);
    expect(flow.progress).toBeNull();
    await vi.advanceTimersByTimeAsync(600);
    expect(flow.progress).toBe(0.4);
    flow.cancel();
    expect(flow.progress).toBeNull();
    finish(draft());
    await reading;
    expect(session.document).toBeNull();
  });
});

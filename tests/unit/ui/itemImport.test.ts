import { describe, expect, test } from 'vitest';
import { defaultOptions } from '$lib/coupling/options';
import { itemDocument, itemSources, type ChosenFile } from '$lib/ui/itemImport';
import { ImportFlow, type Importer } from '$lib/ui/importFlow.svelte';
import { Session } from '$lib/ui/session.svelte';
import type { Diagnosis } from '$lib/coupling/diagnosis';
import type { ItemImport } from '$lib/scores/items/itemImport';
import { HELLASWAG, referenceTable, TRUTHFULQA } from '../coupling/tables';

const chosen = (name: string, path = ''): ChosenFile => ({ file: new File(['x'], name), path });

describe('which files are samples logs', () => {
  const isLog = async (file: Blob) => (file as File).name.includes('log');

  test('by the harness’s name or by their content, with the results files beside them', async () => {
    const files = [
      chosen('samples_hellaswag_2024.jsonl', 'a__b/samples_hellaswag_2024.jsonl'),
      chosen('results_2024.json'),
      chosen('notes.txt'),
    ];
    const sources = await itemSources(files, isLog);
    expect(sources?.map(({ name, path }) => [name, path])).toEqual([
      ['samples_hellaswag_2024.jsonl', 'a__b/samples_hellaswag_2024.jsonl'],
      ['results_2024.json', undefined],
    ]);
    expect(await itemSources([chosen('my-log.jsonl.gz')], isLog)).toHaveLength(1);
  });

  test('scores stay with the other importer', async () => {
    expect(
      await itemSources([chosen('rows.jsonl'), chosen('results.json'), chosen('log.csv')], isLog),
    ).toBeNull();
  });
});

describe('an import of items becomes a document', () => {
  const table = { ...referenceTable(), title: '8 models, item by item' };

  test('with ρ of its pair, asked of the models in order of size', async () => {
    const asked: unknown[] = [];
    const reader = {
      correlation: async (...args: unknown[]) => {
        asked.push(args);
        return 0.57;
      },
    };
    const before = {
      table,
      options: { ...defaultOptions(), draws: 5000, itemCorrelation: 0.2, items: { k: 3 } },
      partOf: null,
      items: { generation: null, digests: { k: 'd' } },
    };
    const document = await itemDocument(table, reader, before, 4);
    const family = document.options.family;
    const names = table.models.filter((row) => row.family === family).map(({ model }) => model);
    expect(asked).toEqual([[[HELLASWAG, TRUTHFULQA], names]]);
    expect(document.options).toMatchObject({ itemCorrelation: 0.57, draws: 5000, items: {} });
    expect(document.items).toEqual({ generation: 4, digests: { k: 'd' } });
  });

  test('with ρ 0 where the items do not tell', async () => {
    for (const correlation of [async () => null, () => Promise.reject(new RangeError('no results'))]) {
      const document = await itemDocument(table, { correlation }, null, 1);
      expect(document.options.itemCorrelation).toBe(0);
    }
  });
});

describe('the flow of an item import', () => {
  const found = (more: Partial<ItemImport> = {}): ItemImport => ({
    ...{ title: 'two files', models: ['m'], needsName: [], problems: [], problemCount: 0 },
    benchmarks: [
      {
        key: 'k',
        label: 'HellaSwag',
        metric: null,
        usual: true,
        models: ['m'],
        items: 10042,
        dropped: 0,
        binary: true,
      },
    ],
    ...more,
  });
  function setUp(read: () => Promise<ItemImport>) {
    const session = new Session({ diagnose: async () => ({ digest: '' }) as Diagnosis });
    const named: Record<string, string>[] = [];
    const items = {
      read,
      nameModels: async (names: Record<string, string>) => {
        named.push(names);
        return found();
      },
      scores: async () => referenceTable(),
      correlation: async () => 0.5,
    };
    const importer = () => {
      throw new Error('no table is read');
    };
    return { session, named, flow: new ImportFlow(importer as () => Importer, session, () => items) };
  }
  const source = { name: 'samples_x.jsonl', blob: new Blob(['x']) };

  test('scores, ρ and where the items are become the document', async () => {
    const { session, flow } = setUp(async () => found());
    await flow.readItems([source]);
    expect(session.document?.items).toEqual({ generation: 1, digests: null });
    expect(session.document?.options.itemCorrelation).toBe(0.5);
    expect(flow.outcome).toMatch(/Read 1 model item by item.*HellaSwag 10,042 items/);
  });

  test('logs without a model wait for its name', async () => {
    const needsName = [{ source: 'samples_x.jsonl', task: 'hellaswag' }];
    const { session, flow, named } = setUp(async () => found({ models: [], needsName }));
    await flow.readItems([source]);
    expect([session.document, flow.unnamed]).toEqual([null, needsName]);
    await flow.nameModels({ 'samples_x.jsonl': 'm-1b' });
    expect(named).toEqual([{ 'samples_x.jsonl': 'm-1b' }]);
    expect([flow.unnamed, session.document?.options.itemCorrelation]).toEqual([[], 0.5]);
  });

  test('files of which nothing can be used leave the document', async () => {
    const { session, flow } = setUp(async () => found({ models: [] }));
    await flow.readItems([source]);
    expect(session.document).toBeNull();
    expect(flow.outcome).toMatch(/No model could be used/);
  });
});

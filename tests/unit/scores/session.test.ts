import { describe, expect, test } from 'vitest';
import { benchmarkFrom } from '$lib/scores/benchmark';
import { PROBLEMS_SHOWN } from '$lib/scores/import/draft';
import { createImportSession } from '$lib/scores/import/session';
import { importText, importing, valuesOf } from './importing';

const csv = (...rows: string[]) => ['model,hellaswag,tqa', ...rows].join('\n');

describe('refusals', () => {
  const bytes = (...values: number[]) => new Blob([Uint8Array.from(values)]);
  const large = {
    size: 61 * 1024 * 1024,
    arrayBuffer: () => Promise.reject(new Error('must not be read')),
  } as unknown as Blob;

  test.each<[string, Blob | string, RegExp]>([
    ['large.csv', large, /large\.csv is 61 MB; at most 50 MB/],
    ['empty.csv', '', /empty\.csv is empty/],
    ['blank.csv', ' \n\n', /is empty/],
    ['nothing.csv', new Blob([]), /is empty/],
    ['book.xlsx', bytes(0x50, 0x4b, 3, 4, 20, 0, 6, 0), /workbook.*CSV/],
    ['paper.pdf', bytes(0x25, 0x50, 0x44, 0x46, 0x2d), /PDF/],
    ['scores.csv.gz', bytes(0x1f, 0x8b, 8, 0), /compressed/],
    ['weights.bin', new Blob([Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)]), /binary/],
    ['page.html', '<!doctype html><html><body>hi</body></html>', /web page/],
    ['prose.txt', 'To whom it may concern:\nthis is a letter.\n', /one column|no rows/],
    ['wide.csv', `model${',x'.repeat(5000)}\nn-1b${',1'.repeat(5000)}\n`, /5001 columns; at most 1000/],
    [
      'wide.json',
      JSON.stringify([Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`k${i}`, i]))]),
      /2000 columns/,
    ],
    ['header.csv', 'model,hellaswag,tqa\n', /no rows/],
  ])('%s', async (name, content, message) => {
    const { draft, result, table } = await importing({ name, content });
    expect(draft).toMatchObject({ rows: 0, columns: [], doubtful: false });
    expect(result.problems).toEqual([
      {
        source: name,
        line: null,
        column: null,
        value: null,
        severity: 'refused',
        message: expect.stringMatching(message),
      },
    ]);
    expect(table.models).toEqual([]);
  });

  test('the other files work', async () => {
    const { table, result } = await importing(
      { name: 'bad.bin', content: bytes(0, 1, 2, 3, 0, 0, 0, 0, 0) },
      { name: 'good.csv', content: csv('n-1b,45,40', 'n-3b,55,39') },
    );
    expect(table.models).toHaveLength(2);
    expect(result.problems[0]).toMatchObject({ source: 'bad.bin', severity: 'refused' });
  });

  test('a file that cannot be read any more is refused', async () => {
    const gone = { size: 10, arrayBuffer: () => Promise.reject(new Error('gone')) } as unknown as Blob;
    expect((await importing({ name: 'gone.csv', content: gone })).result.problems[0].message).toMatch(
      /could not be read/,
    );
  });
});

describe('several files', () => {
  test('are joined by what their columns mean, and problems name their file', async () => {
    const { table, result } = await importing(
      { name: 'a.csv', content: csv('n-1b,45,40', 'n-3b,see text,39') },
      {
        name: 'b.csv',
        content: 'Model name;HellaSwag;TruthfulQA;MMLU\nn-7b;0,66;0,38;0,31\nn-1b;0,45;0,40;0,25\n',
      },
    );
    expect(table.title).toBe('2 files');
    expect(valuesOf(table)).toEqual([
      ['n-1b', 1, { hellaswag: 45, truthfulqa: 40 }],
      ['n-3b', 3, { truthfulqa: 39 }],
      ['n-7b', 7, { hellaswag: 66, truthfulqa: 38, mmlu: 31 }],
    ]);
    expect(
      result.problems.filter((one) => one.severity === 'skipped').map((one) => [one.source, one.line]),
    ).toEqual([
      ['a.csv', 3],
      ['b.csv', 3],
    ]);
  });

  test('of different shapes: the first wins, the other is refused by name', async () => {
    const { table, result } = await importing(
      { name: 'wide.csv', content: csv('n-1b,45,40') },
      { name: 'long.csv', content: 'model,benchmark,score\nn-3b,hellaswag,55\nn-3b,mmlu,30\n' },
    );
    expect(table.models.map((row) => row.model)).toEqual(['n-1b']);
    expect(result.problems[0]).toMatchObject({ source: 'long.csv', severity: 'refused' });
  });

  test('a results file and a table with the same identity share its column', async () => {
    const { table } = await importing(
      { name: 'a.csv', content: 'model,hellaswag/acc_norm/10-shot,truthfulqa/mc2/0-shot\nn-1b,45,40\n' },
      {
        name: 'r.json',
        content: JSON.stringify({
          results: { hellaswag: { 'acc_norm,none': 0.55 } },
          'n-shot': { hellaswag: 10 },
          model_name: 'n-3b',
        }),
      },
    );
    expect(valuesOf(table)).toEqual([
      ['n-1b', 1, { 'hellaswag/acc_norm/10-shot': 45, 'truthfulqa/mc2/0-shot': 40 }],
      ['n-3b', 3, { 'hellaswag/acc_norm/10-shot': 55 }],
    ]);
  });
});

describe('models without a family', () => {
  test('are one family where their names tell neither family nor size', async () => {
    const { table, result } = await importText(
      'model,size,hellaswag,truthfulqa_mc2\nsmall,1B,40,40\nlarge,7B,60,38',
    );
    expect(table.models.map(({ family }) => family)).toEqual(['scores', 'scores']);
    expect(result.problems.map(({ message }) => message).join()).toContain('all 2 are taken as one');
  });

  test('stay apart where the names tell sizes: models of one size are no family', async () => {
    const { table } = await importText('model,hellaswag,truthfulqa_mc2\nMistral-7B,80,42\nFalcon-7B,78,34');
    expect(table.models.map(({ family }) => family)).toEqual(['Mistral', 'Falcon']);
  });
});

describe('the session', () => {
  const source = { name: 'scores.csv', content: csv('n-1b,45,40', 'n-3b,55,39', 'Cirrus-2b,50,41') };

  test('corrected roles make another table', async () => {
    const session = createImportSession();
    const draft = await session.read([source]);
    const benchmark = benchmarkFrom({ task: 'mmlu', metric: null, shots: 5 });
    const result = session.useColumns([
      draft.columns[0].role,
      { kind: 'score', benchmark, unit: 'percent' },
      { kind: 'ignore' },
    ]);
    expect(result.benchmarks.map((one) => one.key)).toEqual(['mmlu/5-shot']);
    expect(result.families).toEqual([
      { family: 'n', models: 2 },
      { family: 'Cirrus', models: 1 },
    ]);
    expect(() => session.useColumns([])).toThrow(/0 roles for 3 columns/);
  });

  test('gives the families that are wanted', async () => {
    const session = createImportSession();
    await session.read([source]);
    expect(() => session.table()).toThrow(/useColumns/);
    session.useColumns();
    expect(session.table(['Cirrus']).models.map((row) => row.model)).toEqual(['Cirrus-2b']);
    expect(session.table().models).toHaveLength(3);
    expect(new Set(session.table().models.map((row) => row.id)).size).toBe(3);
  });

  test('asks when there is no pair of benchmarks', async () =>
    expect((await importText('model,hellaswag\nn-1b,45\n')).draft.doubtful).toBe(true));

  test('stops when told to', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(createImportSession().read([source], { signal: controller.signal })).rejects.toThrow(
      'enough',
    );
    const later = new AbortController();
    const long = csv(...Array.from({ length: 60_000 }, (_, i) => `line${i}-1b,45,40`));
    const reading = createImportSession().read([{ name: 'long.csv', content: long }], {
      signal: later.signal,
      progress: () => later.abort(new Error('in the middle')),
    });
    await expect(reading).rejects.toThrow('in the middle');
  });

  test('100,000 rows: progress rises, and the work is a matter of a second', async () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => {
      const size = [0.1, 0.4, 1, 3, 9][i % 5];
      return `line${Math.floor(i / 5)}-${size}b,Line ${Math.floor(i / 5)},${size},${30 + ((i * 7) % 4000) / 100},${33 + ((i * 3) % 1500) / 100}`;
    });
    const content = ['model,family,params_b,hellaswag/acc_norm/10-shot,truthfulqa/mc2/0-shot', ...rows].join(
      '\n',
    );
    const told: number[] = [];
    const session = createImportSession();
    const began = process.cpuUsage();
    const draft = await session.read([{ name: 'large.csv', content }], {
      progress: (fraction) => told.push(fraction),
    });
    const result = session.useColumns();
    const { user, system } = process.cpuUsage(began);
    expect(draft.rows).toBe(100_000);
    expect(result).toMatchObject({ rows: 100_000, problemCount: 0 });
    expect(result.families).toHaveLength(20_000);
    expect(session.table(['Line 7']).models).toHaveLength(5);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
    // Processor time, several times the 1.5 s of a quiet machine: a quadratic slip would take minutes.
    expect((user + system) / 1e6).toBeLessThan(8);
  });

  test('shows at most what it promises', async () => {
    const rows = Array.from({ length: 2 * PROBLEMS_SHOWN }, (_, i) => `n-${i + 1}m,text,40`);
    const { result } = await importText(csv('n-1b,45,40', ...rows));
    expect(result.problems).toHaveLength(PROBLEMS_SHOWN);
    expect(result.problemCount).toBeGreaterThan(PROBLEMS_SHOWN);
  });
});

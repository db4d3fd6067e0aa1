import { describe, expect, test } from 'vitest';
import type { ItemSource } from '$lib/scores/items/itemImport';
import { isSamplesFile } from '$lib/scores/items/detect';
import { createItemSession } from '$lib/scores/items/session';
import {
  binaryResults,
  documents,
  fileOf,
  gradedResults,
  gzipped,
  harnessPath,
  hashFrom,
  sampleLines,
  source,
  type Document,
} from './simulated';

const ITEMS = 60;
const docs = documents(ITEMS);
const models = ['EleutherAI/pythia-410m', 'EleutherAI/pythia-70m', 'EleutherAI/pythia-1.4b'];
const ability = [0.2, -0.5, 0.8];
const norm = models.map((_, m) => binaryResults(ITEMS, ability[m], m));
const plain = models.map((_, m) => binaryResults(ITEMS, ability[m] - 0.3, m + 10));
const mc2 = models.map((_, m) => gradedResults(ITEMS, m));

const hellaswag = (m: number, of: readonly Document[] = docs) =>
  sampleLines({
    documents: [...of],
    metrics: { acc: of.map(({ id }) => plain[m][id]), acc_norm: of.map(({ id }) => norm[m][id]) },
  });
const truthfulqa = (m: number) => sampleLines({ documents: docs, metrics: { acc: mc2[m] } });
const file = (m: number, task: string, lines: string[], end?: string) =>
  fileOf(harnessPath(models[m], task), lines, end);
const everything = () =>
  models.flatMap((_, m) => [file(m, 'hellaswag', hellaswag(m)), file(m, 'truthfulqa_mc2', truthfulqa(m))]);

async function imported(...sources: ItemSource[]) {
  const session = createItemSession();
  return { session, summary: await session.read(sources) };
}
const rowOf = ({ session }: Awaited<ReturnType<typeof imported>>, key: string, model: string) => {
  const table = session.table(key);
  const at = table.models.indexOf(model);
  expect(at).toBeGreaterThanOrEqual(0);
  return [...table.results.subarray(at * table.items, (at + 1) * table.items)];
};
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const shuffled = <T>(values: T[]) =>
  values
    .map((value, i) => ({ value, at: hashFrom(9, i) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ value }) => value);

/** Results in the order of the table: by hash. */
const byHash = (values: number[], of: readonly Document[] = docs) =>
  [...of].sort((a, b) => (a.hash < b.hash ? -1 : 1)).map(({ id }) => values[id]);

describe('several models and tasks', () => {
  test('become aligned tables, the customary metric of each task first', async () => {
    const { session, summary } = await imported(...everything());
    expect(
      summary.benchmarks.map(({ key, usual, items, dropped, binary }) => [
        key,
        usual,
        items,
        dropped,
        binary,
      ]),
    ).toEqual([
      ['hellaswag/acc_norm', true, ITEMS, 0, true],
      ['truthfulqa/mc2', true, ITEMS, 0, false],
      ['hellaswag/acc', false, ITEMS, 0, true],
    ]);
    expect(summary.needsName).toEqual([]);
    expect(summary.problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
    for (const [key, results] of [
      ['hellaswag/acc_norm', norm],
      ['hellaswag/acc', plain],
      ['truthfulqa/mc2', mc2],
    ] as const)
      models.forEach((model, m) =>
        expect(rowOf({ session, summary }, key, model)).toEqual([...Float32Array.from(byHash(results[m]))]),
      );
  });

  test('scores are means in percent with the standard error of the items, models by size', async () => {
    const { session } = await imported(...everything());
    const table = session.scores();
    expect(table.models.map(({ model, family, paramsB }) => [model, family, paramsB])).toEqual([
      ['EleutherAI/pythia-70m', 'Pythia', 0.07],
      ['EleutherAI/pythia-410m', 'Pythia', 0.41],
      ['EleutherAI/pythia-1.4b', 'Pythia', 1.4],
    ]);
    const { value, se, items } = table.models[1].scores['truthfulqa/mc2'];
    const m = mean(mc2[0]);
    expect(value).toBeCloseTo(100 * m, 5);
    // The other way round: mean of squares less square of the mean.
    const variance = ((mean(mc2[0].map((x) => x * x)) - m * m) * ITEMS) / (ITEMS - 1);
    expect(se).toBeCloseTo(100 * Math.sqrt(variance / ITEMS), 5);
    expect(items).toBe(ITEMS);
    const p = mean(norm[0]);
    expect(table.models[1].scores['hellaswag/acc_norm']).toMatchObject({
      value: expect.closeTo(100 * p, 10),
      se: expect.closeTo(100 * Math.sqrt((p * (1 - p)) / (ITEMS - 1)), 10),
    });
  });

  test('gzip, CRLF and the order of files and lines change nothing', async () => {
    const reference = await imported(...everything());
    const other = await imported(
      await gzipped(file(2, 'truthfulqa_mc2', shuffled(truthfulqa(2)), '\r\n')),
      ...(await Promise.all(models.map((_, m) => gzipped(file(m, 'hellaswag', shuffled(hellaswag(m))))))),
      file(0, 'truthfulqa_mc2', shuffled(truthfulqa(0)), '\r\n\r\n'),
      file(1, 'truthfulqa_mc2', truthfulqa(1)),
    );
    expect(other.session.scores().models).toEqual(reference.session.scores().models);
    for (const { key } of reference.summary.benchmarks)
      for (const model of models) expect(rowOf(other, key, model)).toEqual(rowOf(reference, key, model));
  });

  test('progress is in bytes, up to all of them', async () => {
    const told: [number, number][] = [];
    const sources = everything();
    const total = sources.reduce((sum, { blob }) => sum + blob.size, 0);
    await createItemSession().read(sources, { progress: (bytes, of) => told.push([bytes, of]) });
    expect(told.at(-1)).toEqual([total, total]);
    expect(told.map(([bytes]) => bytes)).toEqual(told.map(([bytes]) => bytes).sort((a, b) => a - b));
  });

  test('an aborted import leaves what was read before', async () => {
    const { session, summary } = await imported(...everything());
    const stop = new AbortController();
    const reading = session.read([file(0, 'hellaswag', hellaswag(0))], { signal: stop.signal });
    stop.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(
      session
        .scores()
        .models.map(({ model }) => model)
        .sort(),
    ).toEqual([...summary.models].sort());
  });
});

const told = (
  summary: { problems: { message: string; source: string; line: number | null }[] },
  words: RegExp,
) => summary.problems.find(({ message }) => words.test(message));

describe('what does not fit', () => {
  test('items that a model lacks are left out for all, and told with the file', async () => {
    const fewer = docs.filter(({ id }) => id % 10 !== 3);
    const one = await imported(file(0, 'hellaswag', hellaswag(0)), file(1, 'hellaswag', hellaswag(1, fewer)));
    expect(one.summary.benchmarks[0]).toMatchObject({ items: 54, dropped: 6 });
    expect(rowOf(one, 'hellaswag/acc_norm', models[0])).toEqual(byHash(norm[0], fewer));
    expect(rowOf(one, 'hellaswag/acc_norm', models[1])).toEqual(byHash(norm[1], fewer));
    const problem = told(one.summary, /no result for 6 items of 60/);
    expect(problem?.source).toContain('pythia-70m');
    expect(one.session.scores().models.map(({ scores }) => scores['hellaswag/acc'].items)).toEqual([54, 54]);
  });

  test('a short run stands apart and does not cost the others their items', async () => {
    const { session, summary } = await imported(
      ...[0, 1].map((m) => file(m, 'hellaswag', hellaswag(m))),
      file(2, 'hellaswag', hellaswag(2, docs.slice(0, 5))),
    );
    expect(summary.benchmarks[0]).toMatchObject({ items: ITEMS, dropped: 0, models: [models[1], models[0]] });
    expect(session.scores().models.at(-1)?.scores['hellaswag/acc_norm'].items).toBe(5);
    expect(told(summary, /1\.4b has 5 items, and too few of the 60/)?.source).toContain('1.4b');
  });

  test('an item logged twice is used once; the line is told, and that the two differ', async () => {
    const lines = hellaswag(0);
    const other = sampleLines({
      documents: [docs[4]],
      metrics: { acc: [1 - plain[0][4]], acc_norm: [norm[0][4]] },
    });
    const one = await imported(file(0, 'hellaswag', [...lines, lines[7], ...other]));
    expect(rowOf(one, 'hellaswag/acc', models[0])).toEqual(byHash(plain[0]));
    expect(
      told(one.summary, /2 items are logged twice \(this one first on line 8\).*1 of them has another acc/)
        ?.line,
    ).toBe(ITEMS + 1);
  });

  test('a document that the data set has twice is two items, whatever the order', async () => {
    const twins = docs.map((doc) => (doc.id === 40 ? { ...doc, hash: docs[9].hash } : doc));
    const one = await imported(
      file(0, 'hellaswag', hellaswag(0, twins)),
      file(1, 'hellaswag', hellaswag(1, [...twins].reverse())),
    );
    expect(one.summary.benchmarks[0]).toMatchObject({ items: ITEMS, dropped: 0 });
    expect(one.summary.problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
    const order = [...twins].sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : a.id - b.id));
    for (const m of [0, 1])
      expect(rowOf(one, 'hellaswag/acc_norm', models[m])).toEqual(order.map(({ id }) => norm[m][id]));
  });

  test('a line that is no JSON, a foreign line, and a last line cut off are told by their numbers', async () => {
    const lines = hellaswag(0);
    const text = [
      'Traceback (most recent call last):',
      ...lines.slice(0, 9),
      '{"model": "x"}',
      `${lines[9]}}`,
      ...lines.slice(10),
    ].join('\n');
    const { session, summary } = await imported(
      source(harnessPath(models[0], 'hellaswag'), text.slice(0, -40)),
    );
    expect(told(summary, /^Line 1 is not valid JSON/)?.line).toBe(1);
    expect(told(summary, /^Line 11 is not a sample/)?.line).toBe(11);
    expect(told(summary, /^Line 12 is not valid JSON/)?.line).toBe(12);
    expect(told(summary, /last line is cut off/)?.line).toBe(ITEMS + 2);
    expect(session.table('hellaswag/acc').items).toBe(ITEMS - 2);
  });

  test('a huge line is read', async () => {
    const lines = hellaswag(0);
    lines[20] = sampleLines({ documents: [docs[20]], metrics: { acc: [1], acc_norm: [0] } }, 500_000)[0];
    const one = await imported(file(0, 'hellaswag', lines));
    expect(rowOf(one, 'hellaswag/acc', models[0])).toEqual(
      byHash(plain[0].map((value, i) => (i === 20 ? 1 : value))),
    );
  });

  test('values that are not a number count as missing for that metric only', async () => {
    const values = mc2[0].map((value, i) => (i === 3 ? 'NaN' : value));
    const lines = sampleLines({
      documents: docs,
      metrics: { acc: values, likelihood_diff: mc2[0], f1: mc2[0].map((x) => 100 * x + 2) },
    });
    const bare = lines.map((line) => line.replace('"acc":"NaN"', '"acc":NaN'));
    const { summary } = await imported(file(0, 'truthfulqa_mc2', bare));
    expect(summary.benchmarks.map(({ key, items }) => [key, items])).toEqual([['truthfulqa/mc2', ITEMS - 1]]);
    expect(told(summary, /acc is not a number/)?.line).toBe(4);
    expect(told(summary, /f1 is [\d.]+ here, not between 0 and 1/)?.line).toBe(1);
  });

  test('other prompts are told with the first line that has one', async () => {
    const lines = hellaswag(1);
    const shots = sampleLines({
      documents: docs.slice(12),
      metrics: { acc: plain[1].slice(12), acc_norm: norm[1].slice(12) },
      prompt: 'Example. ',
    });
    const { summary } = await imported(
      ...[0, 2].map((m) => file(m, 'hellaswag', hellaswag(m))),
      file(1, 'hellaswag', [...lines.slice(0, 12), ...shots]),
    );
    const problem = told(summary, /other prompts than most models on 48 items of 60/);
    expect(problem).toMatchObject({ line: 13, source: harnessPath(models[1], 'hellaswag') });
    expect(summary.problems.filter(({ message }) => message.includes('other prompts'))).toHaveLength(1);
  });

  test('without hashes the position in the data set aligns, with a note', async () => {
    const bare = (lines: string[]) => lines.map((line) => line.replace(/"doc_hash":"[^"]*",/, ''));
    const one = await imported(
      file(0, 'hellaswag', bare(shuffled(hellaswag(0)))),
      file(1, 'hellaswag', hellaswag(1)),
    );
    for (const m of [0, 1]) expect(rowOf(one, 'hellaswag/acc_norm', models[m])).toEqual(norm[m]);
    expect(told(one.summary, /aligned by doc_id/)?.source).toContain('410m');
  });

  test('models without a common item keep scores, and are not one table', async () => {
    const { session, summary } = await imported(
      file(0, 'hellaswag', hellaswag(0)),
      file(1, 'hellaswag', hellaswag(1, documents(ITEMS, 2))),
    );
    expect(summary.benchmarks[0]).toMatchObject({ models: [], items: 0 });
    expect(told(summary, /no item of HellaSwag/)).toBeDefined();
    expect(session.scores().models).toHaveLength(2);
  });

  test('of two logs of a model the newer counts', async () => {
    const older = fileOf(harnessPath(models[0], 'hellaswag', '2024-06-01T00-00-00.0'), hellaswag(1));
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const both = [older, file(0, 'hellaswag', hellaswag(0))];
      const one = await imported(...order.map((i) => both[i]));
      expect(rowOf(one, 'hellaswag/acc_norm', models[0])).toEqual(byHash(norm[0]));
      expect(told(one.summary, /already/)?.source).toBe(older.path);
    }
  });

  test.each([
    ['a log in one list', 'a.json', `[${hellaswag(0)[0]}]`, /jq -c/],
    ['a table', 'scores.csv', 'model,hellaswag\npythia-70m,27', /is not a samples log/],
    ['a file without a sample', 'samples_x.jsonl', 'one\ntwo\n', /no line that is a sample.*not valid JSON/],
    [
      'a damaged gzip file',
      'samples_x.jsonl.gz',
      Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3),
      /could not be read/,
    ],
    ['another compression', 'samples_x.jsonl.zst', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 1), /zstd/],
    ['an empty file', 'samples_x.jsonl', '', /is empty/],
  ])('%s is refused with a word on what to do', async (_, name, content, words) => {
    const { summary } = await imported(source(name, content), ...everything());
    expect(summary.problems[0]).toMatchObject({
      severity: 'refused',
      source: name,
      message: expect.stringMatching(words),
    });
    expect(summary.benchmarks).toHaveLength(3);
  });
});

describe('whose results they are', () => {
  test('a file that does not tell its model is used once it is named, without reading it again', async () => {
    const flat = fileOf('samples_hellaswag_2024-07-01T10-20-30.5.jsonl', hellaswag(0));
    const { session, summary } = await imported(flat, file(1, 'hellaswag', hellaswag(1)));
    expect(summary.needsName).toEqual([{ source: flat.path, task: 'hellaswag' }]);
    expect(summary.models).toEqual([models[1]]);
    const named = session.nameModels({ [flat.name]: ' pythia-410m ' });
    expect(named.needsName).toEqual([]);
    expect(named.benchmarks[0].models).toEqual([models[1], 'pythia-410m']);
    expect(named.problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  test('the results file beside the log tells model, size and shots', async () => {
    const results = {
      results: { hellaswag: { 'acc,none': 0.3 } },
      'n-shot': { hellaswag: 10 },
      config: {
        model_args: 'pretrained=EleutherAI/pythia-70m,revision=step3000',
        model_num_parameters: 70_426_624,
      },
    };
    const { session, summary } = await imported(
      source('run/results_2024-07-01T10-20-30.5.json', JSON.stringify(results)),
      fileOf('run/samples_hellaswag_2024-07-01T10-20-30.5.jsonl', hellaswag(0)),
    );
    expect(summary.benchmarks[0]).toMatchObject({
      key: 'hellaswag/acc_norm/10-shot',
      models: ['EleutherAI/pythia-70m (step3000)'],
    });
    expect(session.scores().models[0].paramsB).toBeCloseTo(0.0704, 4);
  });

  test('filters stay apart', async () => {
    const strict = sampleLines({
      documents: docs,
      metrics: { exact_match: norm[0] },
      filter: 'strict-match',
    });
    const loose = sampleLines({
      documents: docs,
      metrics: { exact_match: plain[0] },
      filter: 'flexible-extract',
    });
    const one = await imported(
      file(
        0,
        'gsm8k',
        strict.flatMap((line, i) => [line, loose[i]]),
      ),
    );
    expect(one.summary.benchmarks.map(({ key, usual }) => [key, usual])).toEqual([
      ['gsm8k/strict-match', true],
      ['gsm8k/flexible-extract', false],
    ]);
    expect(rowOf(one, 'gsm8k/strict-match', models[0])).toEqual(byHash(norm[0]));
    expect(rowOf(one, 'gsm8k/flexible-extract', models[0])).toEqual(byHash(plain[0]));
  });
});

test('isSamplesFile knows a log, plain or gzipped, from a table', async () => {
  const log = file(0, 'hellaswag', hellaswag(0));
  expect(await isSamplesFile(log.blob)).toBe(true);
  expect(await isSamplesFile((await gzipped(log)).blob)).toBe(true);
  expect(await isSamplesFile(new Blob(['{"model": "a", "hellaswag": 30, "truthfulqa": 40}\n']))).toBe(false);
});

test('a key that is not there is refused with those that are', async () => {
  const { session } = await imported(file(0, 'truthfulqa_mc2', truthfulqa(0)));
  expect(() => session.table('mmlu/acc')).toThrow('no benchmark “mmlu/acc”; there are truthfulqa/mc2');
});

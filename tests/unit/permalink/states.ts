/** Tables, options and links that the permalink tests share. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { defaultOptions, type DiagnosisOptions } from '../../../src/lib/coupling/options';
import type { PermalinkState } from '../../../src/lib/permalink/state';
import type { Benchmark, ModelRow, Score, ScoreTable } from '../../../src/lib/scores/table';

export const hellaswag: Benchmark = {
  key: 'hellaswag/acc_norm/10-shot',
  task: 'hellaswag',
  metric: 'acc_norm',
  shots: 10,
  label: 'HellaSwag',
  items: 10042,
  itemSd: null,
  chance: 25,
};
export const truthfulqa: Benchmark = {
  key: 'truthfulqa/mc2/0-shot',
  task: 'truthfulqa',
  metric: 'mc2',
  shots: 0,
  label: 'TruthfulQA MC2',
  items: 817,
  itemSd: 0.41,
  chance: null,
};

export const score = (value: number, se: number | null = null, items: number | null = null): Score => ({
  value,
  se,
  items,
});

export function row(
  i: number,
  model: string,
  family: string,
  paramsB: number | null,
  b1: number,
  b2: number,
) {
  const scores = { [hellaswag.key]: score(b1), [truthfulqa.key]: score(b2) };
  return { id: `link-${i}`, model, family, paramsB, scores, excluded: false, line: null } satisfies ModelRow;
}

export const nimbus: ScoreTable = {
  title: 'nimbus.csv',
  panel: null,
  benchmarks: [hellaswag, truthfulqa],
  models: [
    row(1, 'nimbus-70m', 'Nimbus', 0.07, 27.17, 47.51),
    row(2, 'nimbus-410m', 'Nimbus', 0.41, 41.29, 40.95),
    row(3, 'nimbus-1.4b', 'Nimbus', 1.4, 54.96, 38.66),
  ],
};

export const stateOf = (table: ScoreTable, options: Partial<DiagnosisOptions> = {}): PermalinkState => ({
  v: 1,
  source: { kind: 'table', table },
  options: { ...defaultOptions(), ...options },
  digest: null,
  items: null,
});

/** A link made by hand, around whatever JSON. */
export const linkOf = (json: unknown): string =>
  `#d=${deflateRawSync(Buffer.from(typeof json === 'string' ? json : JSON.stringify(json))).toString('base64url')}`;

/** A table and options within what links carry, at full double precision. */
export const anyState: fc.Arbitrary<PermalinkState> = fc.nat({ max: 4 }).chain((columns) => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true }).map((x) => x + 0);
  const name = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
  const items = fc.integer({ min: 1, max: 100_000_000 });
  const cell = fc.option(
    fc.record({
      value: percent,
      se: fc.option(percent),
      items: fc.option(items),
    }),
  );
  const benchmark = fc.record({
    task: name,
    metric: fc.option(name),
    shots: fc.option(fc.nat({ max: 100 })),
    label: name,
    items: fc.option(items),
    itemSd: fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0)),
    chance: fc.option(percent),
  });
  const count = fc.option(fc.integer({ min: 1, max: 1_000_000 }));
  const size = fc.option(fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
  const facts = fc
    .record({
      totalB: size,
      activeB: size,
      tokensT: fc.option(fc.double({ min: 1e-6, max: 1e4, noNaN: true })),
      width: count,
      layers: count,
      heads: count,
      recipe: fc.option(name),
      parent: fc.option(name),
      released: fc.option(fc.constantFrom('2024', '2023-04', '2024-07-23')),
    })
    .filter((known) => Object.values(known).some((value) => value !== null));
  const model = fc.record({
    model: name,
    family: name,
    paramsB: fc.option(fc.double({ min: 1e-6, max: 1e6, noNaN: true })),
    excluded: fc.boolean(),
    cells: fc.array(cell, { minLength: columns, maxLength: columns }),
    facts: fc.option(facts),
  });
  return fc
    .record({
      title: name,
      benchmarks: fc.array(benchmark, { minLength: columns, maxLength: columns }),
      models: fc.array(model, { maxLength: 12 }),
      seed: fc.integer({ min: 0, max: 0xffffffff }),
      itemCorrelation: fc.double({ min: 0, max: 0.99, noNaN: true }).map((x) => x + 0),
      family: fc.option(name),
      digest: fc.option(
        fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
      ),
    })
    .map(({ title, benchmarks, models, seed, itemCorrelation, family, digest }) => {
      const keyed: Benchmark[] = benchmarks.map((b, j) => ({ ...b, key: `k${j}` }));
      const rows: ModelRow[] = models.map(({ cells, facts: known, ...rest }, i) => ({
        ...rest,
        ...(known === null ? {} : { facts: known }),
        id: `link-${i + 1}`,
        scores: Object.fromEntries(cells.flatMap((c, j) => (c === null ? [] : [[`k${j}`, c]]))),
        line: null,
      }));
      const options = { ...defaultOptions(), seed, itemCorrelation, family };
      return {
        v: 1,
        source: { kind: 'table', table: { title, panel: null, benchmarks: keyed, models: rows } },
        options,
        digest,
        items: digest === null ? null : { k0: digest },
      };
    });
});

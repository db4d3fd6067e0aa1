import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableToCsv } from '$lib/export/tableCsv';
import { isBlank } from '$lib/scores/cell';
import { hasFacts } from '$lib/scores/facts';
import { createImportSession } from '$lib/scores/import/session';
import type { ModelFacts, ScoreTable } from '$lib/scores/table';
import { hellaswag, truthfulqa } from './sample';

const count = fc.option(fc.integer({ min: 1, max: 1_000_000 }));
/** As `parseSize` keeps sizes: to twelve digits. */
const digits = (max: number) =>
  fc.option(fc.double({ min: 1e-3, max, noNaN: true }).map((x) => Number(x.toPrecision(6))));
const word = fc.option(
  fc.stringMatching(/^[A-Za-z][a-z ,;"'-]{0,10}[a-z]$/).filter((text) => !isBlank(text)),
);
const facts: fc.Arbitrary<ModelFacts> = fc.record({
  totalB: digits(1e4),
  activeB: digits(1e4),
  tokensT: digits(1e3),
  width: count,
  layers: count,
  heads: count,
  recipe: word,
  parent: word,
  released: fc.option(fc.constantFrom('2022', '2023-04', '2024-07-23')),
});
const tableOf = (known: (ModelFacts | null)[]): ScoreTable => ({
  title: 'x',
  panel: null,
  benchmarks: [hellaswag, truthfulqa],
  models: known.map((of, i) => ({
    id: `r${i + 1}`,
    model: `nimbus-${i + 1}b`,
    family: 'Nimbus',
    paramsB: i + 1,
    scores: {
      [hellaswag.key]: { value: 40 + i, se: null, items: null },
      [truthfulqa.key]: { value: 45 - i, se: null, items: null },
    },
    ...(of !== null && hasFacts(of) ? { facts: of } : {}),
    excluded: false,
    line: null,
  })),
});

test('facts that are exported come back with the import', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.option(facts), { minLength: 2, maxLength: 6 }), async (known) => {
      const table = tableOf(known);
      const session = createImportSession();
      await session.read([{ name: 'x.csv', content: tableToCsv(table) }]);
      session.useColumns();
      expect(session.table().models.map((row) => [row.model, row.facts])).toEqual(
        table.models.map((row) => [row.model, row.facts]),
      );
    }),
    { numRuns: 100 },
  ));

test('a column stands only for facts that a model has', () => {
  const one = { totalB: null, activeB: null, tokensT: 0.3, width: null, layers: 6, heads: null };
  const [header, , second] = tableToCsv(
    tableOf([null, { ...one, recipe: null, parent: null, released: null }]),
  ).split('\r\n');
  expect(header).toBe(`model,family,params_b,tokens_t,n_layers,${hellaswag.key},${truthfulqa.key}`);
  expect(second).toBe('nimbus-2b,Nimbus,2,0.3,6,41,44');
});

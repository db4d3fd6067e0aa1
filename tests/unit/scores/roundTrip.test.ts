import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { isBlank } from '$lib/scores/cell';
import { decode } from '$lib/scores/import/sniff';
import { importing, importText } from './importing';

interface Row {
  model: string;
  family: string;
  millions: number;
  hellaswag: number | null;
  tqa: number | null;
}

const score = fc.option(
  fc.integer({ min: 2, max: 9999 }).map((hundredths) => hundredths / 100),
  { freq: 5 },
);
/** Names that say 'nothing' or sum a table up are read as such. */
const name = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9 "',;|()&-]{0,14}[a-z]$/)
  .filter((text) => !isBlank(text) && !/^(total|sum|average|avg|mean|median|std)/i.test(text));
const table = fc.uniqueArray(
  fc.record<Row>({
    model: name,
    family: fc.constantFrom('Nimbus', 'Cirrus; old', 'A, B'),
    millions: fc.integer({ min: 10, max: 90_000 }),
    hellaswag: score,
    tqa: score,
  }),
  { minLength: 2, maxLength: 8, selector: (row) => `${row.family} ${row.model}`.toLowerCase() },
);
const style = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  mark: fc.constantFrom('.', ','),
  unit: fc.constantFrom('percent', 'fraction', 'sign'),
  size: fc.constantFrom('B', 'M', ' billion', 'parameters'),
  quotes: fc.boolean(),
  newline: fc.constantFrom('\n', '\r\n'),
  mark8: fc.boolean(),
  title: fc.boolean(),
});
type Style = typeof style extends fc.Arbitrary<infer T> ? T : never;

function written(rows: Row[], how: Style): string {
  const decimal = (value: number, digits: number) => value.toFixed(digits).replace('.', how.mark);
  const cell = (value: number | null) => {
    if (value === null) return 'n/a';
    if (how.unit === 'fraction') return decimal(value / 100, 4);
    return how.unit === 'sign' ? `${decimal(value, 2)} %` : decimal(value, 2);
  };
  const size = ({ millions }: Row) =>
    ({
      B: `${decimal(millions / 1000, 3)}B`,
      M: `${millions}M`,
      ' billion': `${decimal(millions / 1000, 3)} billion`,
      parameters: String(millions * 1e6),
    })[how.size];
  const body = Papa.unparse(
    {
      fields: ['Model', 'Family', 'Size', 'HellaSwag', 'TruthfulQA MC2'],
      data: rows.map((row) => [row.model, row.family, size(row), cell(row.hellaswag), cell(row.tqa)]),
    },
    { delimiter: how.delimiter, quotes: how.quotes, newline: how.newline },
  );
  return (
    (how.mark8 ? '\uFEFF' : '') + (how.title ? `Our evaluations${how.newline}` : '') + body + how.newline
  );
}

describe('a random table', () => {
  test('comes back from every way of writing it, each row with its line', () =>
    fc.assert(
      fc.asyncProperty(table, style, async (rows, how) => {
        // Columns of nothing but blanks are no columns, and all-below-one percents are rightly asked about.
        fc.pre(rows.some((row) => (row.hellaswag ?? 0) > 1) && rows.some((row) => (row.tqa ?? 0) > 1));
        const { table: read } = await importText(written(rows, how));
        expect(read.models.map((row) => [row.model, row.family])).toEqual(
          rows.map((row) => [row.model, row.family]),
        );
        rows.forEach((row, i) => {
          const model = read.models[i];
          expect(model.line).toBe(i + 2 + (how.title ? 1 : 0));
          expect(model.paramsB).toBeCloseTo(row.millions / 1000, 9);
          for (const [key, value] of [
            ['hellaswag', row.hellaswag],
            ['truthfulqa/mc2', row.tqa],
          ] as const)
            if (value === null) expect(model.scores[key]).toBeUndefined();
            else expect(model.scores[key].value).toBeCloseTo(value, 9);
        });
      }),
      { numRuns: 120 },
    ));

  test('keeps its line numbers when cells have line breaks in them', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { minLength: 2, maxLength: 12 }), async (breaks) => {
        const rows = breaks.map((count, i) => `"note${'\n'.repeat(count)}",nimbus-${i + 1}b,45,bad`);
        const { table: read, result } = await importText(
          `notes,model,hellaswag,tqa\n${rows.join('\n')}\nx,nimbus-99b,50,50\n`,
        );
        const lines: number[] = [];
        breaks.reduce((line, count) => (lines.push(line), line + count + 1), 2);
        expect(read.models.slice(0, breaks.length).map((row) => row.line)).toEqual(lines);
        expect(result.problems.filter((one) => one.value === 'bad').map((one) => one.line)).toEqual(lines);
      }),
      { numRuns: 60 },
    ));
});

describe('anything at all', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        'model',
        'hellaswag',
        'tqa',
        'size',
        'benchmark',
        'score',
        ',',
        ';',
        '\t',
        '|',
        '\n',
        '\r',
        '"',
        '""',
        '45',
        '0,4',
        '1e5',
        '{',
        '}',
        '[',
        ']',
        ':',
        '%',
        '\uFEFF',
        '---',
        '__proto__',
      ),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 60 },
  );
  test('text never throws, and every score is between 0 and 100', () =>
    fc.assert(
      fc.asyncProperty(pieces, fc.constantFrom('a.csv', 'a.json', 'Pasted scores'), async (parts, name) => {
        const { table: read, result, draft } = await importText(parts.join(''), name);
        for (const row of read.models)
          for (const one of Object.values(row.scores)) expect(one.value >= 0 && one.value <= 100).toBe(true);
        expect(result.problemCount).toBeGreaterThanOrEqual(result.problems.length);
        if (draft.rows === 0) expect(result.problems.some((one) => one.severity === 'refused')).toBe(true);
      }),
      { numRuns: 200 },
    ));

  test('bytes never throw', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(['text', 'refused']).toContain(decode('a', bytes).kind);
        await importing({ name: 'a', content: new Blob([bytes as Uint8Array<ArrayBuffer>]) });
      }),
      { numRuns: 150 },
    ));

  test('JSON never throws', () =>
    fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), (text) => importText(text, 'a.json').then(() => undefined)),
      { numRuns: 150 },
    ));
});

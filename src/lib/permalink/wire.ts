/**
 * What a permalink's JSON looks like, version 1 (docs/permalink.md): the schema that untrusted input passes before anything
 * reads it. Tables are positional, to be short: a column is an array, a model is an array with one cell a column.
 */
import * as v from 'valibot';
import { DiagnosisOptionsSchema } from '../coupling/options';
import { LARGEST_COUNT, LARGEST_TOKENS_T, RELEASED } from '../scores/facts';
import { NAME_LIMIT, plainText } from './plainText';

export const MODEL_LIMIT = 2_000;
export const BENCHMARK_LIMIT = 60;

/** A key becomes a property name; these three would touch the objects that hold it. */
const RESERVED = new Set(['__proto__', 'prototype', 'constructor']);

const name = v.pipe(v.string(), v.maxLength(NAME_LIMIT), v.transform(plainText));
const key = v.pipe(
  name,
  v.minLength(1),
  v.check((text) => !RESERVED.has(text), 'Expected a benchmark key that is no reserved word'),
);
const percent = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(100));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000));
const sizeB = v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(1_000_000));

/** [key, task, metric, shots, label, items, itemSd, chance], as in `Benchmark`. */
const column = v.tuple([
  key,
  name,
  v.nullable(name),
  v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
  name,
  v.nullable(count),
  v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1))),
  v.nullable(percent),
]);

/** Blank, a score in percent, or [score, standard error in points, items]. */
const cell = v.nullable(v.union([percent, v.tuple([percent, v.nullable(percent), v.nullable(count)])]));

/** [model, family, size in billions, 1 when excluded, a cell for each column…]. */
const model = v.tupleWithRest([name, name, v.nullable(sizeB), v.picklist([0, 1])], cell);
/** Cells of a model before its scores. */
export const MODEL_HEAD = 4;

const shape = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LARGEST_COUNT)));

/** [total, active parameters in billions, training tokens in trillions, width, layers, heads, recipe, parent, released]. */
const factsOfModel = v.tuple([
  v.nullable(sizeB),
  v.nullable(sizeB),
  v.nullable(v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(LARGEST_TOKENS_T))),
  shape,
  shape,
  shape,
  v.nullable(name),
  v.nullable(name),
  v.nullable(
    v.pipe(v.string(), v.regex(RELEASED, 'Expected a date of the form 2024, 2024-07 or 2024-07-23')),
  ),
]);

const table = v.pipe(
  v.object({
    title: name,
    columns: v.pipe(
      v.array(column),
      v.maxLength(BENCHMARK_LIMIT),
      v.check((all) => new Set(all.map(([k]) => k)).size === all.length, 'Expected every benchmark key once'),
    ),
    models: v.pipe(v.array(model), v.maxLength(MODEL_LIMIT)),
    /** One a model; missing where nothing is known of any. */
    facts: v.optional(v.pipe(v.array(v.nullable(factsOfModel)), v.maxLength(MODEL_LIMIT))),
  }),
  v.check(
    ({ columns, models }) => models.every((row) => row.length === MODEL_HEAD + columns.length),
    'Expected a cell for each benchmark in every model',
  ),
  v.check(
    ({ facts, models }) => facts === undefined || facts.length === models.length,
    'Expected the facts of every model, or of none',
  ),
);

const panel = v.object({
  // The page makes an address of it: nothing but a file's plain name.
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'Expected the id of a bundled panel')),
  family: v.nullable(name),
});

/** Family and benchmarks are names too, and must still equal the table's once those are plain. */
const options = v.pipe(
  DiagnosisOptionsSchema,
  v.transform((given) => ({
    ...given,
    family: given.family === null ? null : plainText(given.family),
    benchmark1: given.benchmark1 === null ? null : plainText(given.benchmark1),
    benchmark2: given.benchmark2 === null ? null : plainText(given.benchmark2),
  })),
);

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256'));

/** Digests of item results by benchmark key: at most the pair’s. */
const items = v.pipe(
  v.record(key, sha256),
  v.check((digests) => Object.keys(digests).length <= 2, 'Expected the digests of two benchmarks at most'),
);

const shared = {
  v: v.literal(1),
  options,
  digest: v.optional(v.nullable(sha256), null),
};

export const PanelWireSchema = v.object({ ...shared, panel });
export const TableWireSchema = v.object({ ...shared, table, items: v.optional(v.nullable(items), null) });

export type PanelWire = v.InferOutput<typeof PanelWireSchema>;
type FullTableWire = v.InferOutput<typeof TableWireSchema>;
export type TableWire = Omit<FullTableWire, 'items'> & Partial<Pick<FullTableWire, 'items'>>;
export type Wire = PanelWire | TableWire;

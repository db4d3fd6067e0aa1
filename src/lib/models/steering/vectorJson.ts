/** A direction as a JSON file, schema `crossover.vector/1` (docs/steering.md): what it was made from, and its numbers. */
import * as v from 'valibot';
import type { ModelIdentity } from '../languageModel';
import { lengthOf, type Direction } from './direction';
import { READ_AT, type ReadAt } from './readings';

export const VECTOR_SCHEMA = 'crossover.vector/1';

export interface VectorFile {
  model: ModelIdentity;
  direction: Direction;
  /** Null where that is not known. */
  readAt: ReadAt | null;
  /** Pairs that it was computed from; null where that is not known. */
  pairs: number | null;
}

const text = v.pipe(v.string(), v.maxLength(300));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

const VectorFileSchema = v.object({
  schema: v.literal(VECTOR_SCHEMA),
  model: v.object({
    kind: v.picklist(['bundled', 'hub', 'folder']),
    id: text,
    revision: v.nullable(text),
    digest: text,
    dtype: text,
    device: v.picklist(['wasm', 'webgpu']),
  }),
  layer: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9999)),
  hidden: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
  rms: positive,
  norm: positive,
  readAt: v.nullable(v.picklist(READ_AT)),
  pairs: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  unit: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.maxLength(1_000_000)),
});

export function vectorJson({ model, direction, readAt, pairs }: VectorFile, version: string): string {
  const { layer, unit, rms, norm } = direction;
  return `${JSON.stringify({
    schema: VECTOR_SCHEMA,
    generator: { name: 'Crossover', version },
    model,
    layer,
    hidden: unit.length,
    rms,
    norm,
    readAt,
    pairs,
    unit: Array.from(unit),
  })}\n`;
}

/** @throws RangeError, and nothing else, with a sentence that names the fault */
export function readVectorJson(json: string): VectorFile {
  const result = v.safeParse(VectorFileSchema, parsed(json), { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    throw new RangeError(
      `The file is no vector of Crossover (${v.getDotPath(issue) ?? 'file'}: ${issue.message.slice(0, 120)})`,
    );
  }
  const { model, layer, hidden, rms, norm, readAt, pairs, unit } = result.output;
  if (unit.length !== hidden)
    throw new RangeError(
      `The file states a width of ${hidden} and holds ${unit.length} numbers; export it again`,
    );
  const length = lengthOf(unit);
  if (!(Math.abs(length - 1) < 1e-3))
    throw new RangeError(`The file’s direction has length ${length}; it must be 1. Export it again`);
  return { model, direction: { layer, unit: Float32Array.from(unit), rms, norm }, readAt, pairs };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new RangeError('The file is not JSON, or is cut short');
  }
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeModel } from '../../../../src/lib/models/onnx/model';
import { renameTensors } from '../../../../src/lib/models/onnx/node';
import { noEdits, splice } from '../../../../src/lib/models/onnx/splice';
import { withDimensions } from '../../../../src/lib/models/onnx/value';
import { decoder } from './decoders';
import { STYLES } from './styles';
import { FIXTURES, modelBytes } from './fixtures';
import { FLOAT, graphBuilder, int, str, sub } from './graphBuilder';

/** Writes the file anew from its parts, `every`-th entry of its graph as an edit that changes nothing. */
function rewritten(bytes: Uint8Array, every: number): Uint8Array {
  const model = decodeModel(bytes);
  const edits = noEdits();
  model.graph.entries.forEach((entry, i) => {
    if (i % every === 0) edits.replaced.set(i, bytes.slice(entry.start, entry.to));
  });
  return splice(model, edits);
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

describe('a file comes out as it went in', () => {
  test.each(FIXTURES)('$name', ({ name }) => {
    const bytes = modelBytes(name);
    expect(splice(decodeModel(bytes), noEdits())).toBe(bytes);
    for (const every of [1, 2, 7]) expect(same(rewritten(bytes, every), bytes)).toBe(true);
  });

  test('node by node and value by value', () => {
    const bytes = modelBytes('llama_fused/onnx/model');
    const { graph } = decodeModel(bytes);
    for (const node of graph.nodes) {
      const field = graph.entries[node.entry];
      const again = renameTensors(bytes, field, { inputs: new Map(), outputs: new Map() });
      expect(same(again, bytes.subarray(field.start, field.to))).toBe(true);
    }
    for (const value of [...graph.inputs, ...graph.outputs, ...graph.values]) {
      const field = graph.entries[value.entry];
      expect(same(withDimensions(bytes, field, new Map()), bytes.subarray(field.start, field.to))).toBe(true);
    }
  });

  test('with fields of the model that no reader knows, in any order around the graph', () => {
    const plain = decoder(STYLES['mistral fused']).model;
    const { fields, graphField } = decodeModel(plain);
    const before = plain.subarray(0, fields[graphField].start);
    const rest = plain.subarray(fields[graphField].start);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 30, max: 900 }), fc.uint8Array({ maxLength: 40 })), {
          maxLength: 6,
        }),
        fc.integer({ min: 1, max: 9 }),
        (unknown, every) => {
          const extra = unknown.flatMap(([number, payload]) => sub(number, payload));
          const bytes = Buffer.concat([before, Uint8Array.from(extra), rest, Uint8Array.from(extra)]);
          expect(same(rewritten(bytes, every), bytes)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });
});

test('edits stand where they belong, and nothing else moves', () => {
  const g = graphBuilder();
  g.input('a', FLOAT, [1]);
  g.node('Relu', ['a'], {}, 'b');
  g.node('Neg', ['b'], {}, 'c');
  const bytes = g.file();
  const model = decodeModel(bytes);
  const edits = noEdits();
  const marker = (label: string) => Uint8Array.from(sub(10, str(1, label)));
  edits.inserted.set(1, [marker('before Relu')]);
  edits.replaced.set(2, marker('instead of Neg'));
  edits.appended.push(marker('at the end'));
  const after = decodeModel(splice(model, edits));
  expect(after.graph.entries.map(({ number }) => number)).toEqual([11, 10, 1, 10, 10]);
  expect(after.graph.nodes.map(({ op }) => op)).toEqual(['Relu']);
  expect(after.opsets).toEqual(model.opsets);
});

test('the wiring of a file is read', () => {
  const g = graphBuilder();
  g.input('x', FLOAT, ['batch', 4]);
  g.output('y', FLOAT, ['batch', 2]);
  const w = g.weight([4, 2]);
  g.nodes('MatMul', ['x', w], {}, ['y']);
  const metadata = sub(14, [...str(1, 'made by'), ...str(2, 'a test')]);
  const model = decodeModel(g.file(18, metadata));
  expect(model).toMatchObject({ irVersion: 8, producer: 'tests' });
  expect([...model.opsets]).toEqual([
    ['', 18],
    ['com.microsoft', 1],
  ]);
  expect(model.metadata.get('made by')).toBe('a test');
  expect(model.graph.inputs).toMatchObject([{ name: 'x', elementType: FLOAT, dims: ['batch', 4] }]);
  expect(model.graph.outputs).toMatchObject([{ name: 'y', dims: ['batch', 2] }]);
  expect(model.graph.nodes).toMatchObject([{ op: 'MatMul', inputs: ['x', w], outputs: ['y'] }]);
  expect(model.graph.initializers.get(w)).toEqual({
    name: w,
    elementType: FLOAT,
    dims: [4, 2],
    external: false,
  });
});

test('two graphs in one file are refused', () => {
  const file = graphBuilder().file();
  expect(() => decodeModel(Uint8Array.from([...file, ...sub(7, int(1, 1))]))).toThrow(/second graph/);
});

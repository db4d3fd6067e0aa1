import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findLayers } from '../../../../src/lib/models/onnx/layers';
import { decodeModel } from '../../../../src/lib/models/onnx/model';
import { computationOrder } from '../../../../src/lib/models/onnx/order';
import { noEdits, splice } from '../../../../src/lib/models/onnx/splice';
import { decoder } from './decoders';
import { STYLES } from './styles';
import { graphBuilder } from './graphBuilder';

/** The same file with its nodes in another order. */
function shuffled(bytes: Uint8Array, order: number[]): Uint8Array {
  const model = decodeModel(bytes);
  const edits = noEdits();
  const places = model.graph.nodes.map(({ entry }) => model.graph.entries[entry]);
  model.graph.nodes.forEach(({ entry }, i) => {
    const from = places[order[i]];
    edits.replaced.set(entry, bytes.subarray(from.start, from.to));
  });
  return splice(model, edits);
}

test('layers are found in whatever order a file lists its nodes', () => {
  const { model, resid, heads } = decoder(STYLES['llama with transposed weights']);
  const count = decodeModel(model).graph.nodes.length;
  const indices = Array.from({ length: count }, (_, i) => i);
  fc.assert(
    fc.property(fc.shuffledSubarray(indices, { minLength: count }), (order) => {
      const { layers } = findLayers(decodeModel(shuffled(model, order)));
      expect(layers.map(({ residual }) => residual.tensor)).toEqual(resid);
      expect(layers.map((layer) => layer.heads)).toEqual(heads);
    }),
    { numRuns: 10 },
  );
});

test('a cycle ends', () => {
  const g = graphBuilder();
  g.node('Relu', ['x'], {}, 'a');
  g.node('Add', ['a', 'c'], {}, 'b');
  g.node('Neg', ['b'], {}, 'c');
  const { nodes } = decodeModel(g.file()).graph;
  expect(computationOrder(nodes).map(({ op }) => op)).toEqual(['Relu', 'Add', 'Neg']);
});

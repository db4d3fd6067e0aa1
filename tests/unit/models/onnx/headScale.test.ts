/** Factors on the heads of a layer: each acts on its own head alone. That ones change no bit is proved with the zero vector. */
import { describe, expect, test } from 'vitest';
import { instrument, type InstrumentInfo } from '../../../../src/lib/models/onnx/instrument';
import { findLayers } from '../../../../src/lib/models/onnx/layers';
import { decodeModel, GRAPH } from '../../../../src/lib/models/onnx/model';
import { decodeTensorHeader } from '../../../../src/lib/models/onnx/value';
import { nested } from '../../../../src/lib/models/onnx/wire';
import { externalData, FIXTURES, modelBytes, referenceOf } from './fixtures';
import { largestDifference, openSession, runModel, type Session, wasmRuntime } from './session';

const runtime = await wasmRuntime();
const sameBits = (a: Float32Array, b: Float32Array) =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
const ones = (count: number) => new Float32Array(count).fill(1);
/** Factors of one and, for the heads named, `factor`. */
const factors = ({ heads, headDim }: InstrumentInfo, named: number[], factor = 0) =>
  ones(heads * headDim).map((one, i) => (named.includes(Math.floor(i / headDim)) ? factor : one));

/** @param scales factors by layer; ones for the others */
const run = async (
  session: Session,
  info: InstrumentInfo,
  ids: number[],
  scales: Record<number, Float32Array>,
) =>
  (
    await runModel(runtime, session, info, ids, {
      scales: Object.fromEntries(
        Object.entries(scales).map(([layer, values]) => [`head_scale.${layer}`, values]),
      ),
    })
  ).outputs;

describe.each(FIXTURES)('$name', ({ name, reference }) => {
  test('a factor acts on its own head, and the tap is what the projection gets', async () => {
    const { n, ids } = referenceOf(reference);
    const all = Array.from({ length: n }, (_, layer) => layer);
    const { model, info } = instrument(modelBytes(name), { scale: all, heads: all });
    const session = await openSession(runtime, model, externalData(name));
    const layer = 1;
    const head = 1;
    const before = await run(session, info, ids, {});
    const after = await run(session, info, ids, { [layer]: factors(info, [head], 0.5) });
    expect(sameBits(after['heads.0'].data, before['heads.0'].data)).toBe(true);
    const halved = before[`heads.${layer}`].data.map((value, i) => {
      const of = Math.floor(i / info.headDim) % info.heads;
      return of === head ? value * 0.5 : value;
    });
    expect(sameBits(after[`heads.${layer}`].data, halved)).toBe(true);
    expect(largestDifference(after.logits.data, before.logits.data)).toBeGreaterThan(0);
    await session.release();
  });
});

/** The file with zeros in the rows of a layer’s output matrix that one head is multiplied by. */
function withoutHead(file: Uint8Array, layer: number, head: number): Uint8Array {
  const bytes = file.slice();
  const model = decodeModel(bytes);
  const { layers, links, headDim, hidden } = findLayers(model);
  const matrix = links
    .consumers(layers[layer].heads)
    .flatMap(({ node }) => node.inputs)
    .find((name) => model.graph.initializers.get(name)?.dims.length === 2);
  for (const entry of model.graph.entries) {
    if (entry.number !== GRAPH.initializer || decodeTensorHeader(bytes, entry).name !== matrix) continue;
    const RAW_DATA = 9;
    const data = nested(bytes, entry).find(({ number }) => number === RAW_DATA);
    const row = hidden * Float32Array.BYTES_PER_ELEMENT;
    if (data) return bytes.fill(0, data.from + head * headDim * row, data.from + (head + 1) * headDim * row);
  }
  throw new Error(`layer ${layer} has no stored matrix of its own`);
}

describe.each(['gpt_neox', 'llama', 'qwen3', 'organism_4x96'])('a head of %s times zero', (name) => {
  test('is the file with zeros for it in the output matrix', async () => {
    const bytes = modelBytes(`${name}/onnx/model`);
    const { ids } = referenceOf(name);
    const { model, info } = instrument(bytes, { scale: [2] });
    const scaled = await openSession(runtime, model);
    const ablated = await openSession(runtime, withoutHead(bytes, 2, 3));
    const plain = await run(scaled, info, ids, {});
    const one = await run(scaled, info, ids, { 2: factors(info, [3]) });
    const other = await run(ablated, info, ids, {});
    expect(largestDifference(one.logits.data, other.logits.data)).toBeLessThan(1e-6);
    expect(largestDifference(one.logits.data, plain.logits.data)).toBeGreaterThan(1e-3);
    await scaled.release();
    await ablated.release();
  });
});

test('a layer that the model lacks is refused', () => {
  expect(() => instrument(modelBytes('llama/onnx/model'), { scale: [4] })).toThrow(
    'plan.scale: there is no layer 4; this model has layers 0 to 3',
  );
});

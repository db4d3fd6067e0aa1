import { describe, expect, test } from 'vitest';
import { instrument, type InstrumentPlan } from '../../../../src/lib/models/onnx/instrument';
import { decodeModel } from '../../../../src/lib/models/onnx/model';
import { integerAttribute } from '../../../../src/lib/models/onnx/node';
import { decoder, SHAPE } from './decoders';
import { STYLES } from './styles';
import { FIXTURES, modelBytes, referenceOf } from './fixtures';
import { FLOAT, HALF } from './graphBuilder';

const all = (layers: number) => Array.from({ length: layers }, (_, layer) => layer);

/** What every runtime asks of a graph: names made once, and nothing read that is not made. */
function expectValid(bytes: Uint8Array) {
  const { graph } = decodeModel(bytes);
  const given = [...graph.initializers.keys(), ...graph.inputs.map(({ name }) => name)];
  const made = [...given, ...graph.nodes.flatMap(({ outputs }) => outputs)].filter((name) => name);
  const known = new Set(made);
  expect(known.size).toBe(made.length);
  const read = [...graph.nodes.flatMap(({ inputs }) => inputs), ...graph.outputs.map(({ name }) => name)];
  expect(read.filter((name) => name && !known.has(name))).toEqual([]);
  const names = graph.nodes.map(({ name }) => name).filter((name) => name);
  expect(new Set(names).size).toBe(names.length);
}

/** How many tensors are read by nodes that stand before the one that makes them. */
function readTooEarly(bytes: Uint8Array): number {
  const { graph } = decodeModel(bytes);
  const later = new Set(graph.nodes.flatMap(({ outputs }) => outputs));
  let early = 0;
  for (const node of graph.nodes) {
    early += node.inputs.filter((name) => name && later.has(name)).length;
    for (const name of node.outputs) later.delete(name);
  }
  return early;
}

const graphs: [string, () => Uint8Array, number][] = [
  ...FIXTURES.map(({ name }): [string, () => Uint8Array, number] => [name, () => modelBytes(name), 4]),
  ...Object.entries(STYLES).map(([name, style]): [string, () => Uint8Array, number] => [
    name,
    () => decoder(style).model,
    SHAPE.layers,
  ]),
];

describe('the edited graph', () => {
  test.each(graphs)('of %s', (_, bytesOf, layers) => {
    const bytes = bytesOf();
    const untouched = bytes.slice();
    const plan: InstrumentPlan = { steer: all(layers), resid: all(layers), heads: all(layers) };
    const { model, info } = instrument(bytes, plan);
    expect(Buffer.compare(bytes, untouched)).toBe(0);
    expectValid(model);
    expect(readTooEarly(model)).toBe(readTooEarly(bytes));
    // One Add, two Casts and their declarations a layer.
    expect(model.length - bytes.length).toBeLessThan(512 * layers);

    const before = decodeModel(bytes).graph;
    const after = decodeModel(model).graph;
    const added = after.nodes.map(({ op }) => op).filter((op) => op === 'Add').length;
    expect(added).toBe(before.nodes.filter(({ op }) => op === 'Add').length + layers);
    expect(after.inputs.map(({ name }) => name)).toEqual(info.inputs);
    expect(after.outputs.map(({ name }) => name)).toEqual(info.outputs);
    expect(after.inputs.at(-1)).toMatchObject({ name: 'steering_vector', elementType: FLOAT, dims: null });
    for (const output of after.outputs.slice(before.outputs.length)) expect(output.elementType).toBe(FLOAT);
  });
});

describe('what is said of a model', () => {
  test.each(FIXTURES)('$name', ({ name, reference }) => {
    const { n, D, heads, ids } = referenceOf(reference);
    const { info } = instrument(modelBytes(name));
    expect(info).toMatchObject({ layers: n, hidden: D, heads: 4, vocabulary: 1287 });
    expect(info.heads * info.headDim).toBe(heads[0].length / ids.length);
    expect(info.kvHeads).toBe(/llama|qwen/.test(name) ? 2 : 4);
    expect(info.elementType).toBe(name.endsWith('fp16') ? 'float16' : 'float32');
    expect(info.externalData).toBe(name.includes('fused'));
  });
});

test('with nothing to change, the file is given back as it is', () => {
  const bytes = modelBytes('qwen3_fused/onnx/model');
  expect(instrument(bytes).model).toBe(bytes);
  expect(instrument(bytes, { steer: [], resid: [] }).model).toBe(bytes);
});

test('a layer named twice, or out of order, is edited once', () => {
  const { model } = decoder(STYLES.llama);
  const untidy = instrument(model, { steer: [2, 0, 2], resid: [1, 1] }).model;
  expect(Buffer.compare(untidy, instrument(model, { steer: [0, 2], resid: [1] }).model)).toBe(0);
});

test('a half-precision stream takes the vector in its own type, cast once', () => {
  const bytes = modelBytes('gpt_neox/onnx/model_fp16');
  const { model } = instrument(bytes, { steer: [0, 1, 2] });
  const { graph } = decodeModel(model);
  const casts = graph.nodes.filter(({ inputs }) => inputs[0] === 'steering_vector');
  expect(casts.map(({ op }) => op)).toEqual(['Cast']);
  expect(integerAttribute(model, casts[0], 'to')).toBe(HALF);
  expect(graph.nodes.filter(({ inputs }) => inputs[1] === casts[0].outputs[0])).toHaveLength(3);
});

test('a fused norm takes the vector at its second input and gives its sum out', () => {
  const bytes = modelBytes('llama_fused/onnx/model');
  const lastNorm = (file: Uint8Array) =>
    decodeModel(file)
      .graph.nodes.filter(({ op }) => op === 'SkipSimplifiedLayerNormalization')
      .at(-1);
  const before = lastNorm(bytes);
  const after = lastNorm(instrument(bytes, { steer: [3], resid: [3] }).model);
  expect(before?.outputs).toHaveLength(1);
  expect(after?.outputs).toEqual([before?.outputs[0], '', '', expect.stringMatching(/./)]);
  expect(after?.inputs.map((name, i) => name === before?.inputs[i])).toEqual([true, false, true]);
});

test('a cache sized by symbols is sized by numbers', () => {
  const { model } = decoder(STYLES['llama fused with a cache of symbols']);
  const { graph } = decodeModel(instrument(model).model);
  const caches = graph.inputs.filter(({ name }) => name.startsWith('past_key_values'));
  expect(caches).toHaveLength(2 * SHAPE.layers);
  for (const { dims } of caches) expect(dims).toEqual(['batch', 1, 'past', SHAPE.headDim]);
});

test('the weights’ own file is not asked for, and no reference into it changes', () => {
  const bytes = modelBytes('qwen3_fused/onnx/model');
  const { model } = instrument(bytes, { steer: [1], resid: [1], heads: [1] });
  const stored = (file: Uint8Array) => {
    const { graph } = decodeModel(file);
    return graph.entries
      .filter(({ number }) => number === 5)
      .map(({ from, to }) => Buffer.from(file.subarray(from, to)).toString('base64'));
  };
  expect(stored(model)).toEqual(stored(bytes));
});

test('an edited file can be edited further, but not twice the same', () => {
  const { model } = decoder(STYLES.mistral);
  const tapped = instrument(model, { resid: [1] }).model;
  const both = instrument(tapped, { steer: [1] });
  expectValid(both.model);
  expect(both.info.outputs).toContain('resid.1');
  expect(() => instrument(tapped, { resid: [0, 1] })).toThrow(/already has a tensor “resid\.1”/);
  expect(() => instrument(both.model, { steer: [0] })).toThrow(/already has a tensor “steering_vector”/);
});

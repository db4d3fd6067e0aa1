import { describe, expect, test } from 'vitest';
import { UnsupportedModelError, type UnsupportedReason } from '../../../../src/lib/models/onnx/errors';
import { instrument } from '../../../../src/lib/models/onnx/instrument';
import { decoder } from './decoders';
import { FLOAT, graphBuilder, type GraphBuilder, INT64 } from './graphBuilder';

/** The smallest graph with the cache of `layers`, to which a test adds what is wrong with it. */
function graph(change: (g: GraphBuilder) => void, { layers = [0, 1], logits = true } = {}): Uint8Array {
  const g = graphBuilder();
  g.input('input_ids', INT64, ['batch', 'sequence']);
  for (const layer of layers)
    for (const part of ['key', 'value']) {
      g.input(`past_key_values.${layer}.${part}`, FLOAT, ['batch', 1, 'past', 4]);
      g.node('Identity', [`past_key_values.${layer}.${part}`], {}, `present.${layer}.${part}`);
    }
  if (logits) g.output('logits', FLOAT, ['batch', 'sequence', 8]);
  change(g);
  return g.file();
}

/** One layer of attention over its cache, with a second output matrix on the same values where `shared`. */
function attention(g: GraphBuilder, shared: boolean) {
  const x = g.node('Gather', [g.weight([8, 4]), 'input_ids']);
  const all = g.node('Concat', ['past_key_values.0.value', g.node('MatMul', [x, g.weight([4, 4])])], {
    axis: -2,
  });
  const attended = () =>
    g.node('MatMul', [g.node('MatMul', [g.node('Softmax', [all]), all]), g.weight([4, 4])]);
  const stream = g.node('Add', [x, attended()]);
  const sum = shared ? g.node('Add', [stream, attended()]) : stream;
  g.node('MatMul', [sum, g.weight([4, 8])], {}, 'logits');
}

const refused: [string, UnsupportedReason, RegExp, Uint8Array][] = [
  [
    'a merged decoder by its switch',
    'merged-decoder',
    /two decoders behind an “If”/,
    graph((g) => g.input('use_cache_branch', 9, [1])),
  ],
  [
    'a merged decoder by its If',
    'merged-decoder',
    /decoder_model_merged/,
    graph((g) => g.nodes('If', ['input_ids'], {}, ['logits'])),
  ],
  [
    'an encoder–decoder',
    'encoder-decoder',
    /encoder–decoder model \(it has an input “encoder_hidden_states”\)/,
    graph((g) => g.input('encoder_hidden_states', FLOAT, ['batch', 'source', 4])),
  ],
  [
    'a decoder that caches its encoder',
    'encoder-decoder',
    /past_key_values\.0\.encoder\.key/,
    graph((g) => g.input('past_key_values.0.encoder.key', FLOAT, ['batch', 1, 'source', 4]), { layers: [] }),
  ],
  [
    'a convolutional state beside caches',
    'recurrent',
    /input “past_conv\.1”/,
    graph((g) => g.input('past_conv.1', FLOAT, ['batch', 4, 3]), { layers: [0, 2] }),
  ],
  [
    'a state-space model',
    'recurrent',
    /“past_ssm\.0”/,
    graph((g) => g.input('past_ssm.0', FLOAT, ['batch', 4, 3]), { layers: [] }),
  ],
  ['a recurrent node', 'recurrent', /a node “LSTM”/, graph((g) => g.nodes('LSTM', ['input_ids'], {}, ['h']))],
  [
    'layers without a cache between others',
    'recurrent',
    /Layer 1 has no key\/value cache though layer 5 has one/,
    graph(() => {}, { layers: [0, 3, 5] }),
  ],
  ['an export without a cache', 'no-cache', /its inputs are “input_ids”\)/, graph(() => {}, { layers: [] })],
  [
    'an embedding model',
    'no-logits',
    /no output “logits” \(it has none\)/,
    graph(() => {}, { logits: false }),
  ],
  [
    'attention that no matrix follows',
    'unknown-structure',
    /no matrix follows layer 0’s attention/,
    graph((g) => g.node('Relu', ['input_ids'], {}, 'logits')),
  ],
  [
    'one cache for two layers',
    'unknown-structure',
    /several layers may share one cache/,
    graph((g) => attention(g, true), { layers: [0] }),
  ],
  [
    'a norm behind the addition',
    'unknown-structure',
    /the norm stands behind the addition/,
    decoder({ postNorm: true }).model,
  ],
  [
    'a cache whose heads cannot be counted',
    'unknown-structure',
    /cache “past_key_values\.0\.value” is \[batch, kv_heads, past, head_size\]/,
    decoder({ symbolicCache: true }).model,
  ],
];

describe('refused with a sentence that says why', () => {
  test.each(refused)('%s', (_, reason, says, model) => {
    const attempt = () => instrument(model);
    expect(attempt).toThrow(UnsupportedModelError);
    expect(attempt).toThrow(says);
    expect(attempt).toThrow(expect.objectContaining({ reason }));
  });

  test('an If that only chooses constants is no merged decoder', () => {
    const model = graph(
      (g) => {
        g.nodes('If', ['long_prompt'], {}, ['angles']);
        attention(g, false);
      },
      { layers: [0] },
    );
    expect(instrument(model, { steer: [0] }).info.layers).toBe(1);
  });

  test('the same graph with nothing wrong is taken', () => {
    expect(instrument(graph((g) => attention(g, false), { layers: [0] })).info).toMatchObject({
      layers: 1,
      hidden: 4,
      heads: 1,
    });
  });
});

describe('a plan that the model cannot fulfil', () => {
  const { model } = decoder({});
  test.each([
    [{ steer: [3] }, 'plan.steer: there is no layer 3; this model has layers 0 to 2'],
    [{ resid: [-1] }, 'plan.resid: there is no layer -1; this model has layers 0 to 2'],
    [{ heads: [0.5] }, 'plan.heads: there is no layer 0.5; this model has layers 0 to 2'],
  ])('%o', (plan, says) => {
    expect(() => instrument(model, plan)).toThrow(new RangeError(says));
  });
});

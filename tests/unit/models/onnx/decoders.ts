/**
 * Decoders of many architectures, tiny and with random weights, wired as their exporters wire them but under names that
 * say nothing. Each tells which tensors are truly its residual stream and its heads, and all of them run.
 */
import { linearOf, normOf } from './decoderParts';
import { FLOAT, graphBuilder, HALF, INT64 } from './graphBuilder';
import { BASE, type Style } from './styles';

export const SHAPE = { layers: 3, hidden: 32, heads: 2, headDim: 16, vocabulary: 11 };

export interface Decoder {
  model: Uint8Array;
  kvHeads: number;
  /** The residual stream after each layer; '' where a fused norm does not give it out. */
  resid: string[];
  heads: string[];
}

export function decoder(wanted: Partial<Style>): Decoder {
  const style = { ...BASE, ...wanted };
  const type = style.half ? HALF : FLOAT;
  const g = graphBuilder(type);
  const { layers, hidden, heads, headDim, vocabulary } = SHAPE;
  const kvWidth = style.kvHeads * headDim;
  const truth = { resid: [] as string[], heads: [] as string[] };

  g.input('input_ids', INT64, ['batch', 'sequence']);
  g.input('attention_mask', INT64, ['batch', 'total']);
  if (style.rotary || style.learnedPositions) g.input('position_ids', INT64, ['batch', 'sequence']);
  const cacheDims = style.symbolicCache
    ? ['batch', 'kv_heads', 'past', 'head_size']
    : ['batch', style.kvHeads, 'past', headDim];
  const past = (layer: number, part: string) => {
    const name = `past_key_values.${layer}.${part}`;
    g.input(name, FLOAT, cacheDims);
    return style.half ? g.node('Cast', [name], { to: HALF }) : name;
  };
  const present = (layer: number, part: string, made: string) => {
    const name = `present.${layer}.${part}`;
    g.output(name, FLOAT, cacheDims);
    g.node(style.half ? 'Cast' : 'Identity', [made], style.half ? { to: FLOAT } : {}, name);
  };

  const lengthOf = (x: string, axis: number) =>
    g.node('Unsqueeze', [
      g.node('Gather', [g.node('Shape', [x]), g.integers([axis], true)], { axis: 0 }),
      g.integers([0]),
    ]);
  const reshape = (x: string, shape: (string | number)[]) =>
    g.node('Reshape', [
      x,
      g.node(
        'Concat',
        shape.map((length) => (typeof length === 'string' ? length : g.integers([length]))),
        { axis: 0 },
      ),
    ]);
  const slice = (x: string, axis: number, from: number, to: number) =>
    g.node('Slice', [x, g.integers([from]), g.integers([to]), g.integers([axis])]);
  const split = (x: string, widths: number[]) =>
    g.nodes('Split', [x, g.integers(widths)], { axis: 2 }, widths.map(g.name));

  const linear = linearOf(g, style, { lengthOf, reshape });
  const norm = normOf(g, style);

  const embedding = g.weight([vocabulary, hidden]);
  let x = g.node('Gather', [embedding, 'input_ids']);
  if (style.embeddingScale) x = g.node('Mul', [x, g.scalar(Math.sqrt(hidden))]);
  if (style.learnedPositions)
    x = g.node('Add', [x, g.node('Gather', [g.weight([64, hidden]), 'position_ids'])]);

  // A float mask of the padding, [batch, 1, 1, total]: an addition of two tensors that is no residual one.
  const mask = g.node('Unsqueeze', [
    g.node('Mul', [
      g.node('Sub', [g.scalar(1), g.node('Cast', ['attention_mask'], { to: type })]),
      g.scalar(-10000),
    ]),
    g.integers([1, 2]),
  ]);
  const angles = style.rotary ? rotaryAngles() : null;

  function rotaryAngles() {
    const turn = g.node('MatMul', [
      g.node('Unsqueeze', [g.node('Cast', ['position_ids'], { to: type }), g.integers([2])]),
      g.weight([1, headDim]),
    ]);
    return ['Cos', 'Sin'].map((op) =>
      g.node(
        'Cast',
        [
          g.node('Unsqueeze', [
            g.node(op, [style.half ? g.node('Cast', [turn], { to: FLOAT }) : turn]),
            g.integers([1]),
          ]),
        ],
        { to: type },
      ),
    );
  }
  const rotated = (x: string, [cos, sin]: string[]) => {
    const turned = g.node(
      'Concat',
      [g.node('Neg', [slice(x, 3, headDim / 2, headDim)]), slice(x, 3, 0, headDim / 2)],
      { axis: -1 },
    );
    return g.node('Add', [g.node('Mul', [x, cos]), g.node('Mul', [turned, sin])]);
  };

  function eagerAttention(layer: number, h: string): string {
    const [batch, sequence] = [lengthOf(h, 0), lengthOf(h, 1)];
    const byHead = (t: string, count: number) =>
      g.node('Transpose', [reshape(t, [batch, sequence, count, headDim])], { perm: [0, 2, 1, 3] });
    let q: string, k: string, v: string;
    if (style.qkv === 'interleaved') {
      const all = g.node(
        'Transpose',
        [reshape(linear(h, hidden, 3 * hidden, style.qkvBias), [batch, sequence, heads, 3 * headDim])],
        { perm: [0, 2, 1, 3] },
      );
      [q, k, v] = [0, 1, 2].map((i) => slice(all, 3, i * headDim, (i + 1) * headDim));
    } else {
      const [flatQ, flatK, flatV] =
        style.qkv === 'packed'
          ? split(linear(h, hidden, hidden + 2 * kvWidth, style.qkvBias), [hidden, kvWidth, kvWidth])
          : [hidden, kvWidth, kvWidth].map((width) => linear(h, hidden, width, style.qkvBias));
      [q, k, v] = [byHead(flatQ, heads), byHead(flatK, style.kvHeads), byHead(flatV, style.kvHeads)];
    }
    if (style.qkNorm) [q, k] = [norm(q, headDim), norm(k, headDim)];
    if (angles && layer % style.rotary === 0) [q, k] = [rotated(q, angles), rotated(k, angles)];
    k = g.node('Concat', [past(layer, 'key'), k], { axis: -2 });
    v = g.node('Concat', [past(layer, 'value'), v], { axis: -2 });
    present(layer, 'key', k);
    present(layer, 'value', v);
    if (style.kvHeads < heads) {
      const total = lengthOf(k, 2);
      [k, v] = [k, v].map((t) =>
        reshape(
          g.node('Expand', [
            g.node('Unsqueeze', [t, g.integers([2])]),
            g.node(
              'Concat',
              [batch, g.integers([style.kvHeads, heads / style.kvHeads]), total, g.integers([headDim])],
              { axis: 0 },
            ),
          ]),
          [batch, heads, total, headDim],
        ),
      );
    }
    const scores = g.node('Mul', [
      g.node('MatMul', [q, g.node('Transpose', [k], { perm: [0, 1, 3, 2] })]),
      g.scalar(headDim ** -0.5),
    ]);
    const weights = g.node('Softmax', [g.node('Add', [scores, mask])], { axis: -1 });
    return reshape(g.node('Transpose', [g.node('MatMul', [weights, v])], { perm: [0, 2, 1, 3] }), [
      batch,
      sequence,
      hidden,
    ]);
  }

  // What a grouped attention operator asks for beside its tensors: lengths, as int32.
  const lengths =
    style.attention === 'grouped'
      ? [
          g.node(
            'Cast',
            [
              g.node('Sub', [
                g.node('ReduceSum', ['attention_mask', g.integers([1])], { keepdims: 0 }),
                g.integers([1]),
              ]),
            ],
            { to: 6 },
          ),
          g.node(
            'Cast',
            [g.node('Gather', [g.node('Shape', ['attention_mask']), g.integers([1], true)], { axis: 0 })],
            { to: 6 },
          ),
        ]
      : [];

  function fusedAttention(layer: number, h: string): string {
    let parts =
      style.qkv === 'packed'
        ? [linear(h, hidden, hidden + 2 * kvWidth, style.qkvBias), '', '']
        : [hidden, kvWidth, kvWidth].map((width) => linear(h, hidden, width, style.qkvBias));
    if (style.qkNorm) {
      const [q, k, v] = split(parts[0], [hidden, kvWidth, kvWidth]);
      const normed = (t: string, width: number) =>
        g.node('Reshape', [
          norm(g.node('Reshape', [t, g.integers([0, -1, headDim])]), headDim),
          g.integers([0, -1, width]),
        ]);
      parts = [normed(q, hidden), normed(k, kvWidth), v];
    }
    const cached = ['key', 'value'].map((part) => past(layer, part));
    const made = [g.name(), g.name(), g.name()];
    if (style.attention === 'grouped')
      g.nodes(
        'GroupQueryAttention',
        [...parts, ...cached, ...lengths],
        { num_heads: heads, kv_num_heads: style.kvHeads },
        made,
        'com.microsoft',
      );
    else
      g.nodes(
        'MultiHeadAttention',
        [...parts, '', '', '', ...cached],
        { num_heads: heads, unidirectional: 1 },
        made,
        'com.microsoft',
      );
    present(layer, 'key', made[1]);
    present(layer, 'value', made[2]);
    return made[0];
  }

  const attention = (layer: number, h: string) => {
    const joined = (style.attention === 'eager' ? eagerAttention : fusedAttention)(layer, h);
    truth.heads.push(joined);
    return linear(joined, hidden, hidden, style.outBias);
  };
  const mlp = (h: string) => {
    const wide = 2 * hidden;
    if (style.mlp === 'plain') {
      const up = linear(h, hidden, wide, style.outBias);
      const act = g.node('Mul', [up, g.node('Sigmoid', [up])]);
      return linear(act, wide, hidden, style.outBias);
    }
    const gate = linear(h, hidden, wide, false);
    const act = g.node('Mul', [gate, g.node('Sigmoid', [gate])]);
    return linear(g.node('Mul', [act, linear(h, hidden, wide, false)]), wide, hidden, false);
  };
  const behind = (t: string) => (style.branchNorms ? norm(t, hidden) : t);
  const sum = (stream: string, branch: string) =>
    g.node('Add', style.branchFirst ? [branch, stream] : [stream, branch]);

  const skip = style.norm === 'skip-rms' || style.norm === 'skip-layer';
  let pending: string | null = null;
  /** A norm that adds the waiting branch first, as one operator. */
  const skipNorm = (last: boolean): string => {
    if (pending === null) return norm(x, hidden);
    const out = g.name();
    const total = last ? '' : g.name();
    const [op, weights] =
      style.norm === 'skip-rms'
        ? ['SkipSimplifiedLayerNormalization', [g.weight([hidden])]]
        : ['SkipLayerNormalization', [g.weight([hidden]), g.weight([hidden])]];
    g.nodes(op, [x, pending, ...weights], {}, last ? [out] : [out, '', '', total], 'com.microsoft');
    x = total;
    return out;
  };

  for (let layer = 0; layer < layers; layer++) {
    if (skip) {
      const h = skipNorm(false);
      if (layer > 0) truth.resid.push(x);
      const attended = attention(layer, h);
      if (style.parallel) pending = g.node('Add', [attended, mlp(h)]);
      else {
        pending = attended;
        pending = mlp(skipNorm(false));
      }
      continue;
    }
    if (style.postNorm) {
      x = norm(sum(x, attention(layer, x)), hidden);
      x = norm(sum(x, mlp(x)), hidden);
      continue;
    }
    const h = norm(x, hidden);
    const attended = behind(attention(layer, h));
    if (style.parallel) x = sum(x, g.node('Add', [mlp(h), attended]));
    else {
      x = sum(x, attended);
      x = sum(x, behind(mlp(norm(x, hidden))));
    }
    truth.resid.push(x);
  }
  if (skip) truth.resid.push('');

  let last = skip ? skipNorm(true) : norm(x, hidden);
  if (style.lastTokenOnly)
    last = g.node('Unsqueeze', [
      g.node('Gather', [last, g.integers([-1], true)], { axis: 1 }),
      g.integers([1]),
    ]);
  let logits = style.tied
    ? g.node('MatMul', [last, g.node('Transpose', [embedding], { perm: [1, 0] })])
    : linear(last, hidden, vocabulary, style.headBias);
  if (style.softcap)
    logits = g.node('Mul', [g.node('Tanh', [g.node('Div', [logits, g.scalar(30)])]), g.scalar(30)]);
  g.node('Cast', [logits], { to: FLOAT }, 'logits');
  g.output('logits', FLOAT, ['batch', 'sequence', vocabulary]);
  return { model: g.file(), kvHeads: style.kvHeads, ...truth };
}

/** Matrix products and norms of a built decoder, in the forms that exporters give them. */
import { FLOAT, type GraphBuilder, HALF } from './graphBuilder';
import type { Style } from './styles';

/** A product with a learned matrix, as the style stores it. */
export function linearOf(
  g: GraphBuilder,
  style: Style,
  {
    lengthOf,
    reshape,
  }: {
    lengthOf: (x: string, axis: number) => string;
    reshape: (x: string, shape: (string | number)[]) => string;
  },
) {
  const withBias = (t: string, width: number, bias: boolean) =>
    bias ? g.node('Add', [g.weight([width]), t]) : t;
  return (x: string, from: number, to: number, bias: boolean): string => {
    switch (style.linear) {
      case 'matmul':
        return withBias(g.node('MatMul', [x, g.weight([from, to])]), to, bias);
      case 'transposed': {
        const weight = g.node('Transpose', [g.node('Identity', [g.weight([to, from])])], { perm: [1, 0] });
        return withBias(g.node('MatMul', [x, weight]), to, bias);
      }
      case 'gemm': {
        const rows = reshape(x, [-1, lengthOf(x, 2)]);
        const product = g.node('Gemm', [rows, g.weight([from, to]), ...(bias ? [g.weight([to])] : [])]);
        return reshape(product, [lengthOf(x, 0), lengthOf(x, 1), to]);
      }
      case 'int8': {
        const rows = reshape(x, [-1, lengthOf(x, 2)]);
        const [q, scale, zero] = g.nodes('DynamicQuantizeLinear', [rows], {}, [g.name(), g.name(), g.name()]);
        const product = g.node('MatMulInteger', [q, g.bytes([from, to]), zero, g.zeroPoint(128)]);
        const scaled = g.node('Mul', [
          g.node('Cast', [product], { to: FLOAT }),
          g.node('Mul', [scale, g.scale([], 0.004)]),
        ]);
        return withBias(reshape(scaled, [lengthOf(x, 0), lengthOf(x, 1), to]), to, bias);
      }
      case 'int4': {
        const blocks = from / 32;
        const product = g.nodes(
          'MatMulNBits',
          [x, g.bytes([to, blocks, 16]), g.scale([to * blocks], 0.05)],
          { K: from, N: to, bits: 4, block_size: 32 },
          [g.name()],
          'com.microsoft',
        )[0];
        return withBias(product, to, bias);
      }
    }
  };
}

/** A norm over the last axis, as the style writes it. */
export function normOf(g: GraphBuilder, style: Style) {
  const mean = (t: string) => g.node('ReduceMean', [t, g.integers([-1])], { keepdims: 1 });
  const root = (t: string) => g.node('Sqrt', [g.node('Add', [t, g.scalar(1e-3)])]);
  const square = (t: string) => g.node('Pow', [t, g.scalar(2)]);
  return (x: string, width: number): string => {
    const weight = () =>
      style.onePlus ? g.node('Add', [g.weight([width]), g.scalar(1)]) : g.weight([width]);
    switch (style.norm) {
      case 'layer':
      case 'skip-layer':
        return g.node('LayerNormalization', [x, weight(), g.weight([width])], { axis: -1 });
      case 'layer-parts': {
        const centred = g.node('Sub', [x, mean(x)]);
        const scaled = g.node('Div', [centred, root(mean(square(centred)))]);
        return g.node('Add', [g.node('Mul', [scaled, weight()]), g.weight([width])]);
      }
      case 'rms':
      case 'skip-rms':
        return g.node('SimplifiedLayerNormalization', [x, weight()], { axis: -1 });
      case 'rms-parts': {
        // The stream is cast on the way, to the type it already has.
        const t = g.node('Cast', [x], { to: style.half ? HALF : FLOAT });
        const scaled = g.node('Mul', [t, g.node('Div', [g.scalar(1), root(mean(square(t)))])]);
        return g.node('Mul', [weight(), scaled]);
      }
    }
  };
}

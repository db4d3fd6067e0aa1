/**
 * The norm between the last residual stream and the logits' product: its gain, its shift, its epsilon. Read from the fused
 * operators, or from the operators that a norm is written out in; there the graph does not say which norm it is, and both kinds
 * are given for the caller to try against the model's own logits.
 */
import type { NormKind } from '../languageModel';
import { type ConstantWeights, WeightsNotGivenError } from './constantWeights';
import type { Layer, Structure } from './layers';
import type { OnnxModel } from './model';
import { floatAttribute, type GraphNode } from './node';
import { dataInputs, isSkipNorm } from './operators';

export interface FinalNorm {
  kinds: NormKind[];
  epsilon: number;
  /** [hidden] each: normalised stream × gain + shift. */
  gain: Float32Array;
  shift: Float32Array;
}

/** Kind, places of gain and shift among the inputs, and the epsilon where the operator does not name one. */
const FUSED: Record<string, { kind: NormKind; gain: number; shift: number | null; epsilon: number }> = {
  LayerNormalization: { kind: 'layer', gain: 1, shift: 2, epsilon: 1e-5 },
  SimplifiedLayerNormalization: { kind: 'rms', gain: 1, shift: null, epsilon: 1e-5 },
  RMSNormalization: { kind: 'rms', gain: 1, shift: null, epsilon: 1e-5 },
  SkipLayerNormalization: { kind: 'layer', gain: 2, shift: 3, epsilon: 1e-12 },
  SkipSimplifiedLayerNormalization: { kind: 'rms', gain: 2, shift: null, epsilon: 1e-12 },
};

/** Pass numbers on, of all positions or of some. */
export const PASSES = new Set(
  'Cast Identity Dropout Reshape Flatten Squeeze Unsqueeze Gather Slice'.split(' '),
);

const WHAT = 'the final norm’s weight';

/**
 * @param from what the logits' product multiplies
 * @throws WeightsNotGivenError naming what stands where a norm was expected
 */
export async function finalNorm(
  model: OnnxModel,
  { links, hidden, layers }: Structure,
  weights: ConstantWeights,
  from: string,
): Promise<FinalNorm> {
  const last = layers[layers.length - 1];
  const gain = new Float32Array(hidden).fill(1);
  const shift = new Float32Array(hidden);
  /** Of what follows it, the norm's own result × c + d. */
  const fold = (c: Float32Array | null, d: Float32Array | null) => {
    for (let i = 0; i < hidden; i++) {
      shift[i] += gain[i] * (d?.[i] ?? 0);
      gain[i] *= c?.[i] ?? 1;
    }
  };
  const numbers = (name: string) => weights.vector(name, hidden, WHAT);

  for (let name = from; ;) {
    const node = links.producer(name)?.node;
    if (!node || (last.residual.tensor !== '' && name === last.residual.tensor))
      throw new WeightsNotGivenError('no norm stands between the last residual stream and the logits');
    const fused = FUSED[node.op];
    if (fused) {
      if (!readsLast(last, node, (input) => passedOn(links, input)))
        throw new WeightsNotGivenError(
          `the “${node.op}” before the logits does not read the last residual stream`,
        );
      const at = fused.shift === null ? '' : (node.inputs[fused.shift] ?? '');
      const weight = node.inputs[fused.gain] ?? '';
      fold(weight ? await numbers(weight) : null, at ? await numbers(at) : null);
      const epsilon = floatAttribute(model.bytes, node, 'epsilon') ?? fused.epsilon;
      return { kinds: [fused.kind], epsilon, gain, shift };
    }
    if (PASSES.has(node.op)) {
      name = node.inputs[0];
      continue;
    }
    const [first, second] = node.inputs;
    const constant = links.constant(second ?? '') ? second : links.constant(first ?? '') ? first : null;
    if (constant === null) return { ...(await writtenOut(node)), gain, shift };
    const value = await numbers(constant);
    if (node.op === 'Mul') fold(value, null);
    else if (node.op === 'Add') fold(null, value);
    else if (node.op === 'Sub' && constant === second)
      fold(
        null,
        value.map((x) => -x),
      );
    else if (node.op === 'Div' && constant === second)
      fold(
        value.map((x) => 1 / x),
        null,
      );
    else throw new WeightsNotGivenError(`a “${node.op}” stands before the logits where a norm was expected`);
    name = constant === second ? first : second;
  }

  /** The middle of a norm in parts, from the last stream to what it hands on; its epsilon is a number added to a mean. */
  async function writtenOut(core: GraphNode): Promise<Pick<FinalNorm, 'kinds' | 'epsilon'>> {
    let added: string | undefined;
    const inside = new Set(core.outputs.slice(0, 1));
    // A set's iteration meets what is added on the way; nothing behind the last stream is looked at.
    for (const name of inside) {
      const made = links.producer(name)?.node;
      if (!made || links.constant(name) || name === last.residual.tensor) continue;
      if (made.op === 'Add') added ??= made.inputs.find((input) => links.constant(input));
      for (const i of dataInputs(made)) inside.add(made.inputs[i]);
    }
    if (!inside.has(last.residual.tensor))
      throw new WeightsNotGivenError(`a “${core.op}” stands before the logits where a norm was expected`);
    const epsilon = added === undefined ? 0 : (await weights.vector(added, 1, 'the final norm’s epsilon'))[0];
    return { kinds: ['layer', 'rms'], epsilon };
  }
}

function readsLast({ residual }: Layer, node: GraphNode, source: (name: string) => string): boolean {
  if (isSkipNorm(node)) return node === residual.node;
  return residual.tensor !== '' && dataInputs(node).some((i) => source(node.inputs[i]) === residual.tensor);
}

/** The tensor whose numbers a tensor passes on. */
function passedOn(links: Structure['links'], name: string): string {
  const made = links.producer(name)?.node;
  return made && PASSES.has(made.op) && !links.constant(name) ? passedOn(links, made.inputs[0]) : name;
}

/** The residual stream after a layer: the sum that the next layer (or the logits) is computed from. */
import { unknownStructure } from './errors';
import type { Links } from './links';
import type { GraphNode } from './node';
import { dataInputs, isSkipNorm, SKIP_SUM } from './operators';
import { backward } from './walk';

export interface Residual {
  /** An Add, or a fused norm whose output 3 is the sum. */
  node: GraphNode;
  fused: boolean;
  /** The stream itself; '' where a fused norm does not give its sum out. */
  tensor: string;
}

/**
 * The nearest sum behind a tensor, towards the inputs: an addition of two tensors neither of which is constant, or a fused
 * norm. Norms written out in parts have additions too, but of a constant (epsilon, bias).
 */
export function residualBehind(links: Links, from: string, layer: number): Residual {
  const found = backward<Residual>(links, [from], (node) => {
    if (isSkipNorm(node)) return { node, fused: true, tensor: node.outputs[SKIP_SUM] ?? '' };
    if (summands(links, node).length < 2) return null;
    return { node, fused: false, tensor: node.outputs[0] };
  });
  if (!found) throw unknownStructure(`no residual addition was found after layer ${layer}`);
  return found;
}

/** Positions of the non-constant terms of an addition; [] for any other node. */
export function summands(links: Links, node: GraphNode): number[] {
  if (node.op !== 'Add' && node.op !== 'Sum') return [];
  return dataInputs(node).filter((i) => !links.constant(node.inputs[i]));
}

/** What passes a stream on unchanged. */
const SAME = new Set(['Cast', 'Identity', 'Dropout']);

/** Whether a layer’s sum contains the stream before it as a term: what makes it a residual stream at all. */
export function continues(links: Links, residual: Residual, earlier: string): boolean {
  const terms = (node: GraphNode) => (isSkipNorm(node) ? dataInputs(node) : summands(links, node));
  const queue = terms(residual.node).map((i) => residual.node.inputs[i]);
  const seen = new Set(queue);
  for (let i = 0; i < queue.length; i++) {
    if (queue[i] === earlier) return true;
    const made = links.producer(queue[i]);
    if (!made || (isSkipNorm(made.node) && made.output !== SKIP_SUM)) continue;
    const inputs = SAME.has(made.node.op) ? [0] : terms(made.node);
    for (const input of inputs) {
      const name = made.node.inputs[input];
      if (!seen.has(name)) {
        seen.add(name);
        queue.push(name);
      }
    }
  }
  return false;
}

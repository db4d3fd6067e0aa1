/** Breadth-first walks along activations: nearest first, each node once, so that they end on any graph. */
import type { Links } from './links';
import type { GraphNode } from './node';
import { carries, CONTROL_FLOW, dataInputs, isAttention } from './operators';

/**
 * Walks from tensors towards the inputs and returns the first answer that is not null.
 * @param visit called with each node that makes a tensor on the way, and with which of its outputs that tensor is
 * @returns null when the walk ends without an answer
 */
export function backward<Found>(
  links: Links,
  from: string[],
  visit: (node: GraphNode, output: number) => Found | null,
): Found | null {
  const queue = [...from];
  const seen = new Set(queue);
  for (let i = 0; i < queue.length; i++) {
    const made = links.producer(queue[i]);
    if (!made || links.constant(queue[i]) || !carries(made.node, made.output)) continue;
    const found = visit(made.node, made.output);
    if (found !== null) return found;
    // What a branch reads from around it is not among its inputs: no way through.
    if (CONTROL_FLOW.has(made.node.op)) continue;
    for (const input of dataInputs(made.node)) {
      const name = made.node.inputs[input];
      if (!seen.has(name)) {
        seen.add(name);
        queue.push(name);
      }
    }
  }
  return null;
}

/**
 * Walks from a tensor towards the outputs. `visit` says whether to walk on through a node.
 * Inputs that are only asked for their shape, or that index others, are no way onwards.
 */
export function forward(
  links: Links,
  from: string,
  visit: (node: GraphNode, input: number) => 'through' | 'halt',
): void {
  const queue = [from];
  const seen = new Set(queue);
  for (let i = 0; i < queue.length; i++)
    for (const { node, input } of links.consumers(queue[i])) {
      // An attention operator takes past keys and values beside its query, key and value.
      if (!isAttention(node) && !dataInputs(node).includes(input)) continue;
      if (CONTROL_FLOW.has(node.op) || visit(node, input) === 'halt') continue;
      node.outputs.forEach((name, output) => {
        if (name && carries(node, output) && !seen.has(name)) {
          seen.add(name);
          queue.push(name);
        }
      });
    }
}

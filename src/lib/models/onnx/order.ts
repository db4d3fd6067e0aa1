/** Nodes in the order of computation. ONNX demands that a file keep it; half-precision converters do not. */
import type { GraphNode } from './node';

/** Each node after those that make its inputs; nodes of a cycle, which no runtime takes, come last. */
export function computationOrder(nodes: GraphNode[]): GraphNode[] {
  const maker = new Map<string, GraphNode>();
  for (const node of nodes) for (const name of node.outputs) if (name) maker.set(name, node);
  const waiting = new Map<GraphNode, number>();
  const readers = new Map<GraphNode, GraphNode[]>();
  for (const node of nodes) {
    const makers = new Set(node.inputs.map((name) => maker.get(name)).filter((made) => made !== undefined));
    waiting.set(node, makers.size);
    for (const made of makers) {
      const list = readers.get(made);
      if (list) list.push(node);
      else readers.set(made, [node]);
    }
  }
  const ordered = nodes.filter((node) => waiting.get(node) === 0);
  for (let i = 0; i < ordered.length; i++)
    for (const reader of readers.get(ordered[i]) ?? []) {
      const left = (waiting.get(reader) ?? 0) - 1;
      waiting.set(reader, left);
      if (left === 0) ordered.push(reader);
    }
  return ordered.length === nodes.length
    ? ordered
    : [...ordered, ...nodes.filter((node) => (waiting.get(node) ?? 0) > 0)];
}

/** A model file with some entries of its graph replaced, inserted or added: all other bytes are copied as they stand. */
import { delimited, join } from './encode';
import type { OnnxModel } from './model';

/** Each value is one or more whole fields of the graph, by the position of an entry in `Graph.entries`. */
export interface Edits {
  replaced: Map<number, Uint8Array>;
  /** Stand just before the entry. */
  inserted: Map<number, Uint8Array[]>;
  /** Stand at the graph’s end. */
  appended: Uint8Array[];
}

export const noEdits = (): Edits => ({ replaced: new Map(), inserted: new Map(), appended: [] });

/**
 * The edited file. Every unchanged byte is copied once; with nothing to change, the very same array is returned.
 * Offsets into an external data file stay valid, since they count from that file’s start.
 */
export function splice(model: OnnxModel, edits: Edits): Uint8Array {
  const { bytes, fields, graphField } = model;
  if (!edits.replaced.size && !edits.inserted.size && !edits.appended.length) return bytes;
  const graph = fields[graphField];
  const inside: Uint8Array[] = [];
  // Unchanged entries in a row are one range: a file of many weights is copied in few pieces.
  let copied = graph.from;
  const copyTo = (end: number) => {
    if (end > copied) inside.push(bytes.subarray(copied, end));
    copied = end;
  };
  model.graph.entries.forEach((entry, i) => {
    const before = edits.inserted.get(i);
    const instead = edits.replaced.get(i);
    if (!before && !instead) return;
    copyTo(entry.start);
    inside.push(...(before ?? []));
    if (instead) {
      inside.push(instead);
      copied = entry.to;
    }
  });
  copyTo(graph.to);
  inside.push(...edits.appended);
  return join([bytes.subarray(0, graph.start), ...delimited(graph.number, inside), bytes.subarray(graph.to)]);
}

/** Which other files a graph’s weights lie in. */
import { GRAPH, type OnnxModel } from './model';
import { decodeTensorHeader } from './value';
import { type Field, nested, text } from './wire';

/** Field numbers of TensorProto and StringStringEntryProto. */
const EXTERNAL_DATA = 13;
const ENTRY = { key: 1, value: 2 };

export interface ExternalFile {
  /** Beside the graph’s file, as the graph names it. */
  path: string;
  /** How far into it the graph reaches: it is at least so many bytes long. */
  bytes: number;
}

/** Each file once, in the order of the graph. */
export function externalFiles({ bytes, graph }: OnnxModel): ExternalFile[] {
  const found = new Map<string, number>();
  for (const entry of graph.entries) {
    if (entry.number !== GRAPH.initializer || !decodeTensorHeader(bytes, entry).external) continue;
    const told = externalEntries(bytes, entry);
    const path = told.get('location');
    const end = Number(told.get('offset') ?? 0) + Number(told.get('length') ?? 0);
    if (path) found.set(path, Math.max(end, found.get(path) ?? 0));
  }
  return [...found].map(([path, end]) => ({ path, bytes: end }));
}

/** What a stored tensor tells of where its data lie: `location`, and as decimal numbers `offset` and `length`. */
export function externalEntries(bytes: Uint8Array, tensor: Field): Map<string, string> {
  const told = new Map<string, string>();
  for (const part of nested(bytes, tensor)) {
    if (part.number !== EXTERNAL_DATA) continue;
    const pair = nested(bytes, part);
    const field = (number: number) => pair.find((inner) => inner.number === number);
    const [key, value] = [field(ENTRY.key), field(ENTRY.value)];
    if (key && value) told.set(text(bytes, key), text(bytes, value));
  }
  return told;
}

/**
 * The members of one JSON object, found without parsing or even decoding what is in them: a line of a samples log is mostly
 * prompts and answers that nobody asks for here, and Python writes NaN and Infinity among them, which JSON.parse
 * refuses. It works on UTF-8, where no byte of another character looks like a quote or a bracket.
 * Contract: a value that is skipped is followed by its brackets and quotes only; it is not checked.
 */

/** `cut`: the text ends within the object. `broken`: it is not an object. */
export type Scanned = 'complete' | 'cut' | 'broken';

/** The value stands at `start` … `end` of the bytes; the last value of a cut object ends with them. */
export type VisitMember = (name: string, start: number, end: number) => void;

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;

/** Visits the members of the object that `bytes` have between `from` and `to`, in order. */
export function scanMembers(bytes: Uint8Array, from: number, to: number, visit: VisitMember): Scanned {
  let at = skipSpace(bytes, from, to);
  if (at >= to || bytes[at] !== OPEN) return 'broken';
  at = skipSpace(bytes, at + 1, to);
  if (at < to && bytes[at] === CLOSE) return ended(bytes, at + 1, to);
  for (;;) {
    if (at >= to) return 'cut';
    if (bytes[at] !== QUOTE) return 'broken';
    const nameEnd = skipString(bytes, at, to);
    if (nameEnd > to) return 'cut';
    const name = nameAt(bytes, at + 1, nameEnd - 1);
    at = skipSpace(bytes, nameEnd, to);
    if (at >= to) return 'cut';
    if (bytes[at] !== COLON) return 'broken';
    const start = skipSpace(bytes, at + 1, to);
    const end = start < to ? skipValue(bytes, start, to) : to + 1;
    if (end === start) return 'broken';
    visit(name, start, Math.min(end, to));
    at = end < to ? skipSpace(bytes, end, to) : to;
    if (at >= to) return 'cut';
    if (bytes[at] === CLOSE) return ended(bytes, at + 1, to);
    if (bytes[at] !== COMMA) return 'broken';
    at = skipSpace(bytes, at + 1, to);
  }
}

const ended = (bytes: Uint8Array, from: number, to: number): Scanned =>
  skipSpace(bytes, from, to) === to ? 'complete' : 'broken';

const LONGEST_NAME = 100;

/** Names that matter are ASCII; another one is some name all the same, and a very long one is cut. */
function nameAt(bytes: Uint8Array, from: number, to: number): string {
  let name = '';
  for (let at = from; at < Math.min(to, from + LONGEST_NAME); at++) name += String.fromCharCode(bytes[at]);
  return name;
}

function skipSpace(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] <= 32) at++;
  return at;
}

/** The place after the string that begins at `from`; beyond `to` when it does not end. */
function skipString(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    // The character after a backslash, be it a quote, is part of the string.
    if (byte === BACKSLASH) at++;
  }
  return to + 1;
}

/** The place after the value that begins at `from`; beyond `to` when it does not end. */
function skipValue(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from];
  if (first === QUOTE) return skipString(bytes, from, to);
  if (first !== OPEN && first !== OPEN_LIST) return skipWord(bytes, from, to);
  let depth = 0;
  for (let at = from; at < to;) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = skipString(bytes, at, to);
      continue;
    }
    if (byte === OPEN || byte === OPEN_LIST) depth++;
    else if ((byte === CLOSE || byte === CLOSE_LIST) && --depth === 0) return at + 1;
    at++;
  }
  return to + 1;
}

/** Numbers, true, NaN: all that ends with a space, a comma or a bracket. */
function skipWord(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && !endsWord(bytes[at])) at++;
  return at;
}

const endsWord = (byte: number) =>
  byte <= 32 || byte === COMMA || byte === CLOSE || byte === CLOSE_LIST || byte === COLON || byte === QUOTE;

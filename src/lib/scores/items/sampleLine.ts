/**
 * One line of a samples log of lm-evaluation-harness (`--log_samples`): a document, its prompts, the answers, hashes of the
 * three, and the document's value on each metric beside them.
 */
import { harnessMetric } from '../import/harnessTask';
import { scanMembers } from './members';

/** What is kept of a line. The object is reused for the next one. */
export interface SampleLine {
  /** Null where the line has none. */
  docHash: string | null;
  docId: number | null;
  promptHash: string | null;
  filter: string | null;
  /** Values by metric; NaN where the line says NaN. Lists and texts are no value: their metrics are in `valueless`. */
  values: Map<string, number>;
  valueless: Set<string>;
}

/** `other`: an object that is no sample. */
export type LineKind = 'sample' | 'blank' | 'other' | 'cut' | 'broken';

export interface SampleReader {
  /** Reads the line that `bytes` have between `from` and `to` into `line`. */
  read(bytes: Uint8Array, from: number, to: number): LineKind;
  readonly line: Readonly<SampleLine>;
}

/** Metrics of which more is not better, or which are no share of anything. */
const NO_SHARE =
  /perplexity|brier|bits|loss|likelihood|stereotype|entropy|latency|token|length|count|_diff$|_max$|(?:^|_)(?:bleu|rouge|ter|chrf)\w*$/i;

const NONE: ReadonlySet<string> = new Set();
const KEPT_LISTS = 100;

const mayBeShare = (name: string) => name.endsWith('_acc') || !NO_SHARE.test(name);

export function createSampleReader(): SampleReader {
  const line: SampleLine = {
    docHash: null,
    docId: null,
    promptHash: null,
    filter: null,
    values: new Map(),
    valueless: new Set(),
  };
  /** Members that are none of the fixed ones: metrics among them. `metrics`, which lists them, may come later. */
  const names: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const shares = new Map<string, boolean>();
  /** The lists of a file are few, and come again on every line. */
  const lists = new Map<string, ReadonlySet<string>>();
  let declared: ReadonlySet<string> = NONE;
  let isSample = false;
  let bytes: Uint8Array = new Uint8Array(0);

  const visit = (name: string, start: number, end: number) => {
    switch (name) {
      case 'doc':
      case 'target':
      case 'arguments':
      case 'target_hash':
        return;
      case 'resps':
      case 'filtered_resps':
        isSample = true;
        return;
      case 'doc_hash':
        line.docHash = asText(bytes, start, end);
        return;
      case 'prompt_hash':
        line.promptHash = asText(bytes, start, end);
        return;
      case 'filter':
        line.filter = asText(bytes, start, end);
        return;
      case 'doc_id':
        line.docId = numberFrom(wordAt(bytes, start, end));
        return;
      case 'metrics': {
        const list = decode(bytes, start, end);
        declared = lists.get(list) ?? new Set(asNames(list));
        if (lists.size < KEPT_LISTS) lists.set(list, declared);
        return;
      }
      default:
        names.push(name);
        starts.push(start);
        ends.push(end);
    }
  };

  function isShare(name: string): boolean {
    const known = shares.get(name);
    if (known !== undefined) return known;
    const share = harnessMetric(name) !== null;
    shares.set(name, share);
    return share;
  }

  function takeValues() {
    for (let i = 0; i < names.length; i++) {
      if (!isShare(names[i]) && !(declared.has(names[i]) && mayBeShare(names[i]))) continue;
      const value = asValue(bytes, starts[i], ends[i]);
      if (value === null) line.valueless.add(names[i]);
      else line.values.set(names[i], value);
    }
  }

  return {
    line,
    read(whole, from, to) {
      bytes = whole;
      line.docHash = line.promptHash = line.filter = line.docId = null;
      line.values.clear();
      line.valueless.clear();
      names.length = starts.length = ends.length = 0;
      declared = NONE;
      isSample = false;
      const scanned = scanMembers(whole, from, to, visit);
      if (scanned === 'broken' && isBlank(whole, from, to)) return 'blank';
      if (scanned !== 'complete') return scanned;
      takeValues();
      const identified = line.docHash !== null || line.docId !== null;
      return identified && (isSample || line.values.size > 0) ? 'sample' : 'other';
    },
  };
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] > 32) return false;
  return true;
}

const decoder = new TextDecoder();
const QUOTE = 34;

const decode = (bytes: Uint8Array, start: number, end: number) => decoder.decode(bytes.subarray(start, end));

/** A string's value; null for what is none. */
function asText(bytes: Uint8Array, start: number, end: number): string | null {
  if (bytes[start] !== QUOTE) return null;
  const written = decode(bytes, start, end);
  if (!written.includes('\\')) return written.length > 2 ? written.slice(1, -1) : null;
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** A word as written, without the quotes that it may have. */
const wordAt = (bytes: Uint8Array, start: number, end: number) =>
  bytes[start] === QUOTE ? decode(bytes, start + 1, end - 1) : decode(bytes, start, end);

function numberFrom(word: string): number | null {
  const value = Number(word);
  return word.trim() !== '' && Number.isFinite(value) ? value : null;
}

/** A metric's value. Some dumps write booleans, and NumPy's numbers as text. Null for lists, texts and null. */
function asValue(bytes: Uint8Array, start: number, end: number): number | null {
  // Most values are 0 or 1, or 0.0 or 1.0.
  const digit = bytes[start] - 48;
  const plain =
    end === start + 1 || (end === start + 3 && bytes[start + 1] === 46 && bytes[start + 2] === 48);
  if (plain && (digit === 0 || digit === 1)) return digit;
  const word = wordAt(bytes, start, end);
  if (/^true$/i.test(word)) return 1;
  if (/^false$/i.test(word)) return 0;
  if (/^nan$/i.test(word)) return NaN;
  return numberFrom(word);
}

function asNames(list: string): string[] {
  try {
    const names: unknown = JSON.parse(list);
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

/** One samples log → its results by filter and metric, as columns: all that is kept of hundreds of megabytes. */
import type { ProblemLog } from '../import/problems';
import { readLines, type LineVisitor } from './lines';
import { createSampleReader, type SampleLine } from './sampleLine';

/** The samples of one filter of a file, one place each in every column, in the order of the lines. */
export interface SampleRun {
  filter: string | null;
  /** Place of the document's hash among the session's hashes; −1 where the line has none. */
  hashes: number[];
  /** NaN where the line has none. */
  docIds: number[];
  /** 32 bits of the prompt's hash; 0 where the line has none. Enough to tell that prompts differ. */
  prompts: number[];
  lines: number[];
  /** By metric: 0…1, NaN where the line has no value. */
  metrics: Map<string, Float32Array>;
}

/** Document hashes by number, shared by all files: a hash is kept once, not once a model. */
export interface HashBook {
  numberOf(hash: string): number;
  textOf(number: number): string;
}

export function createHashBook(): HashBook {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    numberOf(hash) {
      let number = numbers.get(hash);
      if (number === undefined) {
        number = texts.push(hash) - 1;
        numbers.set(hash, number);
      }
      return number;
    },
    textOf: (number) => texts[number],
  };
}

/** Rounding of sums of probabilities leaves values a hair beyond 1. */
const SLACK = 1e-6;
/** Bad lines that are listed one by one; the others are counted. */
const LISTED = 5;

/**
 * Reads a file. What cannot be used is told in `log`; a file without a single sample is refused.
 * @param source the file's name in messages
 * @returns one run for each filter, in order of appearance; none when the file is refused
 * @throws what `pace` throws
 */
export async function readSampleFile(
  file: Blob,
  source: string,
  hashes: HashBook,
  log: ProblemLog,
  pace: (bytes: number) => Promise<void>,
): Promise<SampleRun[]> {
  const reader = createSampleReader();
  const runs = new Map<string | null, GrowingRun>();
  const valueless = new Map<string, { line: number; times: number }>();
  const bad: { line: number; text: string; what: string }[] = [];
  let badCount = 0;
  let lastLine = 0;
  /** A line that ends early: the last one is cut off, any other is broken. */
  const pending: { cut: { line: number; text: string } | null } = { cut: null };

  const skip = (line: number, text: string, what: string) => {
    if (++badCount <= LISTED) bad.push({ line, text, what });
  };
  const notJson = 'is not valid JSON; the line is left out. Check how the file was written or copied.';
  const endCut = () => {
    if (pending.cut !== null) skip(pending.cut.line, pending.cut.text, notJson);
    pending.cut = null;
  };
  const visitor: LineVisitor = {
    line(bytes, from, to, number) {
      lastLine = number;
      const kind = reader.read(bytes, from, to);
      if (kind === 'blank') return;
      endCut();
      if (kind === 'sample') {
        const { line } = reader;
        let run = runs.get(line.filter);
        if (!run) runs.set(line.filter, (run = createRun()));
        run.add(line, number, line.docHash === null ? -1 : hashes.numberOf(line.docHash));
        for (const name of line.valueless) {
          const seen = valueless.get(name);
          if (seen) seen.times++;
          else valueless.set(name, { line: number, times: 1 });
        }
      } else if (kind === 'cut') pending.cut = { line: number, text: beginning(bytes, from, to) };
      else if (kind === 'broken') skip(number, beginning(bytes, from, to), notJson);
      else
        skip(
          number,
          beginning(bytes, from, to),
          'is not a sample: it has no doc_hash or doc_id, or no result. The line is left out.',
        );
    },
    tooLong(number) {
      lastLine = number;
      endCut();
      skip(number, '', 'is longer than 64 MB and is left out.');
    },
  };
  const failure = await readLines(file, visitor, pace);

  if (runs.size === 0) {
    endCut();
    log.refuse(source, refusal(source, lastLine, failure, bad[0]?.what));
    return [];
  }
  for (const { line, text, what } of bad) log.skip({ source, line, value: text }, `Line ${line} ${what}`);
  if (badCount > bad.length)
    log.skip({ source }, `${badCount - bad.length} more lines of ${source} could not be used either.`);
  if (failure !== null)
    log.skip(
      { source, line: lastLine },
      `${source} could be read up to line ${lastLine} only (${failure}). Copy or compress it again.`,
    );
  else if (pending.cut !== null)
    log.skip(
      { source, line: pending.cut.line, value: pending.cut.text },
      'The last line is cut off and left out: the run was stopped, or the copy is not complete. Copy the file again.',
    );
  const finished = [...runs].map(([filter, run]) => run.finish(filter, source, log));
  tellValueless(valueless, finished, source, log);
  return finished;
}

/** The first characters of a line, to show which it is. */
const beginning = (bytes: Uint8Array, from: number, to: number) =>
  new TextDecoder().decode(bytes.subarray(from, Math.min(to, from + 80))).trim();

function refusal(source: string, lines: number, failure: string | null, first: string | undefined): string {
  if (failure !== null) return `${source} could not be read (${failure}). Copy or compress it again.`;
  if (lines === 0) return `${source} is empty.`;
  return `${source} has no line that is a sample of a --log_samples run${first === undefined ? '' : `: the first one ${first}`}`;
}

/** A metric with a value on no line is a list or a text by its nature; elsewhere a value is missing. */
function tellValueless(
  valueless: Map<string, { line: number; times: number }>,
  runs: readonly SampleRun[],
  source: string,
  log: ProblemLog,
): void {
  for (const [name, { line, times }] of valueless)
    if (!runs.some((run) => run.metrics.has(name)))
      log.note({ source, line, column: name }, `${name} is not one number an item, so it is not offered.`);
    else
      log.skip(
        { source, line, column: name },
        `${name} has no number on ${times} ${times === 1 ? 'line' : 'lines'}; these items count as missing.`,
      );
}

interface GrowingRun {
  add(line: Readonly<SampleLine>, number: number, hash: number): void;
  finish(filter: string | null, source: string, log: ProblemLog): SampleRun;
}

function createRun(): GrowingRun {
  const hashes: number[] = [];
  const docIds: number[] = [];
  const prompts: number[] = [];
  const lines: number[] = [];
  const columns = new Map<string, number[]>();
  return {
    add(line, number, hash) {
      const row = lines.push(number) - 1;
      hashes.push(hash);
      docIds.push(line.docId ?? NaN);
      prompts.push(line.promptHash === null ? 0 : bitsOf(line.promptHash));
      for (const [name, value] of line.values) {
        let column = columns.get(name);
        if (!column) columns.set(name, (column = []));
        while (column.length < row) column.push(NaN);
        column.push(value);
      }
    },
    finish(filter, source, log) {
      const metrics = new Map<string, Float32Array>();
      for (const [name, column] of columns) {
        const outside = column.findIndex((value) => value < -SLACK || value > 1 + SLACK);
        if (outside >= 0) {
          log.note(
            { source, line: lines[outside], column: name, value: String(column[outside]) },
            `${name} is ${column[outside]} here, not between 0 and 1: it is no share of an item and is not offered.`,
          );
          continue;
        }
        const values = new Float32Array(lines.length).fill(NaN);
        column.forEach((value, row) => (values[row] = Math.min(1, Math.max(0, value))));
        const blank = values.findIndex((value) => Number.isNaN(value));
        if (blank >= 0 && column.some((value) => Number.isNaN(value)))
          log.skip(
            { source, line: lines[blank], column: name, value: 'NaN' },
            `${name} is not a number on this line (first of ${column.filter(Number.isNaN).length}); such items count as missing.`,
          );
        metrics.set(name, values);
      }
      return { filter, hashes, docIds, prompts, lines, metrics };
    },
  };
}

/** 32 bits of a hash, never 0: its first hexadecimal digits, or FNV-1a (Fowler, Noll, Vo) of another text. */
function bitsOf(hash: string): number {
  const digits = /^[0-9a-f]{8}/i.test(hash) ? Number.parseInt(hash.slice(0, 8), 16) : null;
  if (digits !== null) return digits || 1;
  let bits = 0x811c9dc5;
  for (let i = 0; i < hash.length; i++) bits = Math.imul(bits ^ hash.charCodeAt(i), 0x01000193);
  return bits >>> 0 || 1;
}

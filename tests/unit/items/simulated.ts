/** Samples logs as lm-evaluation-harness writes them, of simulated items: seeded, so that every run has the same ones. */
import { openStream } from '$lib/stats/philox';
import type { ItemSource } from '$lib/scores/items/itemImport';

/** A document of the simulated data set. */
export interface Document {
  id: number;
  hash: string;
  text: string;
}

/** Item results of a model, by document, on each metric. */
export interface SimulatedRun {
  documents: Document[];
  metrics: Record<string, (number | string | boolean | number[])[]>;
  filter?: string;
  /** What the prompts differ by. */
  prompt?: string;
}

const hex = (word: number) => word.toString(16).padStart(8, '0');

/** 256 bits in hexadecimal, as SHA-256 is written. */
export function hashFrom(seed: number, index: number): string {
  const stream = openStream(seed, 1, index);
  return Array.from({ length: 8 }, () => hex(stream.nextWord())).join('');
}

export const documents = (count: number, seed = 1): Document[] =>
  Array.from({ length: count }, (_, id) => ({
    id,
    hash: hashFrom(seed, id),
    text: `Question ${id}: a man says “hé” \\ "why?"\n{[ and } goes ${'on '.repeat(id % 7)}`,
  }));

/** 0/1 results: an item's difficulty is common to all models, the rest is a model's own. */
export function binaryResults(count: number, ability: number, model: number, seed = 1): number[] {
  return Array.from({ length: count }, (_, i) => {
    const difficulty = openStream(seed, 2, i).nextNormal();
    const own = openStream(seed, 3 + model, i).nextNormal();
    return ability + own - difficulty > 0 ? 1 : 0;
  });
}

/** Graded results in 0…1. */
export const gradedResults = (count: number, model: number, seed = 1): number[] =>
  Array.from({ length: count }, (_, i) => openStream(seed, 100 + model, i).nextUniform());

/** Lines of a log, in the order of the documents. @param prompt length of each of the four prompts, in characters */
export function sampleLines(run: SimulatedRun, promptLength = 200): string[] {
  const { documents: docs, metrics, filter = 'none', prompt = '' } = run;
  return docs.map(({ id, hash, text }, i) => {
    const context = `${prompt}${text} `.padEnd(promptLength, 'lorem ipsum "dolor" ');
    const endings = ['one', 'two', 'three', 'four'];
    return JSON.stringify({
      doc_id: id,
      doc: { query: text, choices: endings, gold: i % 4 },
      target: String(i % 4),
      arguments: Object.fromEntries(
        endings.map((ending, k) => [`gen_args_${k}`, { arg_0: context, arg_1: ` ${ending}` }]),
      ),
      resps: endings.map((_, k) => [[`-${12 + k}.5`, 'False']]),
      filtered_resps: endings.map((_, k) => [`-${12 + k}.5`, 'False']),
      filter,
      metrics: Object.keys(metrics),
      doc_hash: hash,
      prompt_hash: hashOfText(`${prompt}${hash}`),
      target_hash: hashFrom(3, i % 4),
      ...Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, values[i]])),
    });
  });
}

function hashOfText(text: string): string {
  let a = 0;
  for (const character of text) a = (Math.imul(a, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return hashFrom(a, 0);
}

export const fileOf = (path: string, lines: readonly string[], end = '\n'): ItemSource =>
  source(path, lines.map((line) => line + end).join(''));

export function source(path: string, content: string | BlobPart): ItemSource {
  return { name: path.split('/').pop() ?? path, path, blob: new Blob([content]) };
}

export async function gzipped(file: ItemSource): Promise<ItemSource> {
  const stream = file.blob.stream().pipeThrough(new CompressionStream('gzip'));
  return {
    name: `${file.name}.gz`,
    path: `${file.path}.gz`,
    blob: new Blob([await new Response(stream).arrayBuffer()]),
  };
}

/** The path that the harness gives a log. */
export const harnessPath = (model: string, task: string, saved = '2024-07-01T10-20-30.123456') =>
  `${model.replace('/', '__')}/samples_${task}_${saved}.jsonl`;

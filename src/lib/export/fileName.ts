/** Names of exported files: safe on every system, telling what is inside. */
import type { Diagnosis } from '../coupling/diagnosis';

const PART_LIMIT = 40;

/**
 * `crossover-pythia-hellaswag-truthfulqa.json`: family and benchmarks in lower-case ASCII letters, digits and dashes. Two
 * benchmarks of one task go by their whole keys (`truthfulqa-mc1`). A part without such letters is left out.
 * @param extension without its dot
 * @param about what the file holds, where several kinds share an extension: `trajectory`
 */
export function exportFileName(
  { family, benchmark1, benchmark2 }: Pick<Diagnosis['input'], 'family' | 'benchmark1' | 'benchmark2'>,
  extension: string,
  about = '',
): string {
  const name = benchmark1.task === benchmark2.task ? 'key' : 'task';
  const parts = ['crossover', family, benchmark1[name], benchmark2[name], about].map(fileWord);
  return `${parts.filter((part) => part !== '').join('-')}.${extension}`;
}

/** `Llama 2 (chat)` → `llama-2-chat`; at most 40 characters. */
export function fileWord(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^-/, '').slice(0, PART_LIMIT).replace(/-$/, '');
}

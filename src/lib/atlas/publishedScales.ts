/**
 * What arXiv:2605.18838 states of single families: the critical scales of its table of N_c, in billions. They are typed here
 * because they are published figures, not results; what the data give stands beside them.
 */

export interface PublishedScale {
  /** As the paper's table names the family. */
  family: string;
  /** Null where the table gives none. */
  scaleB: number | null;
  /** 95 % interval, where one is published. */
  interval: [number, number] | null;
  /** What is to know about the figure; null for nothing. */
  note: string | null;
}

export const PUBLISHED_SOURCE = 'Amin 2026 (arXiv:2605.18838), table of critical scales N_c';

const plain = (family: string, scaleB: number | null): PublishedScale => ({
  family,
  scaleB,
  interval: null,
  note: null,
});

const SCALES: readonly PublishedScale[] = [
  plain('OPT', 0.12),
  plain('Cerebras', 1.3),
  plain('GPT-Neo', 1.3),
  plain('BLOOM', 1.7),
  {
    family: 'Pythia',
    scaleB: 3.5,
    interval: [2.9, 13.4],
    note: 'Minimum of one quadratic through TruthfulQA of Pythia, Llama-1 and Llama-2 together (scripts/bootstrap_Nc.py).',
  },
  plain('Falcon', 7),
  plain('Phi', null),
  plain('Qwen3', null),
];

/** Names of the panels' families → the paper's. */
const NAMES: Record<string, string> = {
  'Cerebras-GPT': 'Cerebras',
  'Pythia-deduped': 'Pythia',
};

/** What the paper's table says of a panel's family; null when it does not name it. */
export function publishedScale(family: string): PublishedScale | null {
  const name = Object.hasOwn(NAMES, family) ? NAMES[family] : family;
  return SCALES.find((scale) => scale.family === name) ?? null;
}

/** The published N_c is about TruthfulQA: beside another benchmark 2 it says nothing. */
export const publishedFor = (task: string): boolean => task === 'truthfulqa';

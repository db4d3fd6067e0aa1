/** Score tables for the tests of this room. */
import { readFileSync } from 'node:fs';
import { defaultOptions, type DiagnosisOptions } from '../../../src/lib/coupling/options';
import type { Benchmark, ModelRow, ScoreTable } from '../../../src/lib/scores/table';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../golden/${name}`, import.meta.url), 'utf8'));

export const HELLASWAG = 'hellaswag/acc_norm/10-shot';
export const TRUTHFULQA = 'truthfulqa/mc2/0-shot';

const benchmark = (
  key: string,
  label: string,
  items: number | null,
  more: Partial<Benchmark> = {},
): Benchmark => {
  const [task, metric, shots] = key.split('/');
  return {
    key,
    task,
    metric: metric ?? null,
    shots: shots === undefined ? null : Number.parseInt(shots, 10),
    label,
    items,
    itemSd: null,
    chance: 25,
    ...more,
  };
};

/** The five benchmarks of the reference scores. */
export const BENCHMARKS = [
  benchmark(HELLASWAG, 'HellaSwag', 10042),
  benchmark(TRUTHFULQA, 'TruthfulQA MC2', 817, { itemSd: 0.41, chance: null }),
  benchmark('arc_challenge/acc_norm/25-shot', 'ARC-Challenge', 1172),
  benchmark('winogrande/acc/5-shot', 'WinoGrande', 1267, { chance: 50 }),
  benchmark('mmlu/acc/5-shot', 'MMLU', 14042),
];

interface ScoredModel {
  model: string;
  paramsB: number;
  hellaswag: number;
  truthfulqa_mc2: number;
  arc_challenge: number;
  winogrande: number;
  mmlu: number;
}
export const SCORES = read('scores.json') as Record<string, ScoredModel[]>;

const score = (value: number) => ({ value, se: null, items: null });

/** All reference families in one table. */
export function referenceTable(): ScoreTable {
  const models = Object.entries(SCORES).flatMap(([family, rows]) =>
    rows.map((row): ModelRow => {
      const values = [row.hellaswag, row.truthfulqa_mc2, row.arc_challenge, row.winogrande, row.mmlu];
      return {
        id: row.model,
        model: row.model,
        family,
        paramsB: row.paramsB,
        scores: Object.fromEntries(values.map((value, i) => [BENCHMARKS[i].key, score(value)])),
        excluded: false,
        line: null,
      };
    }),
  );
  return { title: 'Reference scores', panel: null, benchmarks: structuredClone(BENCHMARKS), models };
}

/** A family of its own, from sizes and two scores. */
export function smallTable(
  rows: [paramsB: number | null, b1: number | null, b2: number | null][],
): ScoreTable {
  const models = rows.map(([paramsB, b1, b2], i): ModelRow => {
    const scores: ModelRow['scores'] = {};
    if (b1 !== null) scores[HELLASWAG] = score(b1);
    if (b2 !== null) scores[TRUTHFULQA] = score(b2);
    return { id: `m${i}`, model: `M${i}`, family: 'Toy', paramsB, scores, excluded: false, line: i + 2 };
  });
  return { title: 'Toy', panel: null, benchmarks: structuredClone(BENCHMARKS.slice(0, 2)), models };
}

export const optionsWith = (changes: Partial<DiagnosisOptions>): DiagnosisOptions => ({
  ...defaultOptions(),
  ...changes,
});

/** Few draws, where probabilities are not what is tested. */
export const QUICK = { draws: 1000 };

export interface Golden {
  n: number;
  models: string[];
  intervals: {
    frm: string;
    to: string;
    params_mid_b: number;
    d1: number;
    d2: number;
    gamma: number;
    se: number;
    fieller: ['bounded' | 'complement' | 'all', number | null, number | null];
    p_tax: number;
    p_transition: number;
    p_bonus: number;
  }[];
  pearson?: number;
  spearman?: number;
  kendall?: number;
  theil_sen?: number;
  ols_slope?: number;
  york?: {
    slope: number;
    se: number;
    chi2_nu: number;
    lo: number;
    hi: number;
    item_noise_only: [number, number];
  };
  crossing?: Record<
    'min' | 'max',
    { p: number; median_b: number | null; lo: number | null; hi: number | null }
  >;
  verdict?: string;
  fisher_ci?: [number, number];
  partial_given_logN?: number;
  partial_ci?: [number, number];
  degenerate_mass?: number;
  exact_percentile_ci?: [number, number];
  bca_ci?: [number, number];
  perm_p?: number;
  d_eff_cov?: number;
  d_eff_corr?: number;
}
export const GOLDEN = read('families.json') as Record<string, Golden>;

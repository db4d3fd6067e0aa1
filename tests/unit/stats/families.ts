/** The eight reference families: scores in file order, and the values an independent NumPy/SciPy script gave. */
import scores from '../../golden/scores.json' with { type: 'json' };
import golden from '../../golden/families.json' with { type: 'json' };
import { expect } from 'vitest';

export interface ReferenceModel {
  model: string;
  paramsB: number;
  hellaswag: number;
  truthfulqa_mc2: number;
  arc_challenge: number;
  winogrande: number;
  mmlu: number;
}

export interface Reference {
  n: number;
  models: string[];
  pearson?: number;
  spearman?: number;
  kendall?: number;
  theil_sen?: number;
  ols_slope?: number;
  york?: { slope: number; se: number; chi2_nu: number; item_noise_only: number[] };
  fisher_ci?: number[];
  partial_given_logN?: number;
  partial_ci?: (number | null)[];
  degenerate_mass?: number;
  exact_percentile_ci?: number[];
  bca_ci?: number[];
  perm_p?: number;
  d_eff_cov?: number;
  d_eff_corr?: number;
}

const models: Record<string, ReferenceModel[]> = scores;
const references: Record<string, Reference> = golden;

/** HellaSwag, TruthfulQA MC2, log10 of the size, and all five benchmarks as rows. */
export const families = Object.entries(references).map(([family, reference]) => ({
  family,
  reference,
  models: models[family],
  x: models[family].map((m) => m.hellaswag),
  y: models[family].map((m) => m.truthfulqa_mc2),
  logSize: models[family].map((m) => Math.log10(m.paramsB)),
  rows: models[family].map((m) => [m.hellaswag, m.truthfulqa_mc2, m.arc_challenge, m.winogrande, m.mmlu]),
}));

/** The families for which the reference gives a value; fails when it gives it for none. */
export function familiesWith<K extends keyof Reference>(key: K) {
  const found = families.flatMap((f) => {
    const value = f.reference[key];
    return value === undefined || value === null
      ? []
      : [{ ...f, expected: value as NonNullable<Reference[K]> }];
  });
  expect(found.length).toBeGreaterThan(2);
  return found;
}

/** Equal within 1e-9 of the larger size, or within `absolute` where given. */
export function expectClose(actual: number | null, expected: number, relative = 1e-9, absolute = 0): void {
  expect(actual).not.toBeNull();
  const error = Math.abs(Number(actual) - expected);
  expect(error, `${actual} against ${expected}`).toBeLessThanOrEqual(
    Math.max(absolute, relative * Math.abs(expected)),
  );
}

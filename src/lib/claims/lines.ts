/** Straight lines in log size through the Pythia scores, and the rates between sizes. */
import * as v from 'valibot';
import { ols } from '../stats/regression';
import { mean, populationSd } from '../stats/summary';
import type { Claim, Values } from './claim';
import type { ClaimData } from './data';
import { rounded } from './figure';
import { COLUMNS, pythia, WITH_TABLE, type Column, type Pythia } from './pythia';
import { said } from './words';

const HoldOutSchema = v.object({ trained_on: v.array(v.string()) });

function scoresOf({ scores }: Pythia, column: Column): number[] {
  const found = scores[column];
  if (found === undefined) throw new RangeError(`this Pythia table has no ${column}`);
  return found;
}

/** Error of the line's score at the largest size, percent of the score, of each benchmark. */
function errorsAtLargest(table: Pythia, trained: number): Values {
  const x = table.logSize.slice(0, trained);
  const at = table.logSize[trained];
  const errors = COLUMNS.map((column) => {
    const y = scoresOf(table, column);
    const fit = ols(x, y.slice(0, trained));
    if (fit === null) throw new RangeError('hold-out: all sizes are equal');
    return (100 * (fit.intercept + fit.slope * at - y[trained])) / y[trained];
  });
  const each = Object.fromEntries(COLUMNS.map((column, k) => [column, errors[k]]));
  return {
    ...each,
    mean: mean(errors.map(Math.abs)),
    largest: Math.max(...errors.map(Math.abs)),
  };
}

const holdOut = (data: ClaimData, table: 'A' | 'B'): Values =>
  errorsAtLargest(pythia(data, table), data.input('holdout_12B', HoldOutSchema).trained_on.length);

/** W = Σ|dB/dL| of five benchmarks between sizes: its mean and spread, and TruthfulQA's share at either end. */
function rates(table: Pythia): Values {
  const steps = table.logSize.slice(1).map((to, i) => {
    const rate = COLUMNS.map((column) => {
      const y = scoresOf(table, column);
      return Math.abs((y[i + 1] - y[i]) / (to - table.logSize[i]));
    });
    const W = rate.reduce((sum, one) => sum + one, 0);
    return { W, share: (100 * rate[COLUMNS.indexOf('TQA')]) / W };
  });
  const W = steps.map((step) => step.W);
  return {
    mean: mean(W),
    cv: (100 * populationSd(W)) / mean(W),
    first: steps[0].share,
    last: steps[steps.length - 1].share,
  };
}

const LABELS: Record<Column, string> = {
  HS: 'HellaSwag',
  TQA: 'TruthfulQA',
  ARC: 'ARC-Challenge',
  WG: 'WinoGrande',
  MMLU: 'MMLU',
};
/** Predicted against actual 12B, percent. */
const PRINTED: Record<Column, number> = { HS: 5.3, TQA: -1.6, ARC: 3.7, WG: -2.1, MMLU: -3.2 };

const OPEN_A = { page: 'diagnose', panel: 'pythia-tables', family: 'Pythia (table A)' } as const;

export const claims: Claim[] = [
  {
    id: 'a-12b-lines',
    paper: 'A',
    where: 'data/ai_free_energy_data.json',
    group: 'dynamics',
    statement: 'Lines in log size through seven sizes miss Pythia-12B by 5.3, −1.6, 3.7, −2.1 and −3.2 %.',
    figures: COLUMNS.map((column) => rounded(column, LABELS[column], PRINTED[column], 1, { unit: '%' })),
    procedure:
      'Least-squares line of each benchmark on log10 N over 70M to 6.9B (table A), read off at 12B: (predicted − actual)/actual.',
    data: ['holdout_12B', 'pythia_A', 'pythia_B'],
    recompute: (data) => [
      { condition: null, values: holdOut(data, 'A') },
      { condition: WITH_TABLE.B, values: holdOut(data, 'B') },
    ],
    why: 'Straight lines predict the next size within a few per cent. The 6.9B and 12B scores of this table are estimates by its own file, made from such trends.',
    open: OPEN_A,
  },
  {
    id: 'readme-12b',
    paper: 'dashboard',
    where: 'README.md',
    group: 'dynamics',
    statement: 'The README gives the prediction of Pythia-12B an error of 5.6 %.',
    figures: [rounded('mean', 'mean error', 5.6, 1, { unit: '%' })],
    procedure: 'Mean absolute error of the lines through seven sizes at 12B, over five benchmarks.',
    data: ['holdout_12B', 'readme_claims', 'pythia_A', 'pythia_B'],
    recompute: (data) => [
      { condition: null, values: holdOut(data, 'A') },
      { condition: WITH_TABLE.B, values: holdOut(data, 'B') },
    ],
    why: ([{ values }]) =>
      `The lines are off by ${said(values.mean, 1)} % on average and ${said(values.largest, 1)} % at most. 5.6 % is the paper’s error for Llama-2, a different prediction.`,
    open: OPEN_A,
  },
  {
    id: 'a-rate-sum',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'dynamics',
    statement:
      'The summed rate of five benchmarks is steady (coefficient of variation 27 %) while TruthfulQA’s share of it falls from 42 % to 3 %.',
    figures: [
      rounded('cv', 'coefficient of variation', 27, 0, { unit: '%' }),
      rounded('first', 'TruthfulQA’s share, first step', 42, 0, { unit: '%' }),
      rounded('last', 'TruthfulQA’s share, last step', 3, 0, { unit: '%' }),
    ],
    procedure:
      'W = Σ|ΔB/Δlog10 N| over five benchmarks for each of the seven steps of Pythia (table A): standard deviation (with n) over mean, and TruthfulQA’s part of the first and last W.',
    data: ['W_inputs', 'pythia_A', 'pythia_B'],
    recompute: (data) => [
      { condition: null, values: rates(pythia(data, 'A')) },
      { condition: WITH_TABLE.B, values: rates(pythia(data, 'B')) },
    ],
    why: ([a, b]) =>
      `Table A gives ${said(a.values.cv, 0)} %, ${said(a.values.first, 0)} % and ${said(a.values.last, 0)} %; table B comes near the shares (${said(b.values.first, 0)} % and ${said(b.values.last, 0)} %) with a variation of ${said(b.values.cv, 0)} %.`,
    open: OPEN_A,
  },
];

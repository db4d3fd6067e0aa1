/** The bootstrap of the critical scale: minimum of a parabola of TruthfulQA in log size, over resampled points. */
import * as v from 'valibot';
import { weightedQuadratic } from '../stats/quadratic';
import { quantiles } from '../stats/quantile';
import type { Claim, Values } from './claim';
import type { ClaimData } from './data';
import { rounded, within } from './figure';
import { mersenneTwister } from './mersenneTwister';
import { pythia } from './pythia';
import { populationZero } from './uniform';
import { said } from './words';

const SetupSchema = v.object({
  resamples: v.number(),
  seed: v.number(),
  valid_log10N_window: v.tuple([v.number(), v.number()]),
});
const Scores = v.object({ TQA: v.array(v.number()) });
const VariantsSchema = v.object({ N: v.array(v.number()), B: Scores, O: Scores });

/** log10 N and TruthfulQA (percent), a list for each family. */
type Points = { x: number[]; y: number[] }[];

function points(data: ClaimData, table: 'B' | 'O'): Points {
  const own = pythia(data, table);
  return [
    { x: own.logSize, y: own.scores.TQA },
    ...(['llama1_variants', 'llama2_variants'] as const).map((key) => {
      const variants = data.input(key, VariantsSchema);
      return { x: variants.N.map(Math.log10), y: variants[table].TQA };
    }),
  ];
}

/** Position of the parabola's minimum in log10 N; null when it has none within the window. */
function minimumAt(x: readonly number[], y: readonly number[], [from, to]: [number, number]): number | null {
  const fit = weightedQuadratic(
    x,
    y,
    x.map(() => 1),
  );
  if (fit === null || !(fit.a > 0)) return null;
  const at = -fit.b / (2 * fit.a);
  return at > from && at < to ? at : null;
}

/** @param strata lists that are resampled apart: one for the script's draw, one a family for a stratified one */
function bootstrap(strata: Points, data: ClaimData): Values {
  const setup = data.input('nc_bootstrap_setup', SetupSchema);
  const random = mersenneTwister(setup.seed);
  const found: number[] = [];
  for (let draw = 0; draw < setup.resamples; draw++) {
    const x: number[] = [];
    const y: number[] = [];
    for (const stratum of strata) {
      for (let i = 0; i < stratum.x.length; i++) {
        const row = random.nextIndex(stratum.x.length);
        x.push(stratum.x[row]);
        y.push(stratum.y[row]);
      }
    }
    const at = minimumAt(x, y, setup.valid_log10N_window);
    if (at !== null) found.push(10 ** (at - 9));
  }
  const [lo, lo68, median, hi68, hi] = quantiles(found, [0.025, 0.16, 0.5, 0.84, 0.975]);
  return { scale: median, lo, hi, lo68, hi68, valid: (100 * found.length) / setup.resamples };
}

const pooled = (lists: Points): Points => [
  { x: lists.flatMap(({ x }) => x), y: lists.flatMap(({ y }) => y) },
];

export const claims: Claim[] = [
  {
    id: 'a-nc-bootstrap',
    paper: 'A',
    where: 'Abstract; Methods, ‘Effective dimensionality’; scripts/bootstrap_Nc.py',
    group: 'critical-scale',
    statement: 'The critical scale is 3.5B, 95 % bootstrap interval [2.9B, 13.4B].',
    figures: [
      rounded('scale', 'N_c', 3.5, 1, { unit: 'B' }),
      rounded('lo', 'lower end', 2.9, 1, { unit: 'B' }),
      rounded('hi', 'upper end', 13.4, 1, { unit: 'B' }),
      within('lo68', '68 %: lower end', 3.2, 0.1, { unit: 'B' }),
      within('hi68', '68 %: upper end', 4.3, 0.1, { unit: 'B' }),
      rounded('valid', 'resamples with a minimum', 99.5, 1, { unit: '%' }),
    ],
    procedure:
      'As the released script does it: 14 points of (log10 N, TruthfulQA) of Pythia (table B), Llama-1 and Llama-2; 10,000 times draw 14 of them with replacement (NumPy’s MT19937, seed 42, reproduced draw for draw), fit a parabola, keep its minimum where it opens upwards and 7 < log10 N < 12; median and percentiles. The 68 % ends are held to one unit of their last digit.',
    data: ['nc_bootstrap_setup', 'pythia_B', 'pythia_O', 'llama1_variants', 'llama2_variants', 'uniform'],
    recompute: (data) => [
      { condition: null, values: bootstrap(pooled(points(data, 'B')), data) },
      { condition: 'drawn within each family', values: bootstrap(points(data, 'B'), data) },
      {
        condition: 'with the leaderboard’s scores of the same fourteen models',
        values: bootstrap(pooled(points(data, 'O')), data),
      },
    ],
    calibrate: populationZero,
    why: ([, stratified, leaderboard]) =>
      `The script’s numbers come out. They locate the lowest point of TruthfulQA over three families, without HellaSwag; the text describes a zero crossing of Pythia’s coupling. Drawn within families the upper end is ${said(stratified.values.hi, 1)}B, with the leaderboard’s scores ${said(leaderboard.values.hi, 1)}B.`,
    open: { page: 'methods', section: 'critical-scale' },
  },
  {
    id: 'a-nc-ensemble',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'critical-scale',
    statement: 'Five methods together put the critical scale at 2.23B [1.5B, 5.3B].',
    figures: [
      rounded('scale', 'N_c', 2.23, 2, { unit: 'B' }),
      rounded('lo', 'lower end', 1.5, 1, { unit: 'B' }),
      rounded('hi', 'upper end', 5.3, 1, { unit: 'B' }),
    ],
    procedure: 'Combination of five estimates.',
    data: ['not_released'],
    recompute: () => [],
    missing: 'The five estimates, their weights, and the scores behind them are in no released file.',
    calibrate: populationZero,
    why: 'What is released has no five estimates to combine.',
  },
];

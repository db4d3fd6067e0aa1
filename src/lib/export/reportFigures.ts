/** The figures of a report as lines of Markdown. A figure that is undefined says so; nothing is computed here. */
import type { CriticalScale, Diagnosis, Range } from '../coupling/diagnosis';
import { outsideItsInterval } from '../coupling/dimensionWords';
import { bracketed, decimal, percent, significant, whole } from '../coupling/words';
import { markdownText as md } from './markdown';

const SETTLED = new Set(['tax', 'transition', 'bonus']);
const UNDEFINED = 'undefined';

const number = (x: number | null, decimals = 2) => (x === null ? UNDEFINED : decimal(x, decimals));
const range = (r: Range | null) => (r === null ? UNDEFINED : bracketed(...r));
const withInterval = (value: number, lo: number | null, hi: number | null) =>
  lo === null || hi === null ? decimal(value) : `${decimal(value)} ${bracketed(lo, hi)}`;

/** ΔB2 per decade, slope, settled intervals, crossing. */
export function headlineFigures({ family, intervals, input, criticalScale }: Diagnosis): string[] {
  const [b1, b2] = [md(input.benchmark1.label), md(input.benchmark2.label)];
  const perDecade = family?.perDecade ?? null;
  const slope = family?.slopes.errorsInVariables ?? null;
  const settled = intervals.filter(({ phase }) => SETTLED.has(phase)).length;
  return [
    `${b2} per tenfold size: ${perDecade === null ? UNDEFINED : `${withInterval(perDecade.value, perDecade.lo, perDecade.hi)} points`}`,
    slope === null
      ? `Slope of ${b2} on ${b1}: ${UNDEFINED}`
      : `Slope of ${b2} on ${b1}: ${withInterval(slope.slope, slope.lo, slope.hi)} points per point ` +
        `(errors in both variables; χ²/ν ${decimal(slope.chi2PerDof)}; given item noise only ${range(slope.itemNoiseOnly)})`,
    `Settled intervals: ${settled} of ${intervals.length}`,
    `Crossing: ${criticalScale === null ? UNDEFINED : crossing(criticalScale)}`,
  ];
}

export function background({ family, input }: Diagnosis): string[] {
  if (family === null) return ['Not computed for this family.'];
  const { n, pearson, spearman, kendall, partialGivenSize, slopes, sizeTrend } = family;
  const [b1, b2] = [md(input.benchmark1.label), md(input.benchmark2.label)];
  const how = pearson.permutationExact ? 'exact, every order' : 'Monte Carlo';
  const p = pearson.permutationP;
  const bootstrap =
    pearson.bootstrap === null
      ? ''
      : ` (${pearson.bootstrap === 'exact' ? 'exact bootstrap, every multiset' : 'bootstrap by drawing'}` +
        `${pearson.degenerateMass === null ? '' : `; degenerate mass ${percent(pearson.degenerateMass)}`})`;
  return [
    `Models: ${n}`,
    `Pearson r: ${number(pearson.r, 3)}; two-sided permutation p: ${p === null ? UNDEFINED : `${significant(p)} (${how})`}`,
    `95 % intervals of r: Fisher z ${range(pearson.fisher)}; BCa ${range(pearson.bca)}; percentile ${range(pearson.percentile)}${bootstrap}`,
    `Spearman ρ: ${number(spearman, 3)}; Kendall τ-b: ${number(kendall, 3)}`,
    `Partial r given size: ${partialGivenSize === null ? UNDEFINED : withInterval(partialGivenSize.r, partialGivenSize.lo, partialGivenSize.hi)}`,
    `Trends in size: r(${b1}, log N) ${number(sizeTrend.r1, 3)}; r(${b2}, log N) ${number(sizeTrend.r2, 3)}. ` +
      'Where both are near ±1, r between the benchmarks cannot be separated from size.',
    `Other slopes: ordinary least squares ${number(slopes.ols)}; Theil–Sen ${number(slopes.theilSen)}`,
  ];
}

/** The paired item bootstrap beside the formula's numbers; empty without one. */
export function itemFigures({ itemBootstrap }: Diagnosis): string[] {
  if (itemBootstrap === null) return [];
  const { items, dropped, draws, seed, correlation, digests, benchmarks, steps, trend } = itemBootstrap;
  const rho = correlation.map((r) => number(r)).join(' and ');
  const gammas = steps.map(({ gamma }) => (gamma === null ? UNDEFINED : bracketed(...gamma)));
  const lines = [
    `${whole(draws)} draws of ${items.map((n) => whole(n)).join(' and ')} items, all models together, seed ${seed}; ` +
      `left out because a model did not answer them: ${dropped.map((n) => whole(n)).join(' and ')}`,
    `Correlation ρ of neighbouring models on the same items: ${rho}`,
    `95 % intervals of γ₁₂, step by step: ${gammas.join('; ')}`,
    ...benchmarks.map((key, i) => `Item results of ${md(key)}: SHA-256 ${digests[i]}`),
  ];
  if (trend === null) return lines;
  const said = Object.entries(trend.verdicts)
    .filter(([, share]) => share > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, share]) => `${kind} ${percent(share)}`);
  return [
    ...lines,
    `95 % intervals, item noise only: slope ${range(trend.slope)}, per tenfold size ${range(trend.perDecade)}`,
    `What the draws say by themselves: ${said.join(', ')}`,
  ];
}

export function criticalScaleText({ criticalScale, input }: Diagnosis): string {
  if (criticalScale === null) return 'Not computed for this family.';
  const { pCrossed, pReversed, quadratic } = criticalScale;
  const b2 = md(input.benchmark2.label);
  const smooth =
    quadratic === null
      ? 'A smooth curve through the scores has no vertex within the sizes.'
      : `A smooth curve through the scores turns ${quadratic.direction} at ${significant(quadratic.vertexB)} B.`;
  return (
    `Status: ${crossing(criticalScale)}. ${b2} turns up in ${percent(pCrossed)} of the draws of the score noise ` +
    `and down in ${percent(pReversed)}. ${smooth}`
  );
}

function crossing({ status, direction, medianB, lo, hi, rangeB }: CriticalScale): string {
  const sizes = `between ${significant(rangeB[0])} and ${significant(rangeB[1])} B`;
  if (status === 'none-in-range') return `none ${sizes}`;
  if (status === 'undetermined') return `undetermined ${sizes}`;
  if (medianB === null) return `turns ${direction} ${sizes}`;
  const interval = lo === null || hi === null ? '' : ` [${significant(lo)}, ${significant(hi)}]`;
  return `turns ${direction}, N_c = ${significant(medianB)} B${interval}`.replace('_', '\\_');
}

export function dimensionalityText({ dimensionality }: Diagnosis): string {
  if (dimensionality === null) return 'Not computed for this family.';
  const { n, weak, benchmarks, covariance, correlation, nullDEff } = dimensionality;
  const dEff = ({ dEff, lo, hi }: typeof covariance) => withInterval(dEff, lo, hi);
  const outside = [
    ['Of the correlation matrix', outsideItsInterval(correlation)],
    ['Of the covariance matrix', outsideItsInterval(covariance)],
  ].flatMap(([which, clause]) => (clause ? [` ${which} ${clause}.`] : []));
  return (
    `Effective dimensionality over ${benchmarks.map(md).join(', ')} (n = ${n}${weak ? ', weak: fewer than 10 models' : ''}): ` +
    `correlation matrix ${dEff(correlation)}, covariance matrix ${dEff(covariance)}; ` +
    `${decimal(nullDEff)} when each column is permuted.` +
    outside.join('')
  );
}

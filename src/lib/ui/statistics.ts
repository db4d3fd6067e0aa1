/** The background statistics of a diagnosis as rows of text: what, value, 95 % interval, how it was made. */
import type { CriticalScale, Diagnosis } from '$lib/coupling/diagnosis';
import { outsideItsInterval } from '$lib/coupling/dimensionWords';
import { whole } from '$lib/coupling/words';
import { bracket, fixed, percent, pValue, size, ABSENT } from './format';
import {
  bootstrapMethod,
  decadeMethod,
  FISHER,
  itemMethod,
  permutationMethod,
  QUADRATIC,
  ROW_BOOTSTRAP,
  SLOPE_NOISE_ONLY,
  slopeMethod,
  turnMethod,
  type Method,
} from './methodNames';
import { verdictSign } from './verdictWords';

export interface StatisticRow {
  name: string;
  value: string;
  /** 95 % interval; empty where the statistic has none here. */
  interval: string;
  note: string;
  /** How interval or p were made; null where nothing was estimated. */
  method: Method | null;
}

const row = (
  name: string,
  value: string,
  interval = '',
  note = '',
  method: Method | null = null,
): StatisticRow => ({
  name,
  value,
  interval: interval === ABSENT ? '' : interval,
  note,
  method,
});

export interface StatisticGroup {
  title: string;
  rows: StatisticRow[];
}

/** Slope, association, critical scale and dimensionality, in this order; a part that was not computed gives its reason. */
export function statisticGroups(diagnosis: Diagnosis): StatisticGroup[] {
  return [
    { title: 'Slope', rows: slopeRows(diagnosis) },
    { title: 'Paired item bootstrap', rows: itemRows(diagnosis) },
    { title: 'Association', rows: associationRows(diagnosis) },
    { title: 'Critical scale', rows: criticalRows(diagnosis) },
    { title: 'Dimensionality', rows: dimensionRows(diagnosis) },
  ].filter(({ rows }) => rows.length > 0);
}

/** Why a part is null; the reasons go from the path to its parents. */
function reasonOf(diagnosis: Diagnosis, path: string): string {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.'))))
    if (diagnosis.reasons[at]) return diagnosis.reasons[at];
  return '';
}

function slopeRows(diagnosis: Diagnosis): StatisticRow[] {
  const { family, input } = diagnosis;
  if (!family) return [row('Slope', ABSENT, '', reasonOf(diagnosis, 'family'))];
  const { ols, theilSen, errorsInVariables: line } = family.slopes;
  const unit = `points of ${input.benchmark2.label} per point of ${input.benchmark1.label}`;
  const runs = diagnosis.options.runSd > 0;
  return [
    line
      ? row(
          'Errors in variables',
          fixed(line.slope, 3),
          bracket(line.lo, line.hi, 3),
          `${unit}; both scores carry noise (York et al. 2004); χ²/ν ${fixed(line.chi2PerDof)}`,
          slopeMethod(diagnosis),
        )
      : row('Errors in variables', ABSENT, '', reasonOf(diagnosis, 'family.slopes.errorsInVariables')),
    ...(line
      ? [
          row(
            runs ? 'given item and run noise only' : 'given item noise only',
            fixed(line.slope, 3),
            bracket(...line.itemNoiseOnly, 3),
            'leaves out the scatter of the models around the line',
            SLOPE_NOISE_ONLY,
          ),
        ]
      : []),
    row('Theil–Sen', fixed(theilSen, 3), '', 'median of the slopes of all pairs'),
    row('Ordinary least squares', fixed(ols, 3), '', 'as if the first score carried no noise'),
    row(
      'Per tenfold size',
      fixed(family.perDecade?.value, 2),
      bracket(family.perDecade?.lo, family.perDecade?.hi, 2),
      `points of ${input.benchmark2.label}`,
      family.perDecade && decadeMethod(diagnosis),
    ),
  ];
}

const VERDICTS = ['falls', 'rises', 'turns-up', 'turns-down', 'undetermined'] as const;

function itemRows(diagnosis: Diagnosis): StatisticRow[] {
  const { itemBootstrap: items, family } = diagnosis;
  if (!items?.trend) return [];
  const { slope, perDecade, verdicts } = items.trend;
  const how = itemMethod(diagnosis);
  const answered = items.items.map((n) => whole(n)).join(' and ');
  const dropped = items.dropped[0] + items.dropped[1];
  const left = dropped === 0 ? '' : `; ${whole(dropped)} left out that a model did not answer`;
  const said = VERDICTS.filter((kind) => verdicts[kind] > 0)
    .toSorted((a, b) => verdicts[b] - verdicts[a])
    .map((kind) => `${verdictSign(kind).word} ${percent(verdicts[kind])}`);
  const rho = items.correlation.map((r) => fixed(r)).join(' and ');
  return [
    row(
      'Slope, item noise only',
      fixed(family?.slopes.errorsInVariables?.slope, 3),
      bracket(slope?.[0], slope?.[1], 3),
      `${answered} items, drawn once for all models together${left}`,
      how,
    ),
    row(
      'Per tenfold size, item noise only',
      fixed(family?.perDecade?.value, 2),
      bracket(...perDecade),
      'neither scatter about the line nor other training runs are in it',
      how,
    ),
    row('What the draws say', said[0] ?? ABSENT, '', said.slice(1).join(', '), how),
    row('Correlation ρ of neighbours', rho, '', 'median over neighbouring sizes, of each benchmark'),
  ];
}

function associationRows(diagnosis: Diagnosis): StatisticRow[] {
  const { family } = diagnosis;
  if (!family) return [];
  const { pearson, partialGivenSize: partial, sizeTrend } = family;
  const exact = pearson.bootstrap === 'exact';
  const degenerate =
    pearson.degenerateMass && pearson.degenerateMass > 0
      ? `; ${percent(pearson.degenerateMass)} of the resamples have no r and are dropped`
      : '';
  return [
    row(
      'Pearson r',
      fixed(pearson.r, 3),
      '',
      pearson.r === null
        ? reasonOf(diagnosis, 'family.pearson.r')
        : `${pValue(pearson.permutationP)}, two-sided, ${
            pearson.permutationExact ? `exact over all ${family.n}! orders` : 'from drawn orders'
          }; n = ${family.n}`,
      pearson.permutationP === null ? null : permutationMethod(diagnosis),
    ),
    row('Fisher z', '', bracket(pearson.fisher?.[0], pearson.fisher?.[1], 3), 'interval of r', FISHER),
    row(
      'Percentile bootstrap',
      '',
      bracket(pearson.percentile?.[0], pearson.percentile?.[1], 3),
      exact ? 'every resample, with its weight' : 'drawn resamples',
      bootstrapMethod(diagnosis, 'percentile'),
    ),
    row(
      'BCa bootstrap',
      '',
      bracket(pearson.bca?.[0], pearson.bca?.[1], 3),
      `${exact ? 'every resample, with its weight' : 'drawn resamples'}${degenerate}`,
      bootstrapMethod(diagnosis, 'BCa'),
    ),
    row('Spearman ρ', fixed(family.spearman, 3)),
    row('Kendall τ-b', fixed(family.kendall, 3)),
    row(
      'Partial r given size',
      fixed(partial?.r, 3),
      bracket(partial?.lo, partial?.hi, 3),
      partial
        ? `the scores’ own correlations with log size are ${fixed(sizeTrend.r1, 3)} and ${fixed(sizeTrend.r2, 3)}`
        : reasonOf(diagnosis, 'family.partialGivenSize'),
      partial && partial.lo !== null ? FISHER : null,
    ),
  ].filter(({ value, interval, note }) => value !== '' || interval !== '' || note === '');
}

function criticalRows(diagnosis: Diagnosis): StatisticRow[] {
  const scale = diagnosis.criticalScale;
  if (!scale) return [row('Critical scale', ABSENT, '', reasonOf(diagnosis, 'criticalScale'))];
  const [least, largest] = scale.rangeB.map(size);
  return [
    row(
      'N_c of this family',
      scale.status === 'crossed' ? size(scale.medianB) : statusWords(scale),
      scale.lo !== null && scale.hi !== null && scale.status !== 'none-in-range'
        ? `[${size(scale.lo)}, ${size(scale.hi)}]`
        : '',
      `turns up in ${percent(scale.pCrossed)} of the draws, down in ${percent(scale.pReversed)}; sizes ${least} to ${largest}`,
      turnMethod(diagnosis),
    ),
    row(
      'Quadratic in log size',
      scale.quadratic ? size(scale.quadratic.vertexB) : 'no turn',
      '',
      scale.quadratic
        ? `the smooth curve turns ${scale.quadratic.direction} there`
        : 'the smooth curve has no turning point within the sizes',
      QUADRATIC,
    ),
  ];
}

const statusWords = ({ status }: CriticalScale) =>
  status === 'none-in-range' ? 'none in range' : 'undetermined';

const withOutside = (note: string, estimate: { dEff: number; lo: number; hi: number }) =>
  [note, outsideItsInterval(estimate)].filter((part) => part !== null).join('; ');

function dimensionRows(diagnosis: Diagnosis): StatisticRow[] {
  const shape = diagnosis.dimensionality;
  if (!shape) return [];
  const over = `${shape.benchmarks.length} benchmarks, n = ${shape.n}${shape.weak ? ' (weak below 10)' : ''}`;
  return [
    row(
      'd_eff, covariance',
      fixed(shape.covariance.dEff),
      bracket(shape.covariance.lo, shape.covariance.hi),
      withOutside(over, shape.covariance),
      ROW_BOOTSTRAP,
    ),
    row(
      'd_eff, correlation',
      fixed(shape.correlation.dEff),
      bracket(shape.correlation.lo, shape.correlation.hi),
      withOutside(`${fixed(shape.nullDEff)} when each column is shuffled`, shape.correlation),
      ROW_BOOTSTRAP,
    ),
  ];
}

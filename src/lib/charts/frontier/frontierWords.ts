/** What the frontier chart and its headline say. Pure; nothing is named that lies within its interval. */
import { capitalised, count } from '../../coupling/words';
import type { Dispute } from '../../frontier/answer';
import type { FrontierPoint } from '../../frontier/points';
import type { Frontier, FrontierModelResult } from '../../frontier/result';
import { percentileText } from '../../frontier/words';
import { riseWithTime } from '../../frontier/robust';
import { bracket, counted, fixed, pValue, signed } from '../../ui/format';
import type { DataTable } from '../tables';
import { monthName } from './months';
import type { DrawnLine } from './scatter';

const NBSP = '\u00a0';

const FIT_NAMES = {
  frozen: 'frozen models',
  core: 'core models',
  all: 'models',
} as const;

/** Models outside the 95 % prediction band. */
export const outside = ({ models }: Pick<Frontier, 'models'>): FrontierModelResult[] =>
  models.filter(({ named }) => named !== 'within the scatter');

/** `34 frozen models` */
export const fittedModels = ({ line, input }: Frontier): string =>
  `${input.fitted} ${FIT_NAMES[line?.fit ?? 'all']}`;

/** The largest words of the page. */
export function headline(result: Frontier): string {
  const { line, input } = result;
  if (line === null)
    return `No line of ${input.y.label} on ${input.x.label} with ${count(input.fitted)} ${input.fitted === 1 ? 'model' : 'models'}`;
  const [lo, hi] = line.slopeInterval;
  if (lo <= 0 && hi >= 0)
    return `Across ${fittedModels(result)}, ${input.y.label} shows no settled slope on ${input.x.label}: ${fixed(line.slope)} ${bracket(lo, hi)} points per point`;
  return `Across ${fittedModels(result)}, ${input.y.label} ${line.slope > 0 ? 'rises' : 'falls'} ${fixed(Math.abs(line.slope))} ${bracket(...ordered(lo, hi, line.slope))} points per point of ${input.x.label}`;
}

const ordered = (lo: number, hi: number, slope: number): [number, number] =>
  slope > 0 ? [lo, hi] : [-hi, -lo];

/** How much one model's residual can say. */
export function scatterSentence(result: Frontier): string {
  const { line, models } = result;
  if (line === null) return result.reasons.line ? `${capitalised(result.reasons.line)}.` : '';
  const middle = line.band[Math.floor(line.band.length / 2)];
  const half = middle ? (middle.hi - middle.lo) / 2 : null;
  const out = outside(result);
  const who =
    out.length === 0
      ? `none of ${models.length} models lies outside`
      : out.length === 1
        ? `one of ${models.length} models lies outside, ${out[0].model}`
        : `${count(out.length)} of ${models.length} models lie outside`;
  return `A new model is expected within ±${fixed(half, 1)} points of the line in 95 of 100 cases; ${who}.`;
}

/** r, and what is left of it when the release date is given. */
export function associationSentence({ line, association, others }: Frontier): string {
  if (line === null) return '';
  const { partialGivenDate: dated, labClusters } = association;
  const parts = [
    `the correlation r is ${fixed(line.r)}${line.rInterval ? ` ${bracket(...line.rInterval)}` : ''}`,
  ];
  if (dated) {
    const interval = dated.lo === null || dated.hi === null ? '' : ` ${bracket(dated.lo, dated.hi)}`;
    parts.push(
      `given the release date it is ${fixed(dated.r)}${interval}${riseWithTime(others?.dated ?? null) ? ': both scores rise with time' : ''}`,
    );
  }
  if (labClusters)
    parts.push(
      `with labs resampled the slope is ${fixed(labClusters.slope[0])} to ${fixed(labClusters.slope[1])}`,
    );
  return `${capitalised(parts.join('; '))}.`;
}

/** The line as an equation with what it rests on. */
export function lineSentence({ line, input, options }: Frontier): string {
  if (line === null) return '';
  const fit = { frozen: 'the frozen rows', core: 'the core rows', all: 'all rows' }[line.fit];
  const values =
    input.panel !== 'frontier'
      ? 'one sourced report for each score'
      : options.values === 'published'
        ? 'values as published'
        : 'disputed values as reported elsewhere, unverified';
  const until = options.until === null ? '' : `, releases to ${monthName(options.until)}`;
  return `${input.y.label} = ${equation(line)} · ${input.x.label}; residual SD ${fixed(line.residualSd, 1)}; r = ${line.r.toFixed(4).replace('-', '−')}, ${pValue(line.p)}; fitted to ${fit} (n = ${line.n}), ${values}${until}.`;
}

/** `46.4 + 0.513` */
export const equation = ({ slope, intercept }: { slope: number; intercept: number }): string =>
  `${fixed(intercept, 1)} ${slope < 0 ? '−' : '+'} ${fixed(Math.abs(slope), 3)}`;

/** Title of the scatter. */
export function scatterFinding(result: Frontier): string {
  const out = outside(result);
  const inside = result.models.length - out.length;
  return result.line === null
    ? `${counted(result.points.length, 'model')} with both scores, no line`
    : `${inside} of ${result.models.length} models lie inside the 95${NBSP}% prediction band`;
}

export const scatterCaption = (result: Frontier, drawn: DrawnLine | null): string =>
  drawn === null
    ? ''
    : drawn.kind === 'ols'
      ? `Line fitted to ${fittedModels(result)} with its 95${NBSP}% prediction band; shape and colour tell the lab`
      : `${drawn.name} line ${equation(drawn)} · ${result.input.x.label}${drawn.at ? ` for releases of ${monthName(drawn.at)}` : ''}; dashed: least squares with its 95${NBSP}% prediction band`;

const SUBSETS = {
  frozen: 'frozen row',
  'post-cutoff': 'published after the cutoff',
  sourced: 'sourced row',
  user: 'yours',
} as const;
export const subsetName = (subset: FrontierModelResult['subset']): string => SUBSETS[subset];

/** `h = −4.2 [−21.8, 13.4]` */
export const residualText = ({ h, lo, hi }: { h: number; lo: number; hi: number }): string =>
  `h = ${signed(h, 1)} ${bracket(lo, hi, 1)}`;

/** Lines of a point's tooltip; joined by commas they are its accessible name. */
export function pointLines(
  model: Omit<FrontierPoint, 'year'>,
  { input, options, models }: Frontier,
  disputes: readonly Dispute[],
): string[] {
  const own = models.find(({ id }) => id === model.id);
  const lines = [
    model.model,
    [model.lab || null, model.released && monthName(model.released), subsetName(model.subset)]
      .filter(Boolean)
      .join(', '),
    `${input.x.label} ${fixed(model.x, 1)}, ${input.y.label} ${fixed(model.y, 1)}`,
    ...(own ? [`${residualText(own)}: ${own.named}`] : []),
  ];
  for (const { benchmark, published, elsewhere } of disputes) {
    if (benchmark !== input.x.key && benchmark !== input.y.key) continue;
    const label = benchmark === input.x.key ? input.x.label : input.y.label;
    lines.push(
      options.values === 'published'
        ? `${label} is disputed: ${elsewhere === null ? 'no other figure' : `${fixed(elsewhere, 1)} reported elsewhere`}`
        : `${label} as published: ${fixed(published, 1)}`,
    );
  }
  return lines;
}

/** Without a line the residuals are dashes. */
export const scatterTable = ({ input, points, models }: Frontier): DataTable => ({
  columns: ['Model', 'Lab', 'Released', input.x.label, input.y.label, 'h', '95 %', 'Percentile', 'Row'],
  rows: points.map((point) => {
    const own = models.find(({ id }) => id === point.id);
    return [
      point.model,
      point.lab,
      point.released ?? '–',
      fixed(point.x, 1),
      fixed(point.y, 1),
      ...(own
        ? [signed(own.h, 1), bracket(own.lo, own.hi, 1), percentileText(own.percentile)]
        : ['–', '–', '–']),
      [subsetName(point.subset), point.disputed && 'disputed', own && !own.fitted && 'not in the fit']
        .filter(Boolean)
        .join(', '),
    ];
  }),
});

/** One row a drawn line: what it is and what changes with it. */
export function flips(result: Frontier, kind: DrawnLine['kind']): { changed: number; of: number } {
  const of = result.models.filter((model) => otherResidual(model, kind) !== null);
  const changed = of.filter(
    (model) => Math.sign(otherResidual(model, kind) ?? 0) !== Math.sign(model.h),
  ).length;
  return { changed, of: of.length };
}

/** Residual of a model from a line, points; null where there is none. */
export function otherResidual(model: FrontierModelResult, kind: DrawnLine['kind']): number | null {
  const { others } = model;
  return {
    ols: model.h,
    'theil-sen': others.theilSen,
    deming: others.deming,
    swapped: others.swapped,
    dated: others.dated,
  }[kind];
}

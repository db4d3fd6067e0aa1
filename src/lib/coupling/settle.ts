/**
 * What would settle an undetermined verdict: how many more items, or which further sizes. Both are found by computing the
 * interval again as it would be, with the scores as they are and the family continued on its line; nothing is promised.
 */
import { median } from '../stats/summary';
import type { ErrorsInVariables } from './diagnosis';
import type { Line } from './line';
import type { NoiseSettings } from './scoreNoise';
import type { Selection } from './select';
import { criticalValue, errorsInVariables, scatterFactor } from './slope';
import { capitalised, count, listed, significant, spanned, whole } from './words';

/** Beyond these a proposal is no help. */
const MOST_ITEMS = 100;
const MOST_SIZES = 6;

/** Sentences for a reader. @param selection of an undetermined verdict, 2 or more sizes */
export function settleWords(selection: Selection, noise: NoiseSettings): string {
  const { line, benchmark1 } = selection;
  if (line.b1.every((score) => score === line.b1[0]))
    return `${benchmark1.label} does not change between the sizes, so there is no slope: choose another benchmark 1, or add a size on which it differs.`;
  const fit = errorsInVariables(line, noise);
  const times = fit === null ? null : itemsNeeded(line, noise);
  const between = sizesNeeded(line, fit, noise, 'between');
  const beyond = sizesNeeded(line, fit, noise, 'beyond');
  // A model between two sizes is cheaper to train than one beyond them.
  const sizes = between !== null && (beyond === null || between.length <= beyond.length) ? between : beyond;
  const proposals = [
    ...(times === null ? [] : [itemWords(times, selection)]),
    ...(sizes === null ? [] : [sizeWords(sizes)]),
  ];
  if (proposals.length > 0) {
    const condition =
      fit === null
        ? 'if the step’s slope continues'
        : 'if the scores stay as they are and the family on its line';
    return `${capitalised(proposals.join(', or '))} would settle it, ${condition}.`;
  }
  const tried = `${count(MOST_SIZES)} further sizes on the same line`;
  if (fit === null)
    return `Not even ${tried} would settle it: the scores change too little against their noise.`;
  return (
    `Neither ${MOST_ITEMS} times the items nor ${tried} would settle the sign; ` +
    `what the scores do say is that the slope lies within ${spanned(fit.lo, fit.hi)} points per point.`
  );
}

const settles = ({ lo, hi }: Pick<ErrorsInVariables, 'lo' | 'hi'>) => lo > 0 || hi < 0;

/** Smallest multiple of the items at which the interval leaves 0; null when none up to MOST_ITEMS does. */
export function itemsNeeded(line: Line, noise: NoiseSettings): number | null {
  for (let times = 1.1; times <= MOST_ITEMS; times *= 1.1) {
    const smaller = (sd: number) => sd / Math.sqrt(times);
    const fit = errorsInVariables({ ...line, sd1: line.sd1.map(smaller), sd2: line.sd2.map(smaller) }, noise);
    if (fit !== null && settles(fit)) return times;
  }
  return null;
}

export type Placement = 'between' | 'beyond';

/**
 * Sizes to add, in billions, until the interval leaves 0; null when none up to MOST_SIZES does. `between` halves the widest
 * gap in log size; `beyond` goes a median step further, benchmark 1 along its trend. Benchmark 2 is put on the line (of two
 * sizes: on their slope), the noise is that of the neighbours, and scatter beyond noise is kept as it is.
 */
export function sizesNeeded(
  line: Line,
  fit: ErrorsInVariables | null,
  noise: NoiseSettings,
  placement: Placement,
): number[] | null {
  const last = line.b1.length - 1;
  const slope = fit?.slope ?? (line.b2[last] - line.b2[0]) / (line.b1[last] - line.b1[0]);
  const intercept = fit?.intercept ?? line.b2[last] - slope * line.b1[last];
  if (!Number.isFinite(slope)) return null;
  let longer = line;
  const added: number[] = [];
  while (added.length < MOST_SIZES) {
    const place = placement === 'between' ? widestGap(longer) : nextStep(longer);
    const b2 = Math.min(100, Math.max(0, intercept + slope * place.b1));
    longer = inserted(longer, place, b2);
    added.push(10 ** place.logSize);
    const longerFit = errorsInVariables(longer, noise);
    if (longerFit === null) continue;
    const scatter = scatterFactor(Math.max(longerFit.chi2PerDof, fit?.chi2PerDof ?? 1));
    const half = criticalValue(longer.b1.length, noise) * longerFit.se * scatter;
    if (settles({ lo: longerFit.slope - half, hi: longerFit.slope + half }))
      return added.sort((a, b) => a - b);
  }
  return null;
}

interface Place {
  logSize: number;
  b1: number;
  /** Positions of the neighbours whose noise it gets. */
  neighbours: [number, number];
}

function widestGap({ logSize, b1 }: Line): Place {
  let at = 1;
  for (let i = 2; i < logSize.length; i++)
    if (logSize[i] - logSize[i - 1] > logSize[at] - logSize[at - 1]) at = i;
  return {
    logSize: (logSize[at - 1] + logSize[at]) / 2,
    b1: (b1[at - 1] + b1[at]) / 2,
    neighbours: [at - 1, at],
  };
}

function nextStep({ logSize, b1 }: Line): Place {
  const last = logSize.length - 1;
  const step = median(Array.from(logSize.slice(1), (size, i) => size - logSize[i]));
  const rise = ((b1[last] - b1[0]) / (logSize[last] - logSize[0])) * step;
  const end = rise > 0 ? 100 : 0;
  // Never more than half of what is left to the end of the scale.
  const most = Math.abs(end - b1[last]) / 2;
  return {
    logSize: logSize[last] + step,
    b1: b1[last] + Math.sign(rise) * Math.min(Math.abs(rise), most),
    neighbours: [last, last],
  };
}

function inserted(line: Line, { logSize, b1, neighbours: [before, after] }: Place, b2: number): Line {
  const at = before + 1;
  const put = (values: Float64Array, value: number) =>
    Float64Array.of(...values.subarray(0, at), value, ...values.subarray(at));
  const between = (values: Float64Array) => put(values, (values[before] + values[after]) / 2);
  return {
    names: [...line.names.slice(0, at), '', ...line.names.slice(at)],
    paramsB: put(line.paramsB, 10 ** logSize),
    logSize: put(line.logSize, logSize),
    b1: put(line.b1, b1),
    b2: put(line.b2, b2),
    sd1: between(line.sd1),
    sd2: between(line.sd2),
  };
}

function itemWords(times: number, { models, benchmark1, benchmark2 }: Selection): string {
  const enough = [benchmark2, benchmark1].map(({ key, label }) => {
    const counts = new Set(models.map((model) => model.items[key]));
    const [only] = counts;
    return counts.size === 1 && only !== null
      ? `${whole(Number((only * times).toPrecision(2)))} of ${label}`
      : null;
  });
  const named = enough.every((words) => words !== null) ? ` (${listed(enough)})` : '';
  return `${significant(times)} times the test items${named}`;
}

function sizeWords(sizes: number[]): string {
  const near = listed(sizes.map((size) => significant(size)));
  return `${count(sizes.length)} further ${sizes.length === 1 ? 'size' : 'sizes'} near ${near} B`;
}

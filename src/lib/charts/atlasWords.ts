/** Words of the Atlas' charts: titles that state the finding, captions, what a point says. */
import type { AtlasFamily } from '../atlas/family';
import type { PopulationPoint, PopulationView } from '../atlas/populationView';
import { bracketed, decimal, listed, significant, spanned } from '../coupling/words';
import { fixed, percent, size } from '../ui/format';
import { verdictSign } from '../ui/verdictWords';
import type { DataTable } from './tables';

/** What a small multiple shows, for those who do not see it. */
export function familySummary({ family, benchmark2, points }: AtlasFamily): string {
  const places = points.map(({ paramsB, b2 }) => `${size(paramsB)} ${b2.toFixed(1)}`);
  return `${benchmark2.label} of ${family} by size: ${places.join(', ')}`;
}

export type Predictor = 'size' | 'level';

/** Title of γ over a predictor. */
export function populationFinding(
  { population, overSize, overLevel }: PopulationView,
  over: Predictor,
): string {
  const line = over === 'size' ? overSize : overLevel;
  const by = over === 'size' ? 'size' : `the level of ${population.input.benchmark1.label}`;
  if (line === null) return `No line of local coupling over ${by}`;
  const { slopeInterval, slope, zero } = line;
  if (slopeInterval === null) return `Local coupling over ${by}, from one family`;
  if (slopeInterval[0] <= 0 && slopeInterval[1] >= 0) return `Local coupling does not settle with ${by}`;
  const way = slope > 0 ? 'rises' : 'falls';
  if (zero.value === null) return `Local coupling ${way} with ${by}`;
  const at = over === 'size' ? `${significant(10 ** zero.value)} B` : decimal(zero.value, 1);
  return `Local coupling ${way} with ${by} and passes zero at ${at}`;
}

export function populationCaption({ population }: PopulationView, over: Predictor): string {
  const { n, familyCount, input } = population;
  const { label } = input.benchmark1;
  const by = over === 'size' ? 'the interval’s mean size' : `the interval’s mean ${label}`;
  const below =
    over === 'size'
      ? 'Below: zeros of resampled lines, N_c of families that turn up, and where a rise is as likely as a fall'
      : 'Below: zeros of resampled lines, and where a rise is as likely as a fall';
  return `γ₁₂ of ${n} intervals of ${familyCount} families against ${by}; larger marks weigh more; line with 95 % band over resampled families. ${below}.`;
}

/** Lines of an interval's tooltip. */
export function intervalLines(point: PopulationPoint, { population }: PopulationView): string[] {
  const { benchmark1, benchmark2 } = population.input;
  return [
    `${point.family}, ${size(point.fromB)} → ${size(point.toB)}`,
    `γ₁₂ ${fixed(point.gamma)}, ± ${fixed(1.96 * point.se)} from item noise`,
    `${benchmark1.label} ${signedPoints(point.delta1)}, ${benchmark2.label} ${signedPoints(point.delta2)}`,
    `mean ${benchmark1.label} ${point.level.toFixed(1)}`,
  ];
}

const signedPoints = (value: number): string => `${value > 0 ? '+' : ''}${decimal(value, 1)}`;

/** One row an interval. */
export function populationTable({ population, points }: PopulationView): DataTable {
  const { benchmark1, benchmark2 } = population.input;
  return {
    columns: [
      'Family',
      'Step',
      `Mean ${benchmark1.label}`,
      `Δ ${benchmark1.label}`,
      `Δ ${benchmark2.label}`,
      'γ₁₂',
      'se',
      'Weight',
    ],
    rows: points.map((point) => [
      point.family,
      `${size(point.fromB)} → ${size(point.toB)}`,
      point.level.toFixed(1),
      signedPoints(point.delta1),
      signedPoints(point.delta2),
      fixed(point.gamma),
      fixed(point.se),
      percent(point.weight),
    ]),
  };
}

/** Title of the comparison. */
export function comparisonFinding(families: readonly AtlasFamily[]): string {
  return listed(
    families.map(({ family, summary }) => {
      if (summary.kind === null) return `${family} has no verdict`;
      const { word } = verdictSign(summary.kind);
      return `${family} ${word === 'undetermined' ? 'is undetermined' : word}`;
    }),
  );
}

/** One row a model of the compared families. */
export function comparisonTable(families: readonly AtlasFamily[]): DataTable {
  const [first] = families;
  return {
    columns: [
      'Family',
      'Model',
      'Size',
      `${first.benchmark1.label}, %`,
      `${first.benchmark2.label}, %`,
      '± 2σ',
    ],
    rows: families.flatMap(({ family, points }) =>
      points.map((point) => [
        family,
        point.model,
        size(point.paramsB),
        fixed(point.b1),
        fixed(point.b2),
        point.se2 === null ? '–' : fixed(2 * point.se2),
      ]),
    ),
  };
}

/** `−0.30 [−0.38, −0.22]` */
export const slopeWords = ({ summary: { slope, lo, hi } }: AtlasFamily): string =>
  slope === null || lo === null || hi === null ? '–' : `${decimal(slope)} ${bracketed(lo, hi)}`;

/** A range in words with one value where both ends are the same. */
export const rangeWords = (range: readonly [number, number] | null, of: (value: number) => string): string =>
  range === null ? '–' : range[0] === range[1] ? of(range[0]) : `${of(range[0])} to ${of(range[1])}`;

/** `0.18 to 0.3 T` */
export const tokenWords = (range: readonly [number, number] | null): string =>
  range === null ? '–' : `${rangeWords(range, (value) => significant(value))} T`;

/** `60.9 to 68.8` */
export const interval = (lo: number | null, hi: number | null, digits: number): string =>
  lo === null || hi === null ? 'no interval' : spanned(lo, hi, digits);

/** Published and recomputed figures as a reader sees them: digits as published, one more where it was computed. Pure. */
import type { Calibrated, PublishedFigure, Tolerance } from '$lib/claims/claim';
import type { ClaimResult } from '$lib/claims/recompute';
import { said } from '$lib/claims/words';
import { bracket, fixed } from '../format';

const NBSP = '\u00a0';

const SUFFIX: Record<PublishedFigure['unit'], string> = {
  '': '',
  points: `${NBSP}points`,
  'points per point': '',
  B: `${NBSP}B`,
  '%': `${NBSP}%`,
  'per decade': '',
  models: '',
  steps: '',
  families: '',
};

/** Units that a cell leaves out; the detail says them. */
export const UNIT_NAMES: Record<PublishedFigure['unit'], string> = {
  '': '',
  points: 'points',
  'points per point': 'points per point',
  B: 'billion parameters',
  '%': '%',
  'per decade': 'per tenfold size',
  models: 'models',
  steps: 'steps',
  families: 'families',
};

const COUNTED: readonly PublishedFigure['unit'][] = ['models', 'steps', 'families'];

function decimalsOf({ tolerance, value }: Pick<PublishedFigure, 'tolerance' | 'value'>): number {
  switch (tolerance.kind) {
    case 'digits':
      return Math.max(0, tolerance.decimals);
    case 'absolute':
      return Math.max(0, Math.ceil(-Math.log10(tolerance.within) - 1e-9), ownDecimals(value));
    default:
      return ownDecimals(value);
  }
}

const ownDecimals = (value: number): number => String(value).split('.')[1]?.length ?? 0;

/** `5.0 × 10⁻⁵`, for what a fixed number of decimals would hide. */
function scientific(value: number): string {
  const power = Math.floor(Math.log10(Math.abs(value)));
  const digits = String(Math.abs(power)).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
  return `${said(value / 10 ** power, 1)} × 10${power < 0 ? '⁻' : ''}${digits}`;
}

function written(value: number, decimals: number): string {
  if (value !== 0 && Math.abs(value) < 0.5 * 10 ** -Math.min(decimals, 4)) return scientific(value);
  if (Math.abs(value) >= 1e6) return scientific(value);
  return said(value, Math.min(decimals, 4));
}

export const publishedValue = (figure: PublishedFigure): string => {
  const bound = { below: '< ', above: '> ' }[figure.tolerance.kind as 'below' | 'above'] ?? '';
  return figure.printed ?? `${bound}${written(figure.value, decimalsOf(figure))}${SUFFIX[figure.unit]}`;
};

/** @param value of a recomputation; an en dash where the procedure gave none */
export function computedValue(figure: PublishedFigure, value: number | undefined): string {
  if (value === undefined) return '–';
  const whole = Number.isInteger(value) && isCount(figure);
  const decimals = whole ? 0 : readable(value, figure);
  const bounded = figure.tolerance.kind === 'below' || figure.tolerance.kind === 'above';
  return `${written(value, bounded ? Math.max(2, decimals) : decimals)}${SUFFIX[figure.unit]}`;
}

/** A number of something: by its unit, or printed as a whole number without one. */
const isCount = ({ unit, tolerance }: PublishedFigure): boolean =>
  COUNTED.includes(unit) || (unit === '' && tolerance.kind === 'digits' && tolerance.decimals === 0);

/** One digit more than was published, and no more than four figures where the value is of another size. */
function readable(value: number, figure: PublishedFigure): number {
  const own = decimalsOf(figure);
  const decimals = own + (figure.tolerance.kind === 'digits' ? 1 : 0);
  if (value === 0) return decimals;
  const fourFigures = Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value))));
  const larger = Math.abs(value) >= 10 * Math.abs(figure.value) && figure.value !== 0;
  return Math.min(decimals, larger ? fourFigures : Math.max(own, fourFigures));
}

export function toleranceWords(tolerance: Tolerance): string {
  switch (tolerance.kind) {
    case 'digits':
      return tolerance.decimals > 0
        ? `equal when rounded to ${tolerance.decimals} ${tolerance.decimals === 1 ? 'decimal' : 'decimals'}`
        : tolerance.decimals === 0
          ? 'equal when rounded to a whole number'
          : `equal when rounded to ${10 ** -tolerance.decimals}s`;
    case 'absolute':
      return `within ${tolerance.within}`;
    case 'relative':
      return `within ${said(100 * tolerance.within, 1)} %`;
    case 'below':
      return 'below the bound';
    case 'above':
      return 'above the bound';
  }
}

export interface FigureLine {
  name: string;
  label: string;
  published: string;
  computed: string;
  agrees: boolean;
}

/** A line for each published figure, with what the shown variant gives for it. */
export const figureLines = ({
  published,
  recomputed,
  reproduced,
}: Pick<ClaimResult, 'published' | 'recomputed' | 'reproduced'>): FigureLine[] =>
  published.map((figure) => ({
    name: figure.name,
    label: figure.label,
    published: publishedValue(figure),
    computed: computedValue(figure, recomputed?.values[figure.name]),
    agrees: reproduced.includes(figure.name),
  }));

/** `−0.04 [−0.77, 0.73]`, with its unit; the reason where there is no value. */
export function calibratedValue(calibrated: Calibrated): string {
  const { value, lo, hi, unit, reason } = calibrated;
  if (value === null) return reason ?? '–';
  const largest = Math.max(...[value, lo ?? 0, hi ?? 0].map(Math.abs));
  const digits = largest >= 100 ? 0 : largest >= 10 ? 1 : 2;
  const interval = lo === null || hi === null ? '' : ` ${bracket(lo, hi, digits)}`;
  return `${fixed(value, digits)}${interval}${SUFFIX[unit]}`;
}

/** `r of the scores −0.989, here −0.989; r of the ratios …`: of one or two figures each, of more the first. */
export function inShort(row: Pick<ClaimResult, 'published' | 'recomputed' | 'reproduced'>): string {
  const lines = figureLines(row);
  return (lines.length <= 2 ? lines : lines.slice(0, 1))
    .map(({ label, published, computed }) =>
      row.recomputed === null ? `${label} ${published}` : `${label} ${published}, here ${computed}`,
    )
    .join('; ');
}

/** `N_c 3.49 B, lower end 2.92 B`: up to three figures as they were computed here. */
export const computedInShort = (row: Pick<ClaimResult, 'published' | 'recomputed' | 'reproduced'>): string =>
  figureLines(row)
    .slice(0, 3)
    .map(({ label, computed }) => `${label} ${computed}`)
    .join(', ');

/** What spectrum, directions and halves of a family say. Pure. */
import type { Eigenstructure, Estimate } from '../coupling/sections';
import { capitalised, listed } from '../coupling/words';
import { bracket, fixed, percent } from '../ui/format';
import type { LegendEntry } from './legend';
import { named, placeOf, type Labels } from './naming';
import type { IntervalRow } from './rows';
import type { DataTable } from './tables';
import { numberWord } from './words';

const NBSP = '\u00a0';

/** From which share of resamples on a turn of a loading counts as settled. */
const SETTLED = 0.95;

/**
 * Which of the family's benchmarks and models the spectrum does without, and why; null when it has all.
 * @param scored keys of all benchmarks that the family has scores on
 * @param models sizes of the family
 */
export function leftOutWords(
  { benchmarks, n }: Eigenstructure,
  scored: readonly string[],
  models: number,
): string | null {
  if (benchmarks.length < scored.length)
    return `The spectrum is over ${benchmarks.length} of ${scored.length} benchmarks: the others have gaps that would leave too few models, or the same score everywhere.`;
  if (n < models)
    return `The spectrum is over ${n} of ${models} models, those with a score on every benchmark.`;
  return null;
}

/** Eigenvalues above what 95 % of permuted columns give, from the first on. */
export function aboveChance({ scree }: Eigenstructure): number {
  const first = scree.findIndex(({ value, null95 }) => value <= null95);
  return first < 0 ? scree.length : first;
}

const shareOf = ({ scree }: Eigenstructure, i: number): string =>
  percent(scree[i].value / scree.reduce((sum, { value }) => sum + value, 0));

export function screeFinding(eigen: Eigenstructure): string {
  const n = aboveChance(eigen);
  if (n === 0) return 'No component exceeds what permuted columns give';
  const share = shareOf(eigen, 0);
  if (n === 1) return `One component exceeds chance; it holds ${share} of the variance`;
  return `${capitalised(numberWord(n))} components exceed chance; the first holds ${share} of the variance`;
}

export const screeCaption = ({ n, benchmarks, weak }: Eigenstructure): string =>
  `Eigenvalues of the correlation matrix of ${benchmarks.length} benchmarks over ${n} models${weak ? ` (weak: fewer than 10)` : ''}, 95${NBSP}% bootstrap interval; grey: median and 95${NBSP}% point with permuted columns`;

export const screeLines = (eigen: Eigenstructure, i: number): string[] => {
  const { value, lo, hi, nullMedian, null95 } = eigen.scree[i];
  return [
    `Component ${i + 1}`,
    `eigenvalue ${fixed(value)} ${bracket(lo, hi)}, ${shareOf(eigen, i)} of the variance`,
    `permuted columns: median ${fixed(nullMedian)}, 95${NBSP}% point ${fixed(null95)}`,
  ];
};

export const screeTable = (eigen: Eigenstructure): DataTable => ({
  columns: ['Component', 'Eigenvalue', '95 %', 'Share', 'Permuted: median', 'Permuted: 95 %'],
  rows: eigen.scree.map(({ value, lo, hi, nullMedian, null95 }, i) => [
    String(i + 1),
    fixed(value),
    bracket(lo, hi),
    shareOf(eigen, i),
    fixed(nullMedian),
    fixed(null95),
  ]),
});

const crossesZero = ({ lo, hi }: Estimate): boolean => lo <= 0 && hi >= 0;

/** Title: which benchmarks stand against the others on the first component. */
export function directionsFinding({ benchmarks, components }: Eigenstructure, labels: Labels): string {
  const first = components[0]?.loadings ?? [];
  const names = (keep: (l: Estimate) => boolean) =>
    benchmarks.filter((_, i) => first[i] && keep(first[i])).map((key) => named(labels, key));
  const up = names((l) => !crossesZero(l) && l.value > 0);
  const down = names((l) => !crossesZero(l) && l.value < 0);
  const open = benchmarks.length - up.length - down.length;
  const rest = open === 0 ? '' : open === benchmarks.length ? '' : `; ${numberWord(open)} undetermined`;
  if (up.length === 0 && down.length === 0) return 'No loading on the first component is settled';
  if (up.length === 0 || down.length === 0)
    return open === 0
      ? `All ${numberWord(benchmarks.length)} benchmarks load the same way on the first component`
      : `${capitalised(numberWord(up.length + down.length))} of ${numberWord(benchmarks.length)} benchmarks load the same way on the first component${rest}`;
  const [few, many] = up.length < down.length ? [up, down] : [down, up];
  const against =
    many.length > 1 && many.length + few.length === benchmarks.length ? 'all others' : listed(many);
  return `${listed(few)} ${few.length === 1 ? 'loads' : 'load'} against ${against} on the first component${rest}`;
}

export const directionsCaption = ({ n, weak, spread }: Eigenstructure): string =>
  `Loadings on the first two components, 95${NBSP}% bars; dots: ${spread.length} resamples of the ${n} models, signs aligned${weak ? '. Weak: fewer than 10 models' : ''}`;

export function directionLines(eigen: Eigenstructure, i: number, labels: Labels): string[] {
  return [
    named(labels, eigen.benchmarks[i]),
    ...eigen.components.slice(0, 2).map(({ loadings }, c) => {
      const { value, lo, hi } = loadings[i];
      return `component ${c + 1}: ${fixed(value)} ${bracket(lo, hi)}`;
    }),
  ];
}

export const directionsTable = ({ benchmarks, components }: Eigenstructure, labels: Labels): DataTable => ({
  columns: ['Benchmark', ...components.flatMap((_, c) => [`Component ${c + 1}`, '95 %'])],
  rows: benchmarks.map((key, i) => [
    named(labels, key),
    ...components.flatMap(({ loadings }) => [
      fixed(loadings[i].value),
      bracket(loadings[i].lo, loadings[i].hi),
    ]),
  ]),
});

type Halves = NonNullable<Eigenstructure['halves']>;

/** Title: does the loading of benchmark 2 turn between the smaller and the larger half. */
export function halvesFinding(eigen: Eigenstructure, halves: Halves, key: string, labels: Labels): string {
  const i = placeOf(eigen.benchmarks, key, labels);
  const name = named(labels, key);
  if (i < 0) return 'First component of the smaller and of the larger half';
  const [lower, upper] = [halves.lower.loadings[i].value, halves.upper.loadings[i].value];
  const values = `${fixed(lower)} in the smaller half, ${fixed(upper)} in the larger`;
  if (halves.pTurns >= SETTLED) return `The loading of ${name} turns: ${values}`;
  if (halves.pTurns <= 1 - SETTLED) return `The loading of ${name} keeps its sign: ${values}`;
  return `Whether the loading of ${name} turns is undetermined: ${values}`;
}

export const halvesCaption = ({ lower, upper, pTurns }: Halves, key: string, labels: Labels): string =>
  `First component of the ${numberWord(lower.models.length)} smaller and of the ${numberWord(upper.models.length)} larger models, 95${NBSP}% bootstrap intervals; ${named(labels, key)} changes sign in ${percent(pTurns)} of resamples`;

export function halvesRows(
  eigen: Eigenstructure,
  halves: Halves,
  key: string,
  labels: Labels,
): IntervalRow[] {
  const strong = placeOf(eigen.benchmarks, key, labels);
  return eigen.benchmarks.map((benchmark, i) => ({
    key: benchmark,
    name: named(labels, benchmark),
    note: '',
    strong: i === strong,
    marks: (['lower', 'upper'] as const).map((half) => {
      const { value, lo, hi } = halves[half].loadings[i];
      const words = half === 'lower' ? 'smaller half' : 'larger half';
      return {
        value,
        lo,
        hi,
        shape: half === 'lower' ? ('ring' as const) : ('square' as const),
        colour: half === 'lower' ? 'var(--ink-3)' : 'var(--accent)',
        filled: half === 'upper',
        lines: [`${named(labels, benchmark)}, ${words}`, `loading ${fixed(value)} ${bracket(lo, hi)}`],
      };
    }),
  }));
}

export const HALVES_LEGEND: LegendEntry[] = [
  { text: 'smaller half', shape: 'ring', colour: 'var(--ink-3)', filled: false },
  { text: 'larger half', shape: 'square', colour: 'var(--accent)', filled: true },
];

export const halvesTable = (eigen: Eigenstructure, halves: Halves, labels: Labels): DataTable => ({
  columns: ['Benchmark', 'Smaller half', '95 %', 'Larger half', '95 %'],
  rows: eigen.benchmarks.map((key, i) => [
    named(labels, key),
    ...[halves.lower, halves.upper].flatMap(({ loadings }) => [
      fixed(loadings[i].value),
      bracket(loadings[i].lo, loadings[i].hi),
    ]),
  ]),
});

/** What the methods are meant to do, and the lowest and highest that was measured, where the told noise is so and where not. */
import { ratioOf, shareOf, type Counters, type Share } from '../counters';
import { COUNTS } from '../design';
import {
  ALL_TRENDS,
  HOLDING,
  NOT_HOLDING,
  NOT_TURNING,
  pooled,
  STRAIGHT,
  TURNING,
  type Run,
  type StudyTable,
} from '../report';

interface Goal {
  what: string;
  goal: string;
  /** Bounds in the unit of the figures. */
  from: number;
  to: number;
  digits: number;
  /** Each cell's figure with its Monte-Carlo error. */
  figures(run: Run, conditions: readonly string[]): { value: number; error: number }[];
}

export function goalTable(run: Run): StudyTable {
  return {
    id: 'goals',
    title: 'Goals, and what was measured',
    columns: [
      'what',
      'goal',
      'noise as told: lowest to highest',
      'goal met',
      'noise not told: lowest to highest',
      'goal met there',
    ],
    rows: GOALS.map((goal) => [
      goal.what,
      goal.goal,
      ...measured(goal, goal.figures(run, HOLDING)),
      ...measured(goal, goal.figures(run, NOT_HOLDING)),
    ]),
    note: 'Lowest and highest over the conditions and the numbers of sizes, and over the trends where the goal says so; met when the farthest is within the goal or within two Monte-Carlo standard errors of it. “Noise as told” are the first five conditions, “not told” the other four.',
  };
}

function measured({ from, to, digits }: Goal, figures: { value: number; error: number }[]): string[] {
  if (figures.length === 0) return ['–', '–'];
  const values = figures.map(({ value }) => value);
  const met = figures.every(({ value, error }) => value >= from - 2 * error && value <= to + 2 * error);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits));
  return [`${lowest} to ${highest}`, met ? 'yes' : 'no'];
}

const inPercent = (share: Share | null) =>
  share === null ? [] : [{ value: 100 * share.share, error: 100 * share.error }];

const overCells = (
  trends: readonly string[],
  of: (counters: Counters) => { value: number; error: number }[],
): Goal['figures'] => {
  return (run, conditions) =>
    conditions.flatMap((condition) =>
      COUNTS.flatMap((n) => of(pooled(run, { conditions: [condition], trends, n }))),
    );
};
/** Each trend apart. */
const overTrends = (
  trends: readonly string[],
  of: (counters: Counters) => { value: number; error: number }[],
): Goal['figures'] => {
  return (run, conditions) => trends.flatMap((trend) => overCells([trend], of)(run, conditions));
};

const coverage = (what: string, name: string, trends: readonly string[]): Goal => ({
  what: `${what}: coverage, %`,
  goal: '93 to 97',
  from: 93,
  to: 97,
  digits: 1,
  figures: overCells(trends, (counters) => inPercent(shareOf(counters, name))),
});

const width = (what: string, of: (counters: Counters) => number | null, trends: readonly string[]): Goal => ({
  what: `${what}: width against the oracle`,
  goal: 'at most 1.2',
  from: 0,
  to: 1.2,
  digits: 2,
  figures: overCells(trends, (counters) => {
    const value = of(counters);
    return value === null ? [] : [{ value, error: 0 }];
  }),
});

const atMostFive = (what: string, name: string, trends: readonly string[]): Goal => ({
  what,
  goal: 'at most 5',
  from: 0,
  to: 5,
  digits: 1,
  figures: overTrends(trends, (counters) => inPercent(shareOf(counters, name))),
});

const widthOf = (name: string, oracle: string) => (counters: Counters) =>
  ratioOf(counters, `${name}.width`, `${oracle}.width`);
const fiellerWidth = (counters: Counters): number | null => {
  const log = ratioOf(counters, 'fieller.logRatio', 'fieller.ratios');
  return log === null ? null : Math.exp(log);
};
const IN_SIZE = STRAIGHT.filter((id) => id !== 'leaving');

const GOALS: readonly Goal[] = [
  coverage('slope, the app’s interval', 'slope.default', STRAIGHT),
  width('slope, the app’s interval', widthOf('slope.default', 'slope.oracle'), STRAIGHT),
  coverage('slope, given the told noise', 'slope.item-noise-only', STRAIGHT),
  width('slope, given the told noise', widthOf('slope.item-noise-only', 'slope.oracle'), STRAIGHT),
  coverage('ΔB2 per decade, the app’s interval', 'decade.default', IN_SIZE),
  width('ΔB2 per decade, the app’s interval', widthOf('decade.default', 'decade.oracle'), IN_SIZE),
  coverage('γ₁₂, Fieller set', 'fieller', ALL_TRENDS),
  width('γ₁₂, Fieller set', fiellerWidth, ALL_TRENDS),
  {
    what: 'named phases that are right, all trends, %',
    goal: 'at least 95',
    from: 95,
    to: 100,
    digits: 1,
    figures: overCells(ALL_TRENDS, (counters) => inPercent(shareOf(counters, 'label.right'))),
  },
  atMostFive('steps named wrongly, each trend, %', 'label.wrong', ALL_TRENDS),
  atMostFive('turn settled where there is none, each trend, %', 'crossing.false', NOT_TURNING),
  coverage('N_c', 'scale', TURNING),
  atMostFive('false verdicts, each trend, %', 'verdict.false', ALL_TRENDS),
];

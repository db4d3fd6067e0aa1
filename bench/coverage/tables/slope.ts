/** Coverage and width of the slope's intervals, and of those of ΔB2 per decade. */
import { ratioOf, shareOf } from '../counters';
import { CONDITIONS, TRENDS } from '../design';
import { figure, pooled, STRAIGHT, type Run, type StudyTable } from '../report';
import { RULES, RULE_TITLES, type Rule } from '../rules';
import { figuresBySize, sharesBySize, type Row } from './bySize';

const OVER_STRAIGHT = 'Pooled over the five straight trends.';
const WIDTH =
  'Mean width over that of the oracle’s interval, which is ± 1.96 standard errors of the noise as it is.';

const byCondition = (run: Run): Row[] =>
  CONDITIONS.map(({ id, title }) => ({
    labels: [title],
    at: (n) => pooled(run, { conditions: [id], trends: STRAIGHT, n }),
  }));

const byTrend = (run: Run): Row[] =>
  TRENDS.map(({ id, title }) => ({
    labels: [title],
    at: (n) => pooled(run, { conditions: ['items'], trends: [id], n }),
  }));

/** Conditions that tell the rules apart. */
const COMPARED = ['items', 'run1-untold', 'run2-untold', 'run3-untold', 'run2-told'];
const ruleOfRow = RULES.filter((rule) => rule !== 'oracle');

const byRule = (run: Run): Row[] =>
  CONDITIONS.filter(({ id }) => COMPARED.includes(id)).flatMap(({ id, title }) =>
    ruleOfRow.map((rule) => ({
      labels: [title, RULE_TITLES[rule]],
      at: (n: number) => pooled(run, { conditions: [id], trends: STRAIGHT, n }),
    })),
  );
const ruleAt = (row: number): Rule => ruleOfRow[row % ruleOfRow.length];

export function slopeTables(run: Run): StudyTable[] {
  const condition = ['noise'];
  const trend = ['trend of B2'];
  const rule = ['noise', 'interval'];
  return [
    sharesBySize(
      { id: 'slope-coverage', title: 'Slope: coverage of the app’s 95 % interval, %', note: OVER_STRAIGHT },
      condition,
      byCondition(run),
      (counters) => shareOf(counters, 'slope.default'),
    ),
    figuresBySize(
      { id: 'slope-width', title: 'Slope: width of the app’s interval against the oracle', note: WIDTH },
      condition,
      byCondition(run),
      (counters) => figure(ratioOf(counters, 'slope.default.width', 'slope.oracle.width')),
    ),
    sharesBySize(
      {
        id: 'slope-noise-coverage',
        title: 'Slope: coverage of the narrower interval, given the noise that is told, %',
        note: OVER_STRAIGHT,
      },
      condition,
      byCondition(run),
      (counters) => shareOf(counters, 'slope.item-noise-only'),
    ),
    figuresBySize(
      {
        id: 'slope-noise-width',
        title: 'Slope: width of the narrower interval against the oracle',
        note: WIDTH,
      },
      condition,
      byCondition(run),
      (counters) => figure(ratioOf(counters, 'slope.item-noise-only.width', 'slope.oracle.width')),
    ),
    sharesBySize(
      {
        id: 'slope-oracle',
        title: 'Slope: coverage of the oracle’s interval, %',
        note: `${OVER_STRAIGHT} A check of the study itself.`,
      },
      condition,
      byCondition(run),
      (counters) => shareOf(counters, 'slope.oracle'),
    ),
    sharesBySize(
      {
        id: 'slope-trend-coverage',
        title: 'Slope: coverage of the app’s interval by trend, item noise alone, %',
        note: 'For the curved trends (the last three) the slope aimed at is that of the line through the noiseless points.',
      },
      trend,
      byTrend(run),
      (counters) => shareOf(counters, 'slope.default'),
    ),
    figuresBySize(
      {
        id: 'slope-trend-width',
        title: 'Slope: width of the app’s interval against the oracle, by trend, item noise alone',
        note: WIDTH,
      },
      trend,
      byTrend(run),
      (counters) => figure(ratioOf(counters, 'slope.default.width', 'slope.oracle.width')),
    ),
    sharesBySize(
      {
        id: 'slope-rule-coverage',
        title: 'Slope: coverage of other rules for the interval, %',
        note: `${OVER_STRAIGHT} z is 1.96, t the t quantile with n − 2 degrees of freedom, se the standard error of the told noise.`,
      },
      rule,
      byRule(run),
      (counters, row) => shareOf(counters, `slope.${ruleAt(row)}`),
    ),
    figuresBySize(
      {
        id: 'slope-rule-width',
        title: 'Slope: width of other rules against the oracle',
        note: WIDTH,
      },
      rule,
      byRule(run),
      (counters, row) => figure(ratioOf(counters, `slope.${ruleAt(row)}.width`, 'slope.oracle.width')),
    ),
    sharesBySize(
      {
        id: 'decade-coverage',
        title: 'ΔB2 per decade: coverage of the app’s 95 % interval, %',
        note: 'Pooled over the trends that are straight in log size.',
      },
      condition,
      CONDITIONS.map(({ id, title }) => ({
        labels: [title],
        at: (n) => pooled(run, { conditions: [id], trends: STRAIGHT_IN_SIZE, n }),
      })),
      (counters) => shareOf(counters, 'decade.default'),
    ),
    figuresBySize(
      {
        id: 'decade-width',
        title: 'ΔB2 per decade: width of the app’s interval against the oracle',
        note: WIDTH,
      },
      condition,
      CONDITIONS.map(({ id, title }) => ({
        labels: [title],
        at: (n) => pooled(run, { conditions: [id], trends: STRAIGHT_IN_SIZE, n }),
      })),
      (counters) => figure(ratioOf(counters, 'decade.default.width', 'decade.oracle.width')),
    ),
  ];
}

/** Leaving chance is straight in B1, not in size. */
const STRAIGHT_IN_SIZE = STRAIGHT.filter((id) => id !== 'leaving');

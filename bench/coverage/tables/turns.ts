/** The critical scale and the verdict: what is found where it is, and what is found where it is not. */
import { ratioOf, shareOf, type Counters } from '../counters';
import { CONDITIONS, COUNTS, SIZES, TRENDS } from '../design';
import { figure, NOT_TURNING, pooled, TURNING, type Run, type StudyTable } from '../report';
import { figuresBySize, sharesBySize, type Row } from './bySize';

const byCondition = (run: Run, trends?: readonly string[]): Row[] =>
  CONDITIONS.map(({ id, title }) => ({
    labels: [title],
    at: (n) => pooled(run, { conditions: [id], trends, n }),
  }));

const byTrend = (run: Run, condition: string, trends: readonly string[]): Row[] =>
  TRENDS.filter(({ id }) => trends.includes(id)).map(({ id, title }) => ({
    labels: [title],
    at: (n) => pooled(run, { conditions: [condition], trends: [id], n }),
  }));

export function turnTables(run: Run): StudyTable[] {
  return [...crossingTables(run), ...verdictTables(run)];
}

function crossingTables(run: Run): StudyTable[] {
  return [
    sharesBySize(
      {
        id: 'crossing-false',
        title: 'Crossing: settled where B2 does not turn, %',
        note: `Pooled over the ${NOT_TURNING.length} trends without a turn; either direction.`,
      },
      ['noise'],
      byCondition(run, NOT_TURNING),
      (counters) => shareOf(counters, 'crossing.false'),
    ),
    sharesBySize(
      {
        id: 'crossing-false-trend',
        title: 'Crossing: settled where B2 does not turn, by trend, item noise alone, %',
        note: 'Either direction.',
      },
      ['trend of B2'],
      byTrend(run, 'items', NOT_TURNING),
      (counters) => shareOf(counters, 'crossing.false'),
    ),
    sharesBySize(
      {
        id: 'crossing-found',
        title: 'Crossing: found where B2 turns, %',
        note: 'A U of depth 8 and its mirror image; settled in the right direction.',
      },
      ['noise'],
      byCondition(run, TURNING),
      (counters) => shareOf(counters, 'crossing.found'),
    ),
    sharesBySize(
      {
        id: 'crossing-denied',
        title: 'Crossing: “none in range” where B2 turns up, %',
        note: 'The U of depth 8.',
      },
      ['noise'],
      byCondition(run, ['u']),
      (counters) => shareOf(counters, 'crossing.denied'),
    ),
    sharesBySize(
      {
        id: 'scale-coverage',
        title: 'N_c: coverage of the 95 % interval where the turn is found, %',
        note: 'The U and its mirror image; a dash where no turn is found.',
      },
      ['noise'],
      byCondition(run, TURNING),
      (counters) => shareOf(counters, 'scale'),
    ),
    figuresBySize(
      {
        id: 'scale-width',
        title: 'N_c: upper end of the interval over the lower',
        note: `Geometric mean where the turn is found; the sizes themselves span a factor of ${Math.round(SIZES[8][7] / SIZES[8][0])}.`,
      },
      ['noise'],
      byCondition(run, TURNING),
      (counters) => {
        const factor = ratioOf(counters, 'scale.logFactor', 'scale.of');
        return figure(factor === null ? null : Math.exp(factor), 1);
      },
    ),
  ];
}

function verdictTables(run: Run): StudyTable[] {
  const labelled = TRENDS.filter(({ verdict }) => verdict !== 'undetermined').map(({ id }) => id);
  const right = (counters: Counters) => shareOf(counters, 'verdict.right');
  const wrong = (counters: Counters) => shareOf(counters, 'verdict.false');
  const all = TRENDS.map(({ id }) => id);
  return [
    sharesBySize(
      {
        id: 'verdict-right',
        title: 'Verdict: right, by trend, item noise alone, %',
        note: 'The rest is nearly all “undetermined”.',
      },
      ['trend of B2'],
      byTrend(run, 'items', labelled),
      right,
    ),
    sharesBySize(
      {
        id: 'verdict-false-trend',
        title: 'Verdict: false, by trend, item noise alone, %',
        note: 'For the flat trend any label is false; for a U, a label other than its turn.',
      },
      ['trend of B2'],
      byTrend(run, 'items', all),
      wrong,
    ),
    sharesBySize(
      {
        id: 'verdict-false-run',
        title: 'Verdict: false, by trend, run SD 2 not told, %',
        note: 'As above.',
      },
      ['trend of B2'],
      byTrend(run, 'run2-untold', all),
      wrong,
    ),
    {
      ...sharesBySize(
        {
          id: 'verdict-false',
          title: 'Verdict: false, by noise, worst trend, %',
          note: 'The highest of the eight trends in each cell.',
        },
        ['noise'],
        [],
        wrong,
      ),
      rows: CONDITIONS.map(({ id, title }) => [
        title,
        ...COUNTS.map((n) => figure(100 * worstVerdict(run, id, n), 1)),
      ]),
      note: 'The highest of the eight trends in each cell, which picks upwards by chance.',
    },
    sharesBySize(
      {
        id: 'verdict-right-noise',
        title: 'Verdict: right, by noise, %',
        note: `Pooled over the ${labelled.length} trends that have a label.`,
      },
      ['noise'],
      byCondition(run, labelled),
      right,
    ),
  ];
}

/** Highest share of false verdicts among the trends. */
export const worstVerdict = (run: Run, condition: string, n: number): number =>
  Math.max(
    ...TRENDS.map(
      ({ id }) =>
        shareOf(pooled(run, { conditions: [condition], trends: [id], n }), 'verdict.false')?.share ?? 0,
    ),
  );

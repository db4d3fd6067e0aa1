/** The steps between sizes: γ₁₂ with its Fieller set, and the phases that are named. */
import { ratioOf, shareOf, type Counters } from '../counters';
import { CONDITIONS, TRENDS } from '../design';
import { BINS } from '../familyCell';
import { errorNote, figure, percent, pooled, type Run, type StudyTable } from '../report';
import { sharesBySize } from './bySize';

export function stepTables(run: Run): StudyTable[] {
  return [
    fiellerCoverage(run),
    fiellerWidth(run),
    labels(run),
    labelsByTrend(run),
    flatLabels(run),
    reliability(run),
  ];
}

const fiellerCoverage = (run: Run): StudyTable =>
  sharesBySize(
    {
      id: 'fieller-coverage',
      title: 'γ₁₂ of a step: coverage of the 95 % Fieller set, %',
      note: 'All steps of all eight trends.',
    },
    ['noise'],
    CONDITIONS.map(({ id, title }) => ({
      labels: [title],
      at: (n) => pooled(run, { conditions: [id], n }),
    })),
    (counters) => shareOf(counters, 'fieller'),
  );

function fiellerWidth(run: Run): StudyTable {
  const rows = CONDITIONS.map(({ id, title }) => {
    const counters = pooled(run, { conditions: [id] });
    const logRatio = ratioOf(counters, 'fieller.logRatio', 'fieller.ratios');
    return [
      title,
      percent(shareOf(counters, 'fieller')),
      percent(shareOf(counters, 'fieller.bounded')),
      figure(logRatio === null ? null : Math.exp(logRatio)),
    ];
  });
  return {
    id: 'fieller-width',
    title: 'γ₁₂ of a step: how often the set is an interval, and how wide',
    columns: ['noise', 'coverage, %', 'bounded, %', 'width against the oracle'],
    rows,
    note: 'The oracle is the Fieller set of the noise as it is; geometric mean of the widths’ ratio where both are bounded.',
  };
}

const labelRow = (counters: Counters) =>
  ['label.settled', 'label.right', 'label.wrong', 'label.family'].map((name) => shareOf(counters, name));
const LABEL_COLUMNS = [
  'steps named, %',
  'of these right, %',
  'steps named wrongly, %',
  'families with a wrong name, %',
];

function labels(run: Run): StudyTable {
  const shares = CONDITIONS.map(({ id }) => labelRow(pooled(run, { conditions: [id] })));
  return {
    id: 'labels',
    title: 'Phases named at 0.95, by noise',
    columns: ['noise', ...LABEL_COLUMNS],
    rows: CONDITIONS.map(({ title }, i) => [title, ...shares[i].map(percent)]),
    note: `All trends and numbers of sizes. ${errorNote(shares.flat())}`,
  };
}

function labelsByTrend(run: Run): StudyTable {
  const shares = TRENDS.map(({ id }) => labelRow(pooled(run, { conditions: ['items'], trends: [id] })));
  return {
    id: 'labels-trend',
    title: 'Phases named at 0.95, by trend, item noise alone',
    columns: ['trend of B2', ...LABEL_COLUMNS],
    rows: TRENDS.map(({ title }, i) => [title, ...shares[i].map(percent)]),
    note: `All numbers of sizes. ${errorNote(shares.flat())}`,
  };
}

const flatLabels = (run: Run): StudyTable =>
  sharesBySize(
    {
      id: 'labels-flat',
      title: 'Steps named wrongly along the flat trend, %',
      note: 'The steps of a family are counted as if they were independent.',
    },
    ['noise'],
    CONDITIONS.map(({ id, title }) => ({
      labels: [title],
      at: (n) => pooled(run, { conditions: [id], trends: ['flat'], n }),
    })),
    (counters) => shareOf(counters, 'label.wrong'),
  );

function reliability(run: Run): StudyTable {
  const shown = ['items', 'rho-untold', 'run2-told', 'run2-untold'];
  const conditions = CONDITIONS.filter(({ id }) => shown.includes(id));
  const counters = conditions.map(({ id }) => pooled(run, { conditions: [id] }));
  const bins = Array.from({ length: BINS }, (_, bin) => bin);
  const share = (one: Counters, bin: number) => shareOf(one, `reliability.${bin}`);
  return {
    id: 'reliability',
    title: 'Phase probabilities: stated, and how often true, %',
    columns: ['stated', ...conditions.map(({ title }) => title)],
    rows: bins.map((bin) => [
      `${(100 * bin) / BINS}–${(100 * (bin + 1)) / BINS}`,
      ...counters.map((one) => percent(share(one, bin))),
    ]),
    note:
      'Each probability of each phase of each step where benchmark 1 rises, all trends and sizes together. What it shows depends on the mixture of trends. ' +
      errorNote(counters.flatMap((one) => bins.map((bin) => share(one, bin)))),
  };
}

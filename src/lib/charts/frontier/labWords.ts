/** What is said of labs: means, slopes, changes between releases, and a lab that the line has not seen. Pure. */
import { capitalised, count, listed } from '../../coupling/words';
import type { LeaveOneLabOut } from '../../frontier/holdOut';
import type { Frontier, FrontierLab } from '../../frontier/result';
import type { Trajectory } from '../../frontier/trajectory';
import { bracket, fixed, pValue, signed } from '../../ui/format';
import type { LegendEntry } from '../legend';
import type { IntervalRow } from '../rows';
import type { DataTable } from '../tables';

const NBSP = '\u00a0';

/** Labs whose interval leaves 0 out. */
export const settledLabs = (labs: readonly FrontierLab[]): FrontierLab[] =>
  labs.filter(({ lo, hi }) => lo !== null && hi !== null && lo * hi > 0);

export function labsFinding({ labs }: Pick<Frontier, 'labs'>): string {
  const settled = settledLabs(labs);
  if (labs.length === 0) return 'No lab has a mean';
  if (labs.every(({ shrunkMean }) => shrunkMean === null)) return 'Too few models to shrink the labs’ means';
  if (settled.length === 0)
    return `None of ${count(labs.length)} labs stands off the line by more than its interval`;
  const below = settled.filter(({ shrunkMean }) => (shrunkMean ?? 0) < 0).map(({ lab }) => lab);
  const above = settled.filter(({ shrunkMean }) => (shrunkMean ?? 0) > 0).map(({ lab }) => lab);
  const parts = [
    below.length > 0 && `${listed(below)} below`,
    above.length > 0 && `${listed(above)} above`,
  ].filter(Boolean);
  return `${capitalised(count(settled.length))} of ${labs.length} labs ${settled.length === 1 ? 'stands' : 'stand'} off the line by more than ${settled.length === 1 ? 'its' : 'their'} interval: ${parts.join(', ')}`;
}

/** The hollow marks are the paper's means only where the panel has its core rows. */
type FittedModels = Pick<Frontier, 'models'>;
const plainMean = ({ models }: FittedModels): { name: string; rows: string } =>
  models.some(({ core, fitted }) => core && fitted)
    ? { name: 'published mean', rows: 'as published, core rows only' }
    : { name: 'plain mean', rows: 'plain mean' };

export const labsCaption = ({ labScatter, models }: Pick<Frontier, 'labScatter'> & FittedModels): string =>
  labScatter === null
    ? 'Means of h over the fitted rows, points'
    : `Mean h over the fitted rows, shrunk (empirical Bayes: SD ${fixed(labScatter.tau, 1)} between labs, ${fixed(labScatter.withinSd, 1)} within), 95${NBSP}% interval; hollow: ${plainMean({ models }).rows}`;

export const labsLegend = (result: FittedModels): LegendEntry[] => [
  { text: 'shrunk mean', shape: 'square', colour: 'var(--accent)', filled: true },
  { text: plainMean(result).name, shape: 'ring', colour: 'var(--ink-3)', filled: false },
];

export function labRows({ labs, models }: Pick<Frontier, 'labs'> & FittedModels): IntervalRow[] {
  const { name } = plainMean({ models });
  return labs.map((lab) => ({
    key: lab.lab,
    name: lab.lab || 'no lab',
    note: `n ${lab.n}`,
    marks: [
      {
        value: lab.shrunkMean ?? lab.mean,
        lo: lab.lo,
        hi: lab.hi,
        shape: 'square' as const,
        colour: 'var(--accent)',
        filled: lab.shrunkMean !== null,
        lines: [
          `${lab.lab}, ${lab.n} ${lab.n === 1 ? 'model' : 'models'}`,
          lab.shrunkMean === null
            ? `mean ${signed(lab.mean, 1)}`
            : `shrunk mean ${signed(lab.shrunkMean, 1)} ${bracket(lab.lo, lab.hi, 1)}`,
          `mean of all its rows ${signed(lab.mean, 1)}`,
        ],
      },
      {
        value: lab.publishedMean,
        lo: null,
        hi: null,
        shape: 'ring' as const,
        colour: 'var(--ink-3)',
        filled: false,
        lines: [`${lab.lab}: ${name} ${signed(lab.publishedMean, 1)} over ${lab.publishedN}`],
      },
    ],
  }));
}

/** Slopes only where six models or more allow one. */
export function slopeText(lab: FrontierLab): string {
  if (lab.slope !== null && lab.slopeInterval !== null)
    return `${fixed(lab.slope)} ${bracket(...lab.slopeInterval)}`;
  return `n = ${lab.n}, too few`;
}

export const labsTable = ({ labs, models }: Pick<Frontier, 'labs'> & FittedModels): DataTable => ({
  columns: [
    'Lab',
    'n',
    'Mean h',
    'Shrunk',
    '95 %',
    `${capitalised(plainMean({ models }).name)} (n)`,
    'Slope',
  ],
  rows: labs.map((lab) => [
    lab.lab,
    String(lab.n),
    signed(lab.mean, 2),
    signed(lab.shrunkMean, 2),
    bracket(lab.lo, lab.hi, 1),
    `${signed(lab.publishedMean, 2)} (${lab.publishedN})`,
    slopeText(lab),
  ]),
});

export function equalSlopesSentence({ equalSlopes, labs }: Pick<Frontier, 'equalSlopes' | 'labs'>): string {
  const enough = labs.filter(({ slope }) => slope !== null);
  const shown =
    enough.length === 0
      ? 'No lab has the six models that a slope needs.'
      : `${capitalised(count(enough.length))} of ${labs.length} labs ${enough.length === 1 ? 'has' : 'have'} the six models that a slope needs.`;
  if (equalSlopes === null) return shown;
  const { df, f, p, labs: tested } = equalSlopes;
  return `${shown} F test of one slope for ${listed(tested)} (four models or more): F(${df.join(', ')}) = ${fixed(f, 1)}, ${pValue(p)}.`;
}

export function trajectoryFinding({ lab, changes }: Trajectory): string {
  const flagged = changes.filter((one) => one.flagged);
  const bare = changes.filter((one) => one.publishedFlag);
  if (changes.length === 0) return `${lab}: no two dated releases`;
  const stands =
    flagged.length === 0
      ? `none of ${changes.length} ${changes.length === 1 ? 'change' : 'changes'} between releases stands out`
      : `${count(flagged.length)} of ${changes.length} changes between releases ${flagged.length === 1 ? 'stands' : 'stand'} out`;
  return `${lab}: ${stands}${bare.length > flagged.length ? `; the published threshold flags ${count(bare.length)}` : ''}`;
}

export const trajectoryCaption = `h of each release with its 95${NBSP}% prediction interval; a change stands out beyond 1.96 standard errors of the difference, the published threshold is 10 points; a release known to its year stands at its middle`;

export const PREDICTORS = [
  { key: 'line', name: 'line over the other labs' },
  { key: 'theilSen', name: 'Theil–Sen line over the other labs' },
  { key: 'mean', name: 'mean of the other labs' },
  { key: 'median', name: 'median of the other labs' },
] as const;

export function holdOutFinding({ mean, sd, baseline, skill }: LeaveOneLabOut): string {
  const by = skill.overLabs;
  const better =
    by === null
      ? ''
      : by > 0
        ? `, ${Math.round(100 * by)}${NBSP}% less than the other labs’ mean alone (${fixed(baseline, 1)})`
        : `, no less than the other labs’ mean alone (${fixed(baseline, 1)})`;
  return `For a lab it has not seen the line errs by ${fixed(mean)} ± ${fixed(sd)} points${better}`;
}

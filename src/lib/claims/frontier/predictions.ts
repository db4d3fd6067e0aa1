/**
 * The seven predictions, on the rows that were published with them: the figures are the criterion to pass. A prediction that
 * lacks releases or scores to decide by is not checkable yet; none of the deadlines that name a month has passed by the
 * panel's last release.
 */
import { evaluatePredictions, type EvaluatedPrediction } from '../../frontier/predictions/evaluate';
import { PREDICTIONS } from '../../frontier/predictions/published';
import type { FrontierTable } from '../../frontier/model';
import type { Calibrated, Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { above, below, rounded } from '../figure';
import { said } from '../words';
import { estimate } from './estimate';
import { OPEN } from './rows';

type Id = (typeof PREDICTIONS)[number]['id'];

function on(table: FrontierTable, id: Id): EvaluatedPrediction {
  const found = evaluatePredictions(table, 'published').find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`there is no prediction ${id}`);
  return found;
}

const frozenTable = (data: ClaimData): FrontierTable => {
  const table = data.frontier();
  return { ...table, models: table.models.filter(({ subset }) => subset === 'frozen') };
};

const values = ({ value, second, n }: EvaluatedPrediction): Values => ({
  n,
  ...(value === null ? {} : { value }),
  ...(second === null ? {} : { second }),
});

/** What the prediction reads, with the interval of the Frontier page. */
const measured = (
  { value, interval, n, words }: EvaluatedPrediction,
  what: string,
  unit: Calibrated['unit'],
): Calibrated => estimate(what, value, { interval, unit, n, reason: words });

const SECTION = '‘Seven falsifiable predictions’';
const stated = (id: Id): string => {
  const { title, pass, deadline } = PREDICTIONS[id - 1];
  return `Prediction ${id}${deadline === null ? '' : ` (by ${deadline})`}. ${title}. It passes when ${pass}.`;
};

const common = { paper: 'B', where: SECTION, group: 'predictions', open: OPEN } as const;

type Waiting = Required<Pick<Claim, 'figures' | 'missing' | 'why' | 'calibrate' | 'data'>>;

/** A prediction whose releases or scores are not in the published rows. */
const waiting = (id: Id, claim: Waiting): Claim => ({
  ...common,
  ...claim,
  ...{ id: `b-prediction-${id}`, statement: stated(id) },
  procedure: 'The criterion as printed, on the 39 published rows.',
  recompute: (data) => {
    const found = on(data.frontier(), id);
    return found.state === 'insufficient' ? [] : [{ condition: null, values: values(found) }];
  },
});

const WIDE = 'over the sourced scores of the wide panel';
const wide =
  (id: Id, what: string, unit: Calibrated['unit']): NonNullable<Claim['calibrate']> =>
  async (data) =>
    measured(on(await data.frontierWide(), id), `${what}, ${WIDE}`, unit);
const nextReleases =
  (id: Id): NonNullable<Claim['calibrate']> =>
  (data) =>
    measured(on(data.frontier(), id), 'The h that decides, 95 % prediction interval', 'points');

export const claims: Claim[] = [
  {
    ...common,
    ...{ id: 'b-prediction-1', data: ['frontier'], statement: stated(1) },
    figures: [
      below('value', 'spread of SWE-bench', 2, { unit: 'points', printed: '< 2' }),
      above('second', 'spread of GPQA', 5, { unit: 'points', printed: '> 5' }),
    ],
    procedure: 'Ranges over the five rows with the highest SWE-bench among the 39; fails above 5 points.',
    recompute: (data) => [
      { condition: null, values: values(on(data.frontier(), 1)) },
      { condition: 'on the 34 frozen rows', values: values(on(frozenTable(data), 1)) },
    ],
    calibrate: (data) =>
      measured(on(data.frontier(), 1), 'The spread, and its range when any one model is left out', 'points'),
    why: ([all, frozen]) =>
      `The frozen rows are where it passes (${said(frozen.values.value, 1)}), all 39 where it fails (${said(all.values.value, 1)}): one later release decides. The criterion fixes no panel.`,
  },
  waiting(2, {
    data: ['frontier', 'frontier-wide'],
    figures: [
      above('value', 'r', 0.6, { printed: '> 0.6' }),
      above('n', 'models', 7.5, { unit: 'models', printed: '≥ 8' }),
    ],
    missing:
      'IFEval scores: four of the published rows have one, and fewer than five would count as failing at the deadline.',
    why: 'With four models nothing is decided; the criterion leaves r of 0.3 to 0.6, and five to seven models, between.',
    calibrate: wide(2, 'r of GPQA and IFEval', ''),
  }),
  waiting(3, {
    data: ['frontier'],
    figures: [below('value', 'higher h of the two', 0, { unit: 'points', printed: '< 0 for both' })],
    missing: 'Two DeepSeek releases after May 2026: the published rows end in April.',
    why: 'No row counts yet. The outlook of the same paper reads the April release, at a printed h of +2.3, as turning back to reasoning.',
    calibrate: nextReleases(3),
  }),
  waiting(4, {
    data: ['frontier'],
    figures: [above('value', 'lower h of the two', 3, { unit: 'points', printed: '> 3 for both' })],
    missing: 'Two Google releases after May 2026: the published rows end in April.',
    why: 'No row counts yet. The 95 % prediction band of a single release is several times as wide as the criterion.',
    calibrate: nextReleases(4),
  }),
  {
    ...common,
    ...{ id: 'b-prediction-5', data: ['frontier'], statement: stated(5) },
    figures: [
      above('value', 'r', 0.5, { printed: '> 0.5' }),
      above('n', 'models', 29.5, { unit: 'models', printed: '≥ 30' }),
    ],
    procedure: 'Pearson correlation over the 39 rows; fails below 0.3.',
    recompute: (data) => [{ condition: null, values: values(on(data.frontier(), 5)) }],
    calibrate: (data) => measured(on(data.frontier(), 5), 'The correlation, Fisher’s 95 % interval', ''),
    why: 'It is in the pass zone on the published rows. Any panel of 30 or more counts, and older models with low SWE-bench hold r up.',
  },
  waiting(6, {
    data: ['frontier', 'frontier-wide'],
    figures: [
      below('value', 'spread of IFEval', 3, { unit: 'points', printed: '< 3' }),
      above('second', 'spread of HLE', 15, { unit: 'points', printed: '> 15' }),
    ],
    missing: 'Ten IFEval scores and the HLE scores: the published rows have four and none.',
    why: 'Neither spread can be measured on the published rows.',
    calibrate: wide(
      6,
      'Spread of the ten best on IFEval, and its range when any one model is left out',
      'points',
    ),
  }),
  waiting(7, {
    data: ['frontier', 'frontier-wide'],
    figures: [
      below('value', 'r', 0, { printed: '< 0' }),
      above('n', 'models', 9.5, { unit: 'models', printed: '≥ 10' }),
    ],
    missing: 'The HLE scores of the published rows: neither the paper nor the repository has them.',
    why: 'The paper prints r = −0.251 over nine models, one fewer than its criterion asks for.',
    calibrate: wide(7, 'r of SWE-bench and HLE', ''),
  }),
  {
    ...common,
    ...{ id: 'dashboard-prediction-1', paper: 'dashboard', data: ['frontier'] },
    where: 'data/computed/predictions_status.json',
    statement: 'The status file has prediction 1 at a spread of 7.0 points, likely to fail.',
    figures: [rounded('value', 'spread of SWE-bench', 7, 1, { unit: 'points' })],
    procedure: 'Highest less fifth-highest SWE-bench of the 39 rows.',
    recompute: (data) => [{ condition: null, values: values(on(data.frontier(), 1)) }],
    why: 'It holds. The command-line tool and the Streamlit edition of the dashboard call the same prediction pending.',
  },
];

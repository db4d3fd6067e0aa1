/** Labs: mean residuals and numbers of models. */
import * as v from 'valibot';
import { labMeans, publishedMean, type LabMember } from '../../frontier/labMeans';
import { byLab, type FrontierPoint } from '../../frontier/points';
import { residualFrom, type OtherLine } from '../../frontier/robust';
import { mean } from '../../stats/summary';
import type { Calibrated, Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { above, rounded } from '../figure';
import { said } from '../words';
import { estimate } from './estimate';
import { allRows, coreRows, frozenLine, frozenRows, lineOf, OPEN } from './rows';

const EarlierSchema = v.object({ without: v.array(v.string()), lab_means: v.record(v.string(), v.number()) });

const PRINTED_MEANS: Values = {
  ...{ Google: 5.5, OpenAI: 3.1, Alibaba: 2.8, Meta: 2.4, DeepSeek: 1.9, Moonshot: 1.8, Zhipu: -0.3 },
  ...{ MiniMax: -2.3, xAI: 5.1, Anthropic: -6.9 },
};
const PRINTED_COUNTS: Values = {
  ...{ Google: 5, OpenAI: 5, Alibaba: 1, Meta: 1, DeepSeek: 5, Moonshot: 1, Zhipu: 1, MiniMax: 1 },
  ...{ xAI: 2, Anthropic: 9 },
};
/** As the Streamlit edition of the dashboard prints them. */
const EARLIER_MEANS: Values = {
  ...{ Google: 5.7, OpenAI: 3.4, Alibaba: 3.1, Meta: 2.6, DeepSeek: 2.2, Moonshot: 2.1 },
  ...{ MiniMax: -2.1, Anthropic: -6.7 },
};

const figures = (printed: Values, decimals: number, unit: 'points' | 'models') =>
  Object.entries(printed).map(([lab, value]) => rounded(lab, lab, value, decimals, { unit }));

const members = (line: OtherLine, rows: readonly FrontierPoint[]): LabMember[] =>
  rows.map((row) => ({ lab: row.lab, core: row.core, h: residualFrom(line, row) }));

/** Mean h of each lab's rows. */
const means = (line: OtherLine, rows: readonly FrontierPoint[]): Values =>
  Object.fromEntries(
    [...byLab(members(line, rows))].map(([lab, own]) => [lab, publishedMean(own).publishedMean]),
  );

const of = (rows: readonly FrontierPoint[], lab: string) => rows.filter((row) => row.lab === lab);
const meanH = (line: OtherLine, rows: readonly FrontierPoint[]) =>
  mean(rows.map((row) => residualFrom(line, row)));

/** The panel before three rows were added. */
function earlier(data: ClaimData): FrontierPoint[] {
  const { without } = data.input('frontier_panel_31', EarlierSchema);
  return frozenRows(data).filter(({ model }) => !without.includes(model));
}
const EARLIER = 'with the line of the earlier panel without Grok 3, Grok 4 and GLM-5';

function shrunk(data: ClaimData, lab: string): Calibrated {
  const found = labMeans(members(frozenLine(data), frozenRows(data)))?.labs.find((one) => one.lab === lab);
  const interval = found && found.lo !== null && found.hi !== null ? ([found.lo, found.hi] as const) : null;
  return estimate(
    `Mean h of ${lab} over all its frozen rows, shrunk; 95 % interval`,
    found?.shrunkMean ?? null,
    {
      ...{ interval, unit: 'points', n: found?.n ?? null },
    },
  );
}

const common = { paper: 'B', group: 'frontier-labs', open: OPEN } as const;
const OUTLOOK = '‘Per-lab outlook’';

export const claims: Claim[] = [
  {
    ...common,
    ...{ id: 'b-lab-means', where: 'Table of labs', data: ['frontier'] },
    statement: 'Mean h over core models: from +5.5 for Google to −6.9 for Anthropic.',
    figures: figures(PRINTED_MEANS, 1, 'points'),
    procedure: 'Mean residual from the 34-model line over each lab’s core rows.',
    recompute: (data) => [
      { condition: null, values: means(frozenLine(data), coreRows(data)) },
      {
        condition: 'when labs without core rows are taken over all their rows',
        values: means(frozenLine(data), frozenRows(data)),
      },
    ],
    calibrate: (data) => shrunk(data, 'Anthropic'),
    why: 'All ten hold to the digit, eight over core rows; xAI and Zhipu have none, and stand with their extended ones.',
  },
  {
    ...common,
    ...{ id: 'b-lab-counts', where: 'Table of labs', data: ['frontier'] },
    statement: 'The column n counts each lab’s models: core, extended and later ones.',
    figures: figures(PRINTED_COUNTS, 0, 'models'),
    procedure: 'Rows of each lab among the 39.',
    recompute: (data) => [
      {
        condition: null,
        values: Object.fromEntries([...byLab(allRows(data))].map(([lab, rows]) => [lab, rows.length])),
      },
    ],
    why: ([{ values }]) =>
      `OpenAI has ${values.OpenAI} rows (the text of the outlook says so too), and Alibaba, Moonshot and Zhipu have ${values.Alibaba} each with their later release.`,
  },
  {
    ...common,
    ...{ id: 'b-google-extended', where: OUTLOOK, data: ['frontier'] },
    statement: 'Google’s mean h is +5.1 when extended models are included.',
    figures: [rounded('mean', 'mean h', 5.1, 1, { unit: 'points' })],
    procedure: 'Mean residual from the 34-model line over Google’s five rows.',
    recompute: (data) => [
      { condition: null, values: { mean: meanH(frozenLine(data), of(frozenRows(data), 'Google')) } },
      {
        condition: 'over the four core rows, with the line refitted to all 39',
        values: { mean: meanH(lineOf(allRows(data)), of(coreRows(data), 'Google')) },
      },
    ],
    calibrate: (data) => shrunk(data, 'Google'),
    why: ([stated]) =>
      `With Gemini 2.0 Flash, Google’s one extended row, the mean is ${said(stated.values.mean, 1)}. The printed number is consistent with the core rows measured from the refitted line.`,
  },
  {
    ...common,
    ...{ id: 'b-google-consistent', where: `${OUTLOOK}; ‘Predictions’`, data: ['frontier'] },
    statement: 'Google is reasoning-rich across all releases.',
    figures: [above('least', 'lowest h', 0, { unit: 'points', printed: 'h > 0 for all' })],
    procedure: 'The lowest residual of Google’s rows from the 34-model line; reasoning-rich is h > 0.',
    recompute: (data) =>
      [[null, frozenRows(data)] as const, ['over its core rows', coreRows(data)] as const].map(
        ([condition, rows]) => {
          const hs = of(rows, 'Google').map((row) => residualFrom(frozenLine(data), row));
          return { condition, values: { least: Math.min(...hs), most: Math.max(...hs), models: hs.length } };
        },
      ),
    calibrate: (data) => shrunk(data, 'Google'),
    why: ([stated, core]) =>
      `Gemini 2.0 Flash, an extended row, is at ${said(stated.values.least, 1)}; its GPQA is disputed, its SWE-bench found in no other report. The ${core.values.models} core releases lie between ${said(core.values.least, 1)} and ${said(core.values.most, 1)}.`,
  },
  {
    ...common,
    ...{ id: 'b-moonshot-later', where: OUTLOOK, data: ['frontier', 'frontier_panel_31'] },
    statement: 'Moonshot’s mean h is +2.6 with the later release.',
    figures: [rounded('mean', 'mean h', 2.6, 1, { unit: 'points' })],
    procedure: 'Mean residual from the 34-model line over Moonshot’s two rows.',
    recompute: (data) => {
      const rows = of(allRows(data), 'Moonshot');
      return [
        { condition: null, values: { mean: meanH(frozenLine(data), rows) } },
        { condition: EARLIER, values: { mean: meanH(lineOf(earlier(data)), rows) } },
      ];
    },
    why: ([stated]) =>
      `The frozen line gives ${said(stated.values.mean, 1)}; the printed number is that of an earlier line, of 31 models.`,
  },
  {
    ...common,
    ...{ id: 'dashboard-lab-means', paper: 'dashboard', data: ['frontier', 'frontier_panel_31'] },
    where: 'dashboard/cape_dashboard.py',
    statement:
      'The Streamlit edition of the dashboard compares with mean h of eight labs, +5.7 for Google to −6.7 for Anthropic.',
    figures: figures(EARLIER_MEANS, 1, 'points'),
    procedure: 'Mean residual from the 34-model line, which the same page states, over each lab’s core rows.',
    recompute: (data) => [
      { condition: null, values: means(frozenLine(data), coreRows(data)) },
      { condition: EARLIER, values: means(lineOf(earlier(data)), coreRows(data)) },
    ],
    why: ([stated, before]) => {
      const apart = Object.keys(EARLIER_MEANS).map((lab) => before.values[lab] - stated.values[lab]);
      return `The bars are of an earlier panel of 31 models; the paper and the command-line tool have those of 34, lower by ${said(Math.min(...apart), 1)} to ${said(Math.max(...apart), 1)} points.`;
    },
  },
];

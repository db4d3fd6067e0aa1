/** The correlation over parts of the panel: those that paper B lists, and others. */
import { isWithin } from '../../frontier/releaseDate';
import { correlationAbove, datedLine } from '../../frontier/robust';
import { xOf, yOf, type FrontierPoint } from '../../frontier/points';
import { pearson } from '../../stats/correlation';
import type { Calibrated, Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { above, below, rounded } from '../figure';
import { said } from '../words';
import { estimate } from './estimate';
import { coreRows, frozenRows, lineOf, OPEN } from './rows';

const correlated = (rows: readonly FrontierPoint[]): Values => {
  const { r, p, n } = lineOf(rows);
  return { r, p, models: n };
};
const fisher = (rows: readonly FrontierPoint[], what: string): Calibrated => {
  const { r, rInterval, n } = lineOf(rows);
  return estimate(`${what}, Fisher’s 95 % interval`, r, { interval: rInterval, n });
};

const XHIGH = 'GPT-5.4 xhigh';
const STANDARD = 'GPT-5.4 std';
const without = (data: ClaimData, ...names: string[]) =>
  frozenRows(data).filter(({ model }) => !names.includes(model));
const from40 = (data: ClaimData) => frozenRows(data).filter(({ x }) => x >= 40);
const from75 = (data: ClaimData) => correlationAbove(frozenRows(data), 75);

/** Frozen rows released up to a month, and the others. */
const split = (data: ClaimData, month: string) => {
  const rows = frozenRows(data);
  return {
    before: rows.filter(({ released }) => isWithin(released, month)),
    after: rows.filter(({ released }) => !isWithin(released, month)),
  };
};
const LAST = '2024-12';
const BEFORE_DECEMBER = '2024-11';
const DECEMBER_LATER = 'when releases of December 2024 count as 2025';
const span = (rows: readonly FrontierPoint[]): Values => ({
  ...{ models: rows.length, least: Math.min(...xOf(rows)), most: Math.max(...xOf(rows)) },
  ...{ r: pearson(xOf(rows), yOf(rows)) ?? 0 },
});
const spanFigures = (models: number, least: number, most: number, decimals: number) => [
  rounded('models', 'models', models, 0, { unit: 'models' }),
  rounded('least', 'lowest SWE-bench', least, decimals, { unit: '%' }),
  rounded('most', 'highest SWE-bench', most, decimals, { unit: '%' }),
];

const SECTION = '‘Cooperative coupling at frontier’';
const common = { paper: 'B', group: 'frontier-line', open: OPEN } as const;

export const claims: Claim[] = [
  {
    ...common,
    ...{ id: 'b-core-r', where: SECTION, data: ['frontier'] },
    statement: 'Over the 23 core models r = +0.65, p < 10⁻³.',
    figures: [
      rounded('r', 'r', 0.65, 2),
      below('p', 'p', 1e-3, { printed: '< 10⁻³' }),
      rounded('models', 'models', 23, 0, { unit: 'models' }),
    ],
    procedure: 'Pearson correlation over the rows marked core.',
    recompute: (data) => [{ condition: null, values: correlated(coreRows(data)) }],
    calibrate: (data) => fisher(coreRows(data), 'The same correlation'),
    why: 'It holds. Earlier versions of the repository had other core lists, of 20 and of 25 models.',
  },
  {
    ...common,
    ...{ id: 'b-swe-40-r', where: SECTION, data: ['frontier'] },
    statement: 'Over the 32 models with SWE-bench of 40 or more r = +0.69, p < 10⁻⁴.',
    figures: [
      rounded('r', 'r', 0.69, 2),
      below('p', 'p', 1e-4, { printed: '< 10⁻⁴' }),
      rounded('models', 'models', 32, 0, { unit: 'models' }),
    ],
    procedure: 'Pearson correlation over the frozen rows with SWE-bench Verified ≥ 40.',
    recompute: (data) => [{ condition: null, values: correlated(from40(data)) }],
    calibrate: (data) => fisher(from40(data), 'The same correlation'),
    why: 'It holds to the printed digits.',
  },
  {
    ...common,
    ...{ id: 'b-no-tier-r', where: SECTION, data: ['frontier'] },
    statement: 'Without compute-tier variants, 32 models, r = +0.72, p < 10⁻⁴.',
    figures: [
      rounded('r', 'r', 0.72, 2),
      below('p', 'p', 1e-4, { printed: '< 10⁻⁴' }),
      rounded('models', 'models', 32, 0, { unit: 'models' }),
    ],
    procedure:
      'Pearson correlation over the frozen rows without the one that stands beside a core row of the same model.',
    recompute: (data) => [
      { condition: null, values: correlated(without(data, XHIGH)) },
      {
        condition: 'with the standard tier left out too',
        values: correlated(without(data, XHIGH, STANDARD)),
      },
    ],
    why: ([stated]) =>
      `Without the higher tier alone r is ${said(stated.values.r, 3)} over ${stated.values.models} models; the script leaves out both rows of GPT-5.4. r is 0.72 either way.`,
  },
  {
    ...common,
    ...{ id: 'b-tested-subsets', where: SECTION, data: ['frontier'] },
    statement: 'No tested subset gives r < 0.5.',
    figures: [above('least', 'smallest r', 0.5)],
    procedure: 'The smallest r of the four subsets that the section lists.',
    recompute: (data) => {
      const rs = [frozenRows(data), coreRows(data), from40(data), without(data, XHIGH, STANDARD)];
      return [{ condition: null, values: { least: Math.min(...rs.map((rows) => lineOf(rows).r)) } }];
    },
    calibrate: (data) => {
      const dated = datedLine(frozenRows(data));
      return estimate('r given the release date, Fisher’s 95 % interval', dated?.partialR ?? null, {
        ...{ interval: dated?.partialInterval, n: dated?.n ?? null },
      });
    },
    why: 'It holds for the four that are listed; three of the four have 32 rows or more.',
  },
  {
    ...common,
    ...{ id: 'b-any-subset', where: 'Appendix, ‘Sensitivity to subset definition’', data: ['frontier'] },
    statement: 'No subset gives r < 0.5: the correlation does not depend on what is included.',
    figures: [above('least', 'smallest r', 0.5)],
    procedure:
      'The smallest r of three more subsets: SWE-bench of 70 or more, of 75 or more, and releases before December 2024.',
    recompute: (data) => {
      const rows = frozenRows(data);
      const [at70, at75] = [70, 75].map((least) => correlationAbove(rows, least));
      const early = span(split(data, BEFORE_DECEMBER).before).r;
      const [from70, above75] = [at70.r ?? 0, at75.r ?? 0];
      return [
        {
          condition: null,
          values: {
            ...{ least: Math.min(from70, above75, early), from70, from75: above75, early },
            ...{ models70: at70.n, models75: at75.n },
          },
        },
      ];
    },
    calibrate: (data) => {
      const { r, n, interval } = from75(data);
      return estimate('r from SWE-bench 75 on, Fisher’s 95 % interval', r, { interval, n });
    },
    why: ([{ values }]) =>
      `From SWE-bench 70 on r = ${said(values.from70)} (${values.models70} models), from 75 on ${said(values.from75)} (${values.models75}); over the releases before December 2024 ${said(values.early)}. As the paper says, a correlation needs range; the older models supply it.`,
  },
  {
    ...common,
    ...{ id: 'b-before-2025', where: SECTION, data: ['frontier'] },
    statement: 'Before 2025 there are 5 models, with SWE-bench of 16.8 to 49.0.',
    figures: spanFigures(5, 16.8, 49, 1),
    procedure: 'Frozen rows released in 2024, by the dates of the panel.',
    recompute: (data) => [
      { condition: null, values: span(split(data, LAST).before) },
      { condition: DECEMBER_LATER, values: span(split(data, BEFORE_DECEMBER).before) },
    ],
    why: ([stated]) =>
      `By their dates ${stated.values.models} models are of 2024, up to SWE-bench ${said(stated.values.most, 1)}; three of them are of December.`,
  },
  {
    ...common,
    ...{ id: 'b-from-2025', where: SECTION, data: ['frontier'] },
    statement: 'From 2025 on there are 29 models, with SWE-bench of 42 to 81.',
    figures: spanFigures(29, 42, 81, 0),
    procedure: 'Frozen rows released in 2025 or later, by the dates of the panel.',
    recompute: (data) => [
      { condition: null, values: span(split(data, LAST).after) },
      { condition: DECEMBER_LATER, values: span(split(data, BEFORE_DECEMBER).after) },
    ],
    why: ([stated, later]) =>
      `By their dates it is ${stated.values.models} models from ${said(stated.values.least, 1)} on. With December 2024 it is ${later.values.models}, and o1 at ${said(later.values.least, 1)} is the lowest.`,
  },
];

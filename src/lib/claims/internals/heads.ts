/** Competing and cooperative attention heads. */
import { mean } from '../../stats/summary';
import type { Calibrated, Claim, Variant } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { shareEstimate } from '../shareEstimate';
import { said } from '../words';
import { distinctLayers, internals, INTERNALS, recordOf } from './records';

const HIDDEN = 'hidden_unit_per_head_slice';

/** Released models and how many of them have no competing unit. */
function zeroCompeting(data: ClaimData): {
  zero: number;
  models: number;
  hidden: number;
  hiddenCompeting: number;
} {
  const layers = distinctLayers(data);
  const heads = internals(data).qwen_generation;
  const hidden = layers.filter(({ metric }) => metric === HIDDEN);
  return {
    zero:
      layers.filter(({ n_competing }) => n_competing === 0).length +
      heads.filter(({ comp }) => comp === 0).length,
    models: layers.length + heads.length,
    hidden: hidden.length,
    hiddenCompeting: hidden.filter(({ n_competing }) => n_competing > 0).length,
  };
}

function shareWithInterval(data: ClaimData): Calibrated {
  const { zero, models } = zeroCompeting(data);
  return shareEstimate('Share of the released models without a competing unit', zero, models);
}

const FIGURE = 'Figure ‘Internal coupling’ (paper3a_nature.tex)';
const DIP = 'Qwen2.5-1.5B';

export const claims: Claim[] = [
  {
    id: 'a-heads-38-of-40',
    paper: 'A',
    where: 'Abstract; ‘Where the Bottleneck Lives’',
    group: 'internals',
    statement: '38 of 40 models have no competing attention head.',
    figures: [
      rounded('zero', 'models without a competing head', 38, 0, { unit: 'models' }),
      rounded('models', 'models', 40, 0, { unit: 'models' }),
    ],
    procedure:
      'Released models, each once, with a count of competing heads or units of 0. There is no table of the 40.',
    data: [INTERNALS],
    recompute: (data) => [{ condition: null, values: { ...zeroCompeting(data) } }],
    calibrate: shareWithInterval,
    why: ([{ values }]) =>
      `Records of ${values.models} models are released, ${values.zero} of them without a competing unit. By the measure that varies between units, ${values.hiddenCompeting} of ${values.hidden} models have some; the others are measured by attention patterns, which come out the same for all models with one tokenizer. Competing means below −0.5, which a distribution around +0.5 seldom reaches.`,
  },
  {
    id: 'a-heads-figure-sum',
    paper: 'A',
    where: FIGURE,
    group: 'internals',
    statement: 'The figure of competing heads shows 40 models of nine families.',
    figures: [
      rounded('models', 'models', 40, 0, { unit: 'models' }),
      rounded('families', 'families', 9, 0, { unit: 'families' }),
    ],
    procedure: 'Sum of the models that the figure gives for each family.',
    data: [INTERNALS],
    recompute(data) {
      const counts = Object.values(internals(data).head_claims.figure4_family_counts);
      return [
        {
          condition: null,
          values: { models: counts.reduce((sum, n) => sum + n, 0), families: counts.length },
        },
      ];
    },
    why: ([{ values }]) => `The nine families of the figure add up to ${values.models} models.`,
  },
  {
    id: 'a-heads-dip-competing',
    paper: 'A',
    where: FIGURE,
    group: 'internals',
    statement: 'In Qwen2.5-1.5B 3 % of the heads cooperate and the other 97 % compete.',
    figures: [
      rounded('cooperating', 'cooperating heads', 3, 0, { unit: '%' }),
      rounded('competing', 'competing heads', 97, 0, { unit: '%' }),
    ],
    procedure: 'Shares of cooperative and of competing heads in the released record of the model.',
    data: [INTERNALS],
    recompute(data) {
      const { coop, comp } = recordOf(internals(data).qwen_generation, DIP);
      return [{ condition: null, values: { cooperating: 100 * coop, competing: 100 * comp } }];
    },
    why: ([{ values }]) =>
      `The record counts ${said(values.competing, 0)} % as competing: heads that do not cooperate do not thereby compete.`,
  },
  {
    id: 'a-heads-qwen-mean',
    paper: 'A',
    where: FIGURE,
    group: 'internals',
    statement: 'Of the heads of the Qwen2.5 family 97 % cooperate.',
    figures: [rounded('mean', 'mean share of cooperating heads', 97, 0, { unit: '%' })],
    procedure: 'Mean share of cooperative heads over the five released Qwen2.5 models.',
    data: [INTERNALS],
    recompute(data): Variant[] {
      const family = internals(data).qwen_generation.filter(({ model }) => model.startsWith('Qwen2.5'));
      const others = family.filter(({ model }) => model !== DIP);
      const share = (of: typeof family) => ({ mean: 100 * mean(of.map(({ coop }) => coop)) });
      return [
        { condition: null, values: share(family) },
        { condition: 'without the 1.5B model', values: share(others) },
      ];
    },
    why: ([all, others]) =>
      `The mean of the five is ${said(all.values.mean, 1)} %, and ${said(others.values.mean, 1)} % without the 1.5B model; 97 % is neither, and is 100 less the 3 % of that model.`,
  },
  {
    id: 'a-qwen-generations',
    paper: 'A',
    where: 'Abstract; ‘Tax elimination between generations’',
    group: 'internals',
    statement:
      'From Qwen2.5-1.5B to Qwen3-1.7B the net coupling of the heads rises from 0.025 to 0.830, and cooperating heads from 3 % to 100 %.',
    figures: [
      rounded('before', 'Qwen2.5-1.5B', 0.025, 3),
      rounded('after', 'Qwen3-1.7B', 0.83, 3, { printed: '0.830' }),
      rounded('coopBefore', 'cooperating, Qwen2.5-1.5B', 3, 0, { unit: '%' }),
      rounded('coopAfter', 'cooperating, Qwen3-1.7B', 100, 0, { unit: '%' }),
    ],
    procedure: 'Net coupling and share of cooperative heads in the released records of the two models.',
    data: [INTERNALS],
    recompute(data) {
      const records = internals(data).qwen_generation;
      const [before, after] = [DIP, 'Qwen3-1.7B'].map((model) => recordOf(records, model));
      const perHead = Math.max(...records.map(({ net }) => net));
      return [
        {
          condition: null,
          values: {
            before: before.net,
            after: after.net,
            coopBefore: 100 * before.coop,
            coopAfter: 100 * after.coop,
            perHead,
            farthest: Math.max(...records.map(({ coop, net }) => Math.abs(net - coop * perHead))),
          },
        },
      ];
    },
    why: ([{ values }]) =>
      `The records say so. In all ten Qwen models the net coupling is ${said(values.perHead)} times the share of cooperating heads, to within ${said(values.farthest, 4)}: the cooperating heads always have ${said(values.perHead)} and the others exactly 0, none a negative value. That is consistent with heads that gave no number being counted as 0, so what the dip shows is open until the heads are released.`,
  },
];

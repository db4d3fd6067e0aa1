/** Scores divided by model width, and what that does to a family's correlation. */
import * as v from 'valibot';
import type { Reasons } from '../coupling/reasons';
import type { Width } from '../coupling/sections';
import { width } from '../coupling/width';
import { noFacts } from '../scores/facts';
import type { Calibrated, Claim, Variant } from './claim';
import type { ClaimData } from './data';
import { within } from './figure';
import { distinctModels, type ListedModel } from './released';
import { said } from './words';

const WidthsSchema = v.object({
  families: v.record(v.string(), v.object({ sizes: v.array(v.string()), d_model: v.array(v.number()) })),
});
const DroppedSchema = v.object({ width: v.record(v.string(), v.array(v.string())) });
const SEED = 1;
/** In r: the widths are of public configurations, not the repository's own. */
const TOLERANCE = 0.003;

/** Models of a family with their width, ascending in size as the list of widths is. */
export function withWidths(data: ClaimData, family: string): { model: ListedModel; d: number }[] {
  const { families } = data.input('width_lists', WidthsSchema);
  const widths = families[family];
  if (widths === undefined) throw new RangeError(`width_lists has no family "${family}"`);
  const models = distinctModels(data)
    .filter((model) => model.family === family)
    .sort((a, b) => a.N_B - b.N_B);
  if (models.length !== widths.d_model.length)
    throw new RangeError(`${family}: ${models.length} models against ${widths.d_model.length} widths`);
  return models.map((model, i) => ({ model, d: widths.d_model[i] }));
}

/** The engine's reading of a family's width, models left out by name. */
export function ofFamily(data: ClaimData, family: string, leftOut: readonly string[] = []): Width {
  const reasons: Reasons = {};
  const models = withWidths(data, family)
    .filter(({ model }) => !leftOut.includes(model.name))
    .map(({ model, d }) => ({
      scores: { hellaswag: model.HS, truthfulqa: model.TQA },
      facts: { ...noFacts(), width: d },
    }));
  const found = width(models, ['hellaswag', 'truthfulqa'], { seed: SEED }, reasons);
  if (found === null) throw new RangeError(`${family}: ${reasons.width}`);
  return found;
}

const values = ({ r, published }: Width): Variant['values'] => ({
  raw: r,
  divided: published.r,
  shuffled: published.shuffledMedian,
});

function givenWidth(data: ClaimData, family: string): Calibrated {
  const { n, partialGivenWidth } = ofFamily(data, family);
  return {
    what: 'Partial correlation given log width, released scores, Fisher’s 95 % interval',
    value: partialGivenWidth?.value ?? null,
    ...{ lo: partialGivenWidth?.lo ?? null, hi: partialGivenWidth?.hi ?? null, unit: '', n },
    reason: partialGivenWidth === null ? 'fewer than five models, or nothing left to correlate' : null,
  };
}

interface Row {
  id: string;
  family: string;
  raw: number;
  divided: number;
  /** In the uniform panel. */
  uniform: string;
}

const ROWS: readonly Row[] = [
  { id: 'pythia', family: 'Pythia', raw: -0.989, divided: 0.963, uniform: 'Pythia-deduped' },
  { id: 'opt', family: 'OPT', raw: -0.428, divided: 0.926, uniform: 'OPT' },
  { id: 'bloom', family: 'BLOOM', raw: -0.981, divided: 0.995, uniform: 'BLOOM' },
  { id: 'cerebras', family: 'Cerebras-GPT', raw: -0.983, divided: 0.996, uniform: 'Cerebras-GPT' },
  { id: 'gpt-neo', family: 'GPT-Neo', raw: -0.982, divided: 0.985, uniform: 'GPT-Neo' },
];

export const claims: Claim[] = ROWS.map(({ id, family, raw, divided, uniform }) => ({
  id: `a-width-${id}`,
  paper: 'A',
  where: '‘Width normalization’; Figure 3b',
  group: 'width',
  statement: `Dividing scores by width turns ${family}’s correlation from ${said(raw, 3)} into +${said(divided, 3)}.`,
  figures: [
    within('raw', 'r of the scores', raw, TOLERANCE),
    within('divided', 'r of the ratios', divided, TOLERANCE),
  ],
  procedure:
    'Pearson correlation of HellaSwag and TruthfulQA over the family’s released models, before and after dividing both by d_model/512; widths from public model configurations, so equal within 0.003.',
  data: ['width_lists', 'models_63_released', 'dropped_models'],
  recompute: (data) => {
    const leftOut = data.input('dropped_models', DroppedSchema).width[family] ?? [];
    const neo = family === 'GPT-Neo' ? ', and with GPT-J and GPT-NeoX' : '';
    return [
      { condition: null, values: values(ofFamily(data, family)) },
      ...(leftOut.length === 0
        ? []
        : [
            {
              condition: `without ${leftOut.join(' and ')}${neo}`,
              values: values(ofFamily(data, family, leftOut)),
            },
          ]),
    ];
  },
  calibrate: (data) => givenWidth(data, family),
  why: (variants) => {
    const { divided: r, shuffled } = variants[variants.length - 1].values;
    return `With TruthfulQA shuffled among the sizes the ratios have r = +${said(shuffled)} (median), with the scores as they are +${said(r)}: two columns divided by the same rising number are correlated, whatever they hold (Pearson 1897).`;
  },
  open: { page: 'diagnose', panel: 'uniform', family: uniform },
}));

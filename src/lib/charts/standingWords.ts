/** What the place of a family in a panel of other families says. Pure. */
import type { Diagnosis } from '../coupling/diagnosis';
import type { IsoclineTally, ReferenceUse, Standing } from '../coupling/sections';
import { capitalised, listed, whole } from '../coupling/words';
import { bracket, fixed, signed, size } from '../ui/format';
import type { DataTable } from './tables';
import { numberWord } from './words';

const NBSP = '\u00a0';

export type StandingModel = Standing['models'][number];

/** A model of the family with both scores, and where the panel would expect it. */
export interface PlacedModel extends StandingModel {
  b1: number;
  b2: number;
  /** Benchmark 2 as the field has it at this level and size, with the 95 % prediction interval of a single new model. */
  expected: number;
  expectedLo: number;
  expectedHi: number;
}

/** Models of the section that the diagnosis has scores of, in its order. */
export function placedModels({ models }: Standing, { input }: Diagnosis): PlacedModel[] {
  return models.flatMap((model): PlacedModel[] => {
    const scored = input.models.find((m) => m.model === model.model && m.paramsB === model.paramsB);
    const b1 = scored?.scores[input.benchmark1.key];
    const b2 = scored?.scores[input.benchmark2.key];
    if (b1 === undefined || b2 === undefined) return [];
    return [
      {
        ...model,
        b1,
        b2,
        expected: b2 - model.residual,
        expectedLo: b2 - model.hi,
        expectedHi: b2 - model.lo,
      },
    ];
  });
}

/** Title: which models stand outside what the panel leads one to expect. */
export function standingFinding({ models }: Standing, family: string): string {
  const high = models.filter(({ named }) => named === 'high');
  const low = models.filter(({ named }) => named === 'low');
  const n = models.length;
  if (n === 0) return 'No model to place';
  if (high.length + low.length === 0) {
    const all = n === 1 ? 'The one model' : n === 2 ? 'Both models' : `All ${numberWord(n)} models`;
    return `${all} of ${family} ${n === 1 ? 'stands' : 'stand'} within what other families show`;
  }
  const names = (list: StandingModel[]) =>
    list.length > 3 ? `${numberWord(list.length)} models` : listed(list.map(({ paramsB }) => size(paramsB)));
  const ways = [high.length > 0 && `${names(high)} above`, low.length > 0 && `${names(low)} below`].filter(
    Boolean,
  );
  return capitalised(
    `${ways.join(', ')} what other families show; ${numberWord(n - high.length - low.length)} within`,
  );
}

export const standingCaption = ({ reference, field, isocline }: Standing): string =>
  `Grey bars: 95${NBSP}% prediction interval of one new model at this level and size, from ${whole(field.n)} models of ${whole(field.families)} other families (${reference.title})${isocline ? `; dashed: isocline, a/b = ${fixed(isocline.ratio, 3)}` : ''}`;

/** Lines of a model's tooltip. */
export function standingLines(model: PlacedModel, { input }: Diagnosis): string[] {
  const where =
    model.above === null || model.isocline === null
      ? []
      : [`${model.above ? 'above' : 'below'} the isocline (${fixed(model.isocline, 1)}${NBSP}%)`];
  const verdict = model.named === null ? '0 is inside: neither high nor low' : model.named;
  return [
    `${model.model}, ${size(model.paramsB)}`,
    `${input.benchmark1.label} ${fixed(model.b1, 1)}${NBSP}%, ${input.benchmark2.label} ${fixed(model.b2, 1)}${NBSP}%`,
    `residual ${signed(model.residual, 1)} points ${bracket(model.lo, model.hi, 1)}: ${verdict}`,
    ...where,
  ];
}

export const standingTable = (models: readonly PlacedModel[], { input }: Diagnosis): DataTable => ({
  columns: [
    'Model',
    'Size',
    `${input.benchmark1.label}, %`,
    `${input.benchmark2.label}, %`,
    'Expected, %',
    'Residual',
    '95 %',
    'Isocline, %',
    'Reading',
  ],
  rows: models.map((m) => [
    m.model,
    size(m.paramsB),
    fixed(m.b1, 2),
    fixed(m.b2, 2),
    fixed(m.expected, 2),
    signed(m.residual, 2),
    bracket(m.lo, m.hi, 2),
    fixed(m.isocline, 2),
    [
      m.named ?? 'within',
      ...(m.above === null ? [] : [m.above ? 'above the isocline' : 'below the isocline']),
    ].join(', '),
  ]),
});

/** How often the rule held over the steps, beside the two baselines. */
export function tallyWords({ right, publishedRight, alwaysFalls, n }: IsoclineTally, whose: string): string {
  if (n === 0) return `Of ${whose} there is no step to check the rule on.`;
  return `${capitalised(whose)}: right at ${right} of ${n} ${n === 1 ? 'step' : 'steps'}; “always falls” at ${alwaysFalls}, the published rule (above means rises) at ${publishedRight}.`;
}

/** What stands for the reference, with what had to be assumed; a sentence. */
export function referenceWords({ title, families, models, assumed }: ReferenceUse): string {
  const base = `Compared with ${whole(models)} models of ${whole(families)} families (${title}).`;
  return assumed.length === 0 ? base : `${base} Assumed: ${assumed.join('; ')}.`;
}

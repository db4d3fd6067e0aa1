/** What paired differences between generations and recipes say. Pure. */
import type { RecipeEffect } from '../coupling/sections';
import { capitalised } from '../coupling/words';
import { bracket, counted, signed } from '../ui/format';
import type { IntervalRow } from './rows';
import type { DataTable } from './tables';
import { numberWord } from './words';

const NBSP = '\u00a0';

export type RecipeMeasure = 'matchedLevel' | 'delta2' | 'delta1';

export const recipeMeasures = (label1: string, label2: string): { id: RecipeMeasure; name: string }[] => [
  { id: 'matchedLevel', name: `${label2} at matched level` },
  { id: 'delta2', name: label2 },
  { id: 'delta1', name: label1 },
];

type Difference = RecipeEffect[RecipeMeasure];

/** 1 or −1 when the interval leaves zero out on that side; 0 otherwise, and without an interval. */
const settledSign = ({ lo, hi }: Difference): number =>
  lo === null || hi === null ? 0 : lo > 0 ? 1 : hi < 0 ? -1 : 0;

/** Title: how many pairs of lines differ, and which way. */
export function recipesFinding(
  effects: readonly RecipeEffect[],
  measure: RecipeMeasure,
  name: string,
): string {
  const known = effects.filter((e) => e[measure].lo !== null);
  const up = known.filter((e) => settledSign(e[measure]) > 0).length;
  const down = known.filter((e) => settledSign(e[measure]) < 0).length;
  if (known.length === 0) return `${name}: no pair of lines has an interval`;
  const of = `Of ${numberWord(known.length)} ${known.length === 1 ? 'change' : 'changes'} of recipe with an interval`;
  if (up + down === 0) return `${of}, none moves ${name} beyond it`;
  const ways = [up > 0 && `${numberWord(up)} up`, down > 0 && `${numberWord(down)} down`].filter(Boolean);
  return `${of}, ${ways.join(' and ')} in ${name}`;
}

export const recipesCaption = (measure: RecipeMeasure): string =>
  measure === 'matchedLevel'
    ? `Mean paired difference at matched size, taken at the same level of benchmark 1 (residual of the field), 95${NBSP}% interval, each on its own: by chance alone one in twenty leaves zero out; hollow: one pair only`
    : `Mean paired difference at matched size, points, 95${NBSP}% interval, each on its own: by chance alone one in twenty leaves zero out; hollow: one pair only`;

const kinds: Record<RecipeEffect['kind'], string> = {
  generation: 'next generation',
  recipe: 'other recipe',
  continued: 'trained further',
};

const differenceWords = ({ value, lo, hi }: Difference): string =>
  `${signed(value, 1)} points${lo === null || hi === null ? ', no interval from one pair' : ` ${bracket(lo, hi, 1)}`}`;

export const recipeName = ({ from, to }: RecipeEffect): string => `${from} → ${to}`;

const COLOURS = { '1': 'var(--bonus)', '-1': 'var(--tax)', '0': 'var(--ink-3)' } as const;

export function recipeRows(
  effects: readonly RecipeEffect[],
  measure: RecipeMeasure,
  name: string,
): IntervalRow[] {
  return effects.map((effect, i) => {
    const difference = effect[measure];
    const sign = settledSign(difference);
    return {
      key: `${i} ${recipeName(effect)}`,
      name: recipeName(effect),
      // Against ordinary lines, what counts is how many lines there are, not how many pairs.
      note: `${effect.differs || kinds[effect.kind]}, ${counted(effect.pairs.length, 'pair')}${effect.kind === 'recipe' && effect.pairs.length > 1 ? ', each line counted once' : ''}`,
      marks: [
        {
          ...difference,
          shape: sign > 0 ? 'up' : sign < 0 ? 'down' : 'ring',
          colour: COLOURS[String(sign) as keyof typeof COLOURS],
          filled: difference.lo !== null,
          lines: [
            `${recipeName(effect)}: ${kinds[effect.kind]}`,
            `${name} ${differenceWords(difference)}`,
            `${counted(effect.pairs.length, 'pair')}: ${effect.pairs.map(({ fromModel, toModel }) => `${short(fromModel)} and ${short(toModel)}`).join('; ')}`,
            ...(effect.differs ? [`differs: ${effect.differs}`] : []),
          ],
        },
      ],
    };
  });
}

/** A repository's name without its owner. */
const short = (model: string): string => model.slice(model.lastIndexOf('/') + 1);

export const recipesTable = (
  effects: readonly RecipeEffect[],
  label1: string,
  label2: string,
): DataTable => ({
  columns: [
    'From → to',
    'Kind',
    'Pairs',
    label1,
    '95 %',
    label2,
    '95 %',
    `${label2} at matched level`,
    '95 %',
    'Differs',
  ],
  rows: effects.map((e) => [
    recipeName(e),
    capitalised(kinds[e.kind]),
    String(e.pairs.length),
    ...[e.delta1, e.delta2, e.matchedLevel].flatMap(({ value, lo, hi }) => [
      signed(value, 1),
      bracket(lo, hi, 1),
    ]),
    e.differs,
  ]),
});

/** Headers of columns that hold a fact about the model, as configurations, papers and this app's own exports write them. */
import type { FactName } from '../facts';
import { compact } from '../registry';

const words = (list: string) => list.trim().split(/\s+/);
const UNIT = '(?:in)?(?:t|b|m|bn|mn|trillions?|billions?|millions?)?';
const COUNTED = 'params?|parameters?|paramcount|parametercount';

const EXACT = new Map<string, FactName>(
  (
    [
      [
        'width',
        'dmodel width hidden hiddensize hiddendim hiddenwidth modeldim modelwidth dimmodel dembd nembd embeddim dim',
      ],
      ['layers', 'layers nlayers nlayer numlayers numhiddenlayers numberoflayers depth'],
      ['heads', 'heads nheads nhead numheads attentionheads numattentionheads numberofheads'],
      ['recipe', 'recipe datarecipe trainingrecipe'],
      ['parent', 'parent parentfamily'],
      ['released', 'released release releasedate releasedon dateofrelease date'],
      ['totalB', 'totalb'],
      ['activeB', 'activeb'],
    ] as const
  ).flatMap(([name, list]) => words(list).map((word) => [word, name] as const)),
);
const PATTERNS: readonly [RegExp, FactName][] = [
  [
    new RegExp(
      `^(?:n|num|nb)?(?:(?:active|activated)(?:${COUNTED})|(?:${COUNTED})(?:active|activated))${UNIT}$`,
    ),
    'activeB',
  ],
  [new RegExp(`^(?:n|num|nb)?(?:total(?:${COUNTED})|(?:${COUNTED})total)${UNIT}$`), 'totalB'],
  [
    new RegExp(
      `^(?:n|num|nb|numberof|total)?(?:train|training|trained|pretrain|pretraining)?(?:data)?tokens?(?:seen|trained|count)?${UNIT}$`,
    ),
    'tokensT',
  ],
];

/** @param short a header in lower case, letters and digits only */
export function factNamed(short: string): FactName | null {
  return EXACT.get(short) ?? PATTERNS.find(([pattern]) => pattern.test(short))?.[1] ?? null;
}

/** The fact that a header names; null when it names none. */
export const factOfHeader = (header: string): FactName | null => factNamed(compact(header.replace(/#/g, '')));

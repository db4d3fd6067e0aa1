/** What the sample of models is, and the null model of its first sizes. */
import { pearson } from '../stats/correlation';
import type { Claim } from './claim';
import { rounded } from './figure';
import { pythia, WITH_TABLE, type PythiaTable } from './pythia';
import { distinctModels, released } from './released';

export const claims: Claim[] = [
  {
    id: 'a-models',
    paper: 'A',
    where: 'Abstract',
    group: 'correlation',
    statement: 'The sample is 63 base models from 16 families.',
    figures: [
      rounded('models', 'models', 63, 0, { unit: 'models' }),
      rounded('families', 'families', 16, 0, { unit: 'families' }),
    ],
    procedure: 'Different models, and different family names, among the rows of the released file.',
    data: ['models_63_released', 'dropped_models'],
    recompute: (data) => {
      const rows = released(data);
      const families = new Set(rows.map(({ family }) => family)).size;
      return [
        { condition: null, values: { models: distinctModels(data).length, families } },
        {
          condition: 'when two Llama-3 models that are listed twice count twice',
          values: { models: rows.length, families },
        },
      ];
    },
    why: ([distinct]) =>
      `The file has 63 rows. Llama-3-8B and -70B stand in it twice with different scores, so ${distinct.values.models} models are different; two rows are of instruction-tuned models.`,
    open: { page: 'atlas', panel: 'published' },
  },
  {
    id: 'a-mc1',
    paper: 'A',
    where: 'Methods, ‘Coupling measurement’',
    group: 'correlation',
    statement: 'TruthfulQA is the MC1 variant throughout; MC1 and MC2 are never mixed.',
    figures: [rounded('mc1', 'rows with MC1', 63, 0, { unit: 'models', printed: 'all' })],
    procedure: 'Rows of the 63 whose TruthfulQA variant can be told, by variant.',
    data: ['published'],
    recompute: (data) => {
      const rows = data.rows('published').filter(({ in63 }) => in63 === '1');
      const told = (variant: string) =>
        rows.filter(({ truthfulqa_variant }) => truthfulqa_variant.startsWith(variant)).length;
      return [{ condition: null, values: { mc1: told('mc1'), mc2: told('mc2'), unknown: told('unknown') } }];
    },
    why: ([{ values }]) =>
      `The released leaderboard file calls its column TruthfulQA_MC2, and where the variant can be told it is MC2 (${values.mc2} rows; ${values.unknown} cannot be told). The statement that variants are not mixed is consistent with that; the name is MC2.`,
    open: { page: 'atlas', panel: 'published' },
  },
  {
    id: 'script-null-p',
    paper: 'dashboard',
    where: 'scripts/cape_null_model.py',
    group: 'correlation',
    statement: 'The null-model script expects p ≈ 0.77 for the first four Pythia sizes.',
    figures: [rounded('p', 'p', 0.77, 2, { printed: '≈ 0.77' })],
    procedure:
      'Share of the 4! orders of TruthfulQA with r at most as large as observed, first four sizes of the script’s own table (C).',
    data: ['pythia_C', 'pythia_A', 'pythia_B', 'pythia_O'],
    recompute: (data) =>
      (['C', 'A', 'B', 'O'] satisfies PythiaTable[]).map((table) => {
        const { HS, TQA } = pythia(data, table).scores;
        const [x, y] = [HS.slice(0, 4), TQA.slice(0, 4)];
        return { condition: table === 'C' ? null : WITH_TABLE[table], values: { p: oneSided(x, y) } };
      }),
    why: 'On all four tables TruthfulQA falls at each of these steps, which one order in 24 does: p = 1/24 = 0.042.',
  },
];

/** P(r ≤ observed) over all orders of y. */
function oneSided(x: readonly number[], y: readonly number[]): number {
  const observed = pearson(x, y);
  if (observed === null) throw new RangeError('null model: one of the benchmarks is constant');
  let orders = 0;
  let asLow = 0;
  const order = [...y];
  const place = (depth: number): void => {
    if (depth === order.length) {
      orders++;
      if ((pearson(x, order) ?? 0) <= observed + 1e-12) asLow++;
      return;
    }
    for (let k = depth; k < order.length; k++) {
      [order[depth], order[k]] = [order[k], order[depth]];
      place(depth + 1);
      [order[depth], order[k]] = [order[k], order[depth]];
    }
  };
  place(0);
  return asLow / orders;
}

/** Correlation of HellaSwag with TruthfulQA over the sizes of Pythia, and over models of many families. */
import { fisherInterval, partialCorrelation, pearson } from '../stats/correlation';
import { permutationTest } from '../stats/permutation';
import { tCdf } from '../stats/studentT';
import type { Calibrated, Claim, Variant } from './claim';
import type { ClaimData } from './data';
import { above, below, rounded } from './figure';
import { pythia, WITH_TABLE, type PythiaTable } from './pythia';
import { listedModels7B, released } from './released';
import { familyLine, uniformModels } from './uniform';
import { said, saidP } from './words';

const SEED = 1;

/** r and its two-sided p from Student's t with n − 2 degrees of freedom, as for independent pairs. */
function withT(x: readonly number[], y: readonly number[]): { r: number; p: number } {
  const r = pearson(x, y);
  if (r === null) throw new RangeError('correlation: one of the benchmarks is constant');
  const df = x.length - 2;
  return { r, p: 2 * tCdf(-Math.abs(r) * Math.sqrt(df / (1 - r * r)), df) };
}

const ofTable = (data: ClaimData, table: PythiaTable) => {
  const { HS, TQA } = pythia(data, table).scores;
  return withT(HS, TQA);
};

const exactP = (data: ClaimData, table: PythiaTable): number => {
  const { HS, TQA } = pythia(data, table).scores;
  const test = permutationTest(HS, TQA, { seed: SEED });
  if (test === null) throw new RangeError('correlation: one of the benchmarks is constant');
  return test.p;
};

/** The leaderboard's scores first: it is what the text names as source. */
const TABLES: readonly PythiaTable[] = ['O', 'A', 'B', 'C'];

const byTable = (values: (table: PythiaTable) => Variant['values']): Variant[] =>
  TABLES.map((table) => ({ condition: table === 'O' ? null : WITH_TABLE[table], values: values(table) }));

function partialGivenSize(data: ClaimData): Calibrated {
  const { b1, b2, logSize } = familyLine(data, 'uniform', 'Pythia-deduped');
  const value = partialCorrelation(b1, b2, logSize);
  const interval = value === null ? null : fisherInterval(value, b1.length, { controls: 1 });
  return {
    what: 'Partial correlation given log size, Pythia of the uniform panel, Fisher’s 95 % interval',
    ...{ value, lo: interval?.[0] ?? null, hi: interval?.[1] ?? null },
    ...{ unit: '', n: b1.length, reason: value === null ? 'undefined' : null },
  };
}

const PYTHIA_TABLES = ['pythia_O', 'pythia_A', 'pythia_B', 'pythia_C', 'uniform'];
const OPEN_PYTHIA = { page: 'diagnose', panel: 'uniform', family: 'Pythia-deduped' } as const;

/** Models of Llama-1 to -3, Falcon and OPT from 7B on. */
function large(data: ClaimData, from: (sizeB: number) => boolean) {
  const families = ['Llama-1', 'Llama-2', 'Llama-3', 'Falcon', 'OPT'];
  return released(data).filter(({ family, N_B }) => families.includes(family) && from(N_B));
}

const over = (models: readonly { HS: number; TQA: number }[]) =>
  withT(
    models.map(({ HS }) => HS),
    models.map(({ TQA }) => TQA),
  );

const pooledUniform = (data: ClaimData, sizes: (sizeB: number) => boolean, what: string): Calibrated => {
  const models = uniformModels(data).filter(({ sizeB }) => sizes(sizeB));
  const { r } = over(models);
  const interval = fisherInterval(r, models.length);
  return {
    ...{ what, value: r, lo: interval?.[0] ?? null, hi: interval?.[1] ?? null },
    ...{ unit: '', n: models.length, reason: null },
  };
};

export const claims: Claim[] = [
  {
    id: 'a-pythia-r',
    paper: 'A',
    where: 'Abstract (v2, v3); Introduction; ‘Cross-family sign flip’',
    group: 'correlation',
    statement: 'HellaSwag and TruthfulQA of the Pythia sizes are correlated at r = −0.989.',
    figures: [rounded('r', 'r', -0.989, 3)],
    procedure: 'Pearson correlation over the eight Pythia sizes, 70M to 12B.',
    data: PYTHIA_TABLES,
    recompute: (data) => byTable((table) => ({ r: ofTable(data, table).r })),
    calibrate: partialGivenSize,
    why: ([leaderboard, a]) =>
      `The value is that of table A (${said(a.values.r, 3)}), whose two largest sizes its own file calls estimated; the leaderboard’s scores give ${said(leaderboard.values.r, 3)}. The association is as strong as published: both scores follow size almost in a line, so size alone accounts for it.`,
    open: OPEN_PYTHIA,
  },
  {
    id: 'a-pythia-p',
    paper: 'A',
    where: 'Introduction',
    group: 'correlation',
    statement: 'That correlation has p < 10⁻⁵.',
    figures: [below('p', 'p', 1e-5, { printed: '< 10⁻⁵' })],
    procedure: 'Two-sided p of Pearson’s r by Student’s t with n − 2 degrees of freedom, eight sizes.',
    data: PYTHIA_TABLES,
    recompute: (data) => [
      ...byTable((table) => ({ p: ofTable(data, table).p })),
      { condition: 'by an exact permutation test on table A', values: { p: exactP(data, 'A') } },
    ],
    why: (variants) =>
      `The t-test takes eight sizes of one family for independent draws. Counting all 40,320 orders gives ${saidP(variants[4].values.p)} on table A; the smallest p that eight models can have is 2.5 × 10⁻⁵.`,
    open: OPEN_PYTHIA,
  },
  {
    id: 'a-pythia-permutation',
    paper: 'A',
    where: 'Abstract (v3)',
    group: 'correlation',
    statement: 'A permutation test of that correlation gives p = 4 × 10⁻⁵.',
    figures: [rounded('p', 'p', 4e-5, 5, { printed: '4 × 10⁻⁵' })],
    procedure: 'Share of all 8! orders of TruthfulQA with |r| at least as large, two-sided.',
    data: PYTHIA_TABLES,
    recompute: (data) => byTable((table) => ({ p: exactP(data, table) })),
    why: ([leaderboard, a]) =>
      `Exact shares are multiples of 1/40,320 = 2.48 × 10⁻⁵: ${saidP(a.values.p)} for table A, ${saidP(leaderboard.values.p)} for the other three. The published value lies between; it is consistent with 4 of 100,000 sampled orders.`,
    open: OPEN_PYTHIA,
  },
  {
    id: 'readme-pythia-p',
    paper: 'dashboard',
    where: 'README.md',
    group: 'correlation',
    statement: 'The README gives that correlation p = 9 × 10⁻⁵.',
    figures: [rounded('p', 'p', 9e-5, 5, { printed: '9 × 10⁻⁵' })],
    procedure: 'Share of all 8! orders of TruthfulQA with |r| at least as large, two-sided.',
    data: [...PYTHIA_TABLES, 'readme_claims'],
    recompute: (data) => byTable((table) => ({ p: exactP(data, table) })),
    why: 'No table gives it, by the t-test or by permutation. The test behind it is not named.',
    open: OPEN_PYTHIA,
  },
  {
    id: 'a-large-r',
    paper: 'A',
    where: 'Introduction',
    group: 'correlation',
    statement: 'Above 7B (Llama, Falcon, OPT) the correlation is larger than +0.78.',
    figures: [above('r', 'r', 0.78, { printed: '> +0.78' })],
    procedure: 'Pearson correlation over the released models of Llama-1 to -3, Falcon and OPT from 7B on.',
    data: ['models_63_released', 'uniform'],
    recompute: (data) => [
      { condition: null, values: { r: over(large(data, (b) => b >= 7)).r } },
      { condition: 'without the 7B models', values: { r: over(large(data, (b) => b > 7)).r } },
    ],
    calibrate: (data) =>
      pooledUniform(data, (b) => b >= 7, 'Correlation over all models from 7B on, uniform panel'),
    why: 'It holds. It compares models of different families and recipes, so it is no statement about growth within one.',
    open: { page: 'atlas', panel: 'uniform' },
  },
  {
    id: 'a-r-63',
    paper: 'A',
    where: 'Methods, ‘Related work’',
    group: 'correlation',
    statement: 'Over the 63 models the coupling is r = 0.682 with p < 0.0001.',
    figures: [rounded('r', 'r', 0.682, 3), below('p', 'p', 1e-4, { printed: '< 0.0001' })],
    procedure: 'Pearson correlation of HellaSwag and TruthfulQA over the 63 released rows, p by Student’s t.',
    data: ['models_63_released', 'uniform'],
    recompute: (data) => {
      const models = released(data);
      const steps = models.flatMap(({ gamma12, N_B }) =>
        gamma12 === null ? [] : [{ gamma12, x: Math.log10(N_B) }],
      );
      return [
        { condition: null, values: over(models) },
        { condition: 'from 10B on', values: over(models.filter(({ N_B }) => N_B >= 10)) },
        {
          condition: 'for released γ on log size',
          values: withT(
            steps.map(({ x }) => x),
            steps.map(({ gamma12 }) => gamma12),
          ),
        },
      ];
    },
    calibrate: (data) => pooledUniform(data, () => true, 'Correlation over all models, uniform panel'),
    why: ([stated, big]) =>
      `Over all rows the two scores are hardly correlated (${said(stated.values.r, 3)}); from 10B on they are at ${said(big.values.r, 3)}. Which quantity has 0.682 is not stated.`,
    open: { page: 'atlas', panel: 'published' },
  },
  {
    id: 'a-r-7b',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'correlation',
    statement: 'Fifteen families at about 7B have r = +0.577 with p = 0.024.',
    figures: [rounded('r', 'r', 0.577, 3), rounded('p', 'p', 0.024, 3)],
    procedure: 'Pearson correlation over one model a family between 6B and 8B, p by Student’s t.',
    data: ['models_6B_to_8B', 'dashboard_models', 'uniform'],
    recompute: (data) => [
      { condition: null, values: over(uniformModels(data).filter(({ sizeB }) => sizeB >= 6 && sizeB <= 8)) },
      { condition: 'with the fourteen models of the dashboard', values: over(listedModels7B(data)) },
    ],
    why: ([uniform, dashboard]) =>
      `The dashboard’s fourteen such models come near it (${said(dashboard.values.r, 3)}, p = ${said(dashboard.values.p, 3)}); under one protocol the models of that size give ${said(uniform.values.r, 3)}. The list of fifteen is not released.`,
    open: { page: 'atlas', panel: 'uniform' },
  },
];

/** What the demonstrations say: titles that state what is seen, and their numbers as tables. Pure. */
import type { DataTable } from '$lib/charts/tables';
import type { GivenSize } from '$lib/claims/demos/givenSize';
import type { HeldOutDemo } from '$lib/claims/demos/heldOut';
import type { Shuffled, ShuffleSummary } from '$lib/claims/demos/shuffled';
import { PYTHIA_TABLES, type TableRow } from '$lib/claims/demos/tables';
import type { TopModels } from '$lib/claims/demos/topModels';
import type { PythiaTable } from '$lib/claims/pythia';
import type { ClaimResult } from '$lib/claims/recompute';
import { listed } from '$lib/coupling/words';
import { bracket, fixed, signed, size } from '../../format';

/* Shuffle */

export function shuffleTitle({ observed, draws }: Shuffled, { raw, divided }: ShuffleSummary): string {
  if (raw === null || divided === null)
    return `Divided by width, r ${fixed(observed.raw)} becomes ${signed(observed.divided)}. Shuffle TruthfulQA to see what of it is TruthfulQA`;
  const times = draws.length === 1 ? 'one shuffle' : `${draws.length} shuffles`;
  return `After ${times} of TruthfulQA the scores have r ${fixed(raw)}, divided by width still ${signed(divided)}`;
}

export const shuffleTable = ({ observed, draws }: Shuffled, { raw, divided }: ShuffleSummary): DataTable => ({
  columns: ['r', 'In its own order', `Median of ${draws.length} shuffles`],
  rows: [
    ['Scores as they stand', fixed(observed.raw), fixed(raw)],
    ['Both divided by width', fixed(observed.divided), fixed(divided)],
  ],
});

/* Given size */

export function givenSizeTitle({ family, r, partial }: GivenSize, out: boolean): string {
  if (!out) return `${family}: r ${fixed(r)} between HellaSwag and TruthfulQA`;
  const { value, lo, hi } = partial;
  const settled = lo > 0 || hi < 0;
  return `${family}: given size, r is ${fixed(value)} ${bracket(lo, hi)}${settled ? '' : ', which settles nothing'}`;
}

export const givenSizeTable = ({ points }: GivenSize): DataTable => ({
  columns: ['Size', 'HellaSwag', 'TruthfulQA', 'HellaSwag from its line', 'TruthfulQA from its line'],
  rows: points.map(({ sizeB, b1, b2, residual1, residual2 }) => [
    size(sizeB),
    fixed(b1, 1),
    fixed(b2, 1),
    signed(residual1, 1),
    signed(residual2, 1),
  ]),
});

/* Hold-out */

export const CURVES: readonly string[] = ['Constant', 'Line', 'Quadratic', 'Cubic', 'Quartic'];

export function heldOutTitle({ fits }: HeldOutDemo, degree: number): string {
  const fit = fits[degree];
  const said = `A ${CURVES[degree].toLowerCase()} foretells Llama-2 with ${fixed(fit.error, 1)} % error`;
  return degree === 0 ? said : `${said}; a constant with ${fixed(fits[0].error, 1)} %`;
}

export const heldOutTable = ({ fits, test }: HeldOutDemo): DataTable => ({
  columns: ['Curve', 'Mean error, %', ...test.points.map(({ sizeB }) => `at ${size(sizeB)}, %`)],
  rows: fits.map(({ degree, error, errors }) => [
    CURVES[degree],
    fixed(error, 1),
    ...errors.map((one) => signed(one, 1)),
  ]),
});

/** What the fitted system gives for the same family, from the values of its claim. */
export function systemWords(system: Pick<ClaimResult, 'variants'> | null): string {
  const values = system?.variants.find(({ condition }) => condition === null)?.values;
  if (values === undefined || !('at13' in values)) return '';
  return `The system fitted to Pythia (table A) and started at Llama-2-7B is off by ${fixed(values.at13, 0)} % at 13B and ${fixed(values.at70, 0)} % at 70B, over five benchmarks; the scores of Llama-2-7B themselves by ${fixed(values.kept13, 0)} % and ${fixed(values.kept70, 0)} %.`;
}

/* Top of the frontier */

export function topTitle({ ratios }: TopModels, k: number): string {
  const at = ratios.find((one) => one.k === k);
  if (at === undefined) return 'No ratio for so few models';
  return `Top ${k}: ratio ${fixed(at.sameSet.ratio)} over one set of models, ${fixed(at.ownSets.ratio)} over each benchmark’s own`;
}

export function topSentence({ ratios, byX, byY }: TopModels, k: number): string {
  const at = ratios.find((one) => one.k === k);
  if (at === undefined) return '';
  const other = byY.slice(0, k).filter((name) => !byX.slice(0, k).includes(name)).length;
  const { sameSet, ownSets } = at;
  return `${fixed(sameSet.spreadX, 1)} points of SWE-bench Verified over ${fixed(sameSet.spreadY, 1)} of GPQA Diamond in one set, over ${fixed(ownSets.spreadY, 1)} in the other. The two sets share ${k - other} of ${k} models. The text defines the ratio over the best on each benchmark; the spreads it prints are those of models chosen by SWE-bench Verified.`;
}

export const topTable = ({ ratios }: TopModels): DataTable => ({
  columns: [
    'k',
    'Best on SWE-bench',
    'Best on each',
    'SWE-bench range',
    'GPQA range, one set',
    'GPQA range, own set',
  ],
  rows: ratios.map(({ k, sameSet, ownSets }) => [
    String(k),
    fixed(sameSet.ratio),
    fixed(ownSets.ratio),
    fixed(sameSet.spreadX, 1),
    fixed(sameSet.spreadY, 1),
    fixed(ownSets.spreadY, 1),
  ]),
});

/* Pythia tables */

export const TABLE_NAMES: Record<PythiaTable, { short: string; file: string }> = {
  A: { short: 'Table A', file: 'ai_free_energy_data' },
  B: { short: 'Table B', file: 'generate_all_figures' },
  C: { short: 'Table C', file: 'cape_null_model' },
  O: { short: 'Leaderboard', file: 'deduplicated runs' },
};

/** Whether any one table gives all the numbers that some table gives. */
export function tablesTitle(rows: readonly TableRow[]): string {
  const given = rows.filter(({ cells }) => PYTHIA_TABLES.some((table) => cells[table].agrees));
  const counts = PYTHIA_TABLES.map((table) => ({
    table,
    n: given.filter(({ cells }) => cells[table].agrees).length,
  }));
  const all = counts.filter(({ n }) => n === given.length);
  if (given.length > 0 && all.length > 0)
    return `${listed(all.map(({ table }) => TABLE_NAMES[table].short))} gives all ${given.length} of these numbers that any Pythia table gives`;
  return `No one Pythia table gives all: ${listed(counts.map(({ table, n }) => `${TABLE_NAMES[table].short} ${n}`))} of these ${rows.length} numbers`;
}

/** Other pairs of benchmarks over the sizes of Pythia. */
import { pearson } from '../stats/correlation';
import type { Claim, Variant } from './claim';
import type { ClaimData } from './data';
import { below, within } from './figure';
import { pythia, WITH_TABLE, type Column, type PythiaTable } from './pythia';
import { said } from './words';

const TABLES: readonly PythiaTable[] = ['A', 'B', 'O'];
const DATA = ['pythia_A', 'pythia_B', 'pythia_O', 'released_pythia_pca'];

function column(data: ClaimData, table: PythiaTable, name: Column): number[] {
  const found = pythia(data, table).scores[name];
  if (found === undefined) throw new RangeError(`Pythia table ${table} has no ${name}`);
  return found;
}

const withTruthfulQa = (data: ClaimData, name: Column): Variant[] =>
  TABLES.map((table) => {
    const r = pearson(column(data, table, name), column(data, table, 'TQA'));
    if (r === null) throw new RangeError(`Pythia table ${table}: ${name} is constant`);
    return { condition: table === 'A' ? null : WITH_TABLE[table], values: { r } };
  });

/** Intervals on which a benchmark falls while HellaSwag rises. */
function falls(data: ClaimData, table: PythiaTable, name: Column): number {
  const hs = column(data, table, 'HS');
  const other = column(data, table, name);
  return other.slice(1).filter((value, i) => (value - other[i]) / (hs[i + 1] - hs[i]) < 0).length;
}

export const claims: Claim[] = [
  {
    id: 'a-pythia-winogrande-r',
    paper: 'A',
    where: '‘Cross-family sign flip’',
    group: 'correlation',
    statement: 'WinoGrande and TruthfulQA of the Pythia sizes are correlated at r = −0.941.',
    figures: [within('r', 'r', -0.941, 0.001)],
    procedure:
      'Pearson correlation over the eight sizes of the released Pythia file (table A); equal within one unit of the last digit.',
    data: DATA,
    recompute: (data) => withTruthfulQa(data, 'WG'),
    why: ([a]) => `The released file gives ${said(a.values.r, 4)}, and prints −0.940 itself.`,
    open: { page: 'diagnose', panel: 'pythia-tables', family: 'Pythia (table A)', benchmark1: 'winogrande' },
  },
  {
    id: 'a-pythia-mmlu-r',
    paper: 'A',
    where: '‘Cross-family sign flip’',
    group: 'correlation',
    statement: 'MMLU and TruthfulQA of the Pythia sizes are correlated at r = −0.792.',
    figures: [within('r', 'r', -0.792, 0.001)],
    procedure:
      'Pearson correlation over the eight sizes of the released Pythia file (table A); equal within one unit of the last digit.',
    data: DATA,
    recompute: (data) => withTruthfulQa(data, 'MMLU'),
    why: ([a, b, o]) =>
      `The released file gives ${said(a.values.r, 3)} and prints that value itself; table B gives ${said(b.values.r, 3)}, the leaderboard’s scores ${said(o.values.r, 3)}. MMLU of all eight sizes is near chance (25 %), so its correlations rest on noise.`,
    open: { page: 'diagnose', panel: 'pythia-tables', family: 'Pythia (table A)', benchmark1: 'mmlu' },
  },
  {
    id: 'a-hs-other-pairs',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'correlation',
    statement:
      'HellaSwag’s local coupling with ARC, WinoGrande and MMLU is positive nearly everywhere along Pythia.',
    figures: [
      below('arc', 'ARC: intervals of 7 below 0', 2, { printed: 'nearly none' }),
      below('winogrande', 'WinoGrande: intervals of 7 below 0', 2, { printed: 'nearly none' }),
      below('mmlu', 'MMLU: intervals of 7 below 0', 2, { printed: 'nearly none' }),
    ],
    procedure:
      'Intervals between consecutive sizes on which the benchmark falls while HellaSwag rises; “nearly everywhere” is read as at most one of seven.',
    data: DATA,
    recompute: (data) =>
      TABLES.map((table) => ({
        condition: table === 'A' ? null : WITH_TABLE[table],
        values: {
          arc: falls(data, table, 'ARC'),
          winogrande: falls(data, table, 'WG'),
          mmlu: falls(data, table, 'MMLU'),
        },
      })),
    why: ([a]) =>
      `It holds for ARC and, in table A, for WinoGrande. MMLU falls on ${a.values.mmlu} of 7 intervals: it stays near chance at all sizes, where its sign is noise.`,
    open: { page: 'diagnose', panel: 'pythia-tables', family: 'Pythia (table A)', benchmark2: 'mmlu' },
  },
];

/** The four Pythia score tables that published numbers go back to, under the names of static/claims/README.md. */
import * as v from 'valibot';
import type { ClaimData } from './data';

export type PythiaTable = 'A' | 'B' | 'C' | 'O';
export type Column = 'HS' | 'TQA' | 'ARC' | 'WG' | 'MMLU';
export const COLUMNS: readonly Column[] = ['HS', 'TQA', 'ARC', 'WG', 'MMLU'];

/** What completes "reproduces only …" when a table was needed. */
export const WITH_TABLE: Record<PythiaTable, string> = {
  A: 'with table A (data/ai_free_energy_data.json)',
  B: 'with table B (scripts/generate_all_figures.py)',
  C: 'with table C (scripts/cape_null_model.py)',
  O: 'with the leaderboard’s scores of the deduplicated runs',
};

const Numbers = v.array(v.number());
const TableSchema = v.object({
  N: Numbers,
  HS: Numbers,
  TQA: Numbers,
  ARC: v.optional(Numbers),
  WG: v.optional(Numbers),
  MMLU: v.optional(Numbers),
});

export interface Pythia {
  /** Billions of parameters, ascending. */
  sizeB: number[];
  logSize: number[];
  /** Percent, a column for each benchmark the table has. */
  scores: Partial<Record<Column, number[]>> & { HS: number[]; TQA: number[] };
}

/** Eight sizes, 70M to 12B. Table C has HellaSwag and TruthfulQA only, and is kept in shares there. */
export function pythia(data: ClaimData, table: PythiaTable): Pythia {
  const { N, ...columns } = data.input(`pythia_${table}`, TableSchema);
  const scores = Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [
      name,
      values.map((value) => (table === 'C' ? value * 100 : value)),
    ]),
  ) as Pythia['scores'];
  return { sizeB: N.map((n) => n / 1e9), logSize: N.map(Math.log10), scores };
}

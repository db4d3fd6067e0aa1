/**
 * Which Pythia table gives which number: the stated procedure of each claim with the scores of Pythia taken from one table
 * after another, all else as stated.
 */
import * as v from 'valibot';
import type { Claim } from '../claim';
import type { ClaimData } from '../data';
import { agrees } from '../judge';
import type { PythiaTable } from '../pythia';

export const PYTHIA_TABLES: readonly PythiaTable[] = ['A', 'B', 'C', 'O'];

/** Resamples of the critical scale's bootstrap here, where it is drawn once a table: its median keeps the digit shown. */
const RESAMPLES = 1000;
const SETUP = 'nc_bootstrap_setup';
const Setup = v.looseObject({ resamples: v.number() });
/** Scores by benchmark; sizes and their names beside them. */
const Columns = v.record(v.string(), v.array(v.union([v.number(), v.string()])));

export interface TableCell {
  /** Of the claim's first figure; null where the procedure needs what the table does not have. */
  value: number | null;
  agrees: boolean;
}

export interface TableRow {
  /** Id of the claim. */
  id: string;
  cells: Record<PythiaTable, TableCell>;
}

/** A claim is in the matrix when it reads two of the tables or more. */
const compares = ({ data }: Claim) => data.filter((key) => /^pythia_[ABCO]$/.test(key)).length >= 2;

export async function pythiaMatrix(data: ClaimData, claims: readonly Claim[]): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for (const claim of claims.filter(compares)) {
    const cells = await Promise.all(PYTHIA_TABLES.map((table) => cellOf(claim, withTable(data, table))));
    const [A, B, C, O] = cells;
    rows.push({ id: claim.id, cells: { A, B, C, O } });
  }
  return rows;
}

/** The same data, whichever Pythia table is asked for. */
function withTable(data: ClaimData, table: PythiaTable): ClaimData {
  const columns = data.input(`pythia_${table}`, Columns);
  const percent = inUnit(columns, table === 'C' ? 100 : 1);
  return {
    ...data,
    input(key, schema) {
      if (key === SETUP) return v.parse(schema, { ...data.input(key, Setup), resamples: RESAMPLES });
      if (!/^pythia_[ABCO]$/.test(key)) return data.input(key, schema);
      return v.parse(schema, key === 'pythia_C' ? inUnit(percent, 0.01) : percent);
    },
  };
}

/** Scores of table C are kept in shares, and whoever asks for it expects that; `N` has its own unit. */
const inUnit = (columns: v.InferOutput<typeof Columns>, times: number) =>
  Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [
      name,
      name === 'N' || times === 1
        ? values
        : values.map((value) => (typeof value === 'number' ? value * times : value)),
    ]),
  );

async function cellOf({ figures: [figure], recompute }: Claim, data: ClaimData): Promise<TableCell> {
  try {
    const [stated] = await recompute(data);
    const value = Object.hasOwn(stated.values, figure.name) ? stated.values[figure.name] : null;
    return { value, agrees: value !== null && agrees(value, figure.value, figure.tolerance) };
  } catch (error) {
    // Table C has two benchmarks: a procedure that needs more says so.
    if (error instanceof RangeError) return { value: null, agrees: false };
    throw error;
  }
}

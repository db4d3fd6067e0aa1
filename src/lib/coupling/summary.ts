/** All families of a table at a glance: verdict, slope and the probability of a turn. On the CPU, with fewer draws. */
import { pearson } from '../stats/correlation';
import { familiesOf, type ScoreTable } from '../scores/table';
import { criticalScale } from './criticalScale';
import type { DiagnosisControl } from './diagnose';
import type { CriticalScale, VerdictKind } from './diagnosis';
import { DiagnosisError } from './diagnosisError';
import type { DiagnosisOptions } from './options';
import { chosenPair } from './pair';
import { pacer } from './pacing';
import { select, type Selection } from './select';
import { errorsInVariables } from './slope';
import { STREAM } from './streams';
import { verdictKind, verdictWords, type Evidence } from './verdict';

/** Enough to tell 95 % from less by half a percent; the diagnosis of a family uses the draws of the options. */
const DRAWS = 10_000;

export interface FamilySummary {
  family: string;
  /** Sizes with both scores. */
  n: number;
  /** Null for a family that cannot be diagnosed; `headline` then says why and what to do. */
  kind: VerdictKind | null;
  headline: string;
  /** Points of benchmark 2 per point of benchmark 1 with its 95 % interval; null for fewer than 3 sizes. */
  slope: number | null;
  lo: number | null;
  hi: number | null;
  /** Share of draws in which benchmark 2 turns up; null for fewer than 3 sizes. */
  pCrossed: number | null;
  /** Where benchmark 2 turns, and how surely; null for fewer than 3 sizes. */
  turn: FamilyTurn | null;
}

/** N_c (B) of the likelier direction; a location is null where fewer than 1 % of the draws turn. */
export type FamilyTurn = Pick<CriticalScale, 'status' | 'direction' | 'pReversed' | 'medianB' | 'lo' | 'hi'>;

/**
 * Summaries in the table's order of families, all on one pair of benchmarks: that of `options`, or chosen over all rows.
 * @throws DiagnosisError when the table has no two benchmarks; the signal's reason when aborted
 */
export async function summariseFamilies(
  table: ScoreTable,
  options: DiagnosisOptions,
  { onProgress, signal }: DiagnosisControl = {},
): Promise<FamilySummary[]> {
  const families = familiesOf(table);
  const { benchmark1, benchmark2 } = chosenPair(table, table.models, options);
  const shared = { ...options, benchmark1: benchmark1.key, benchmark2: benchmark2.key };
  const rows = new Map<string, ScoreTable['models']>();
  for (const row of table.models) {
    const own = rows.get(row.family);
    if (own) own.push(row);
    else rows.set(row.family, [row]);
  }
  const pause = pacer(signal);
  const summaries: FamilySummary[] = [];
  for (const { family } of families) {
    await pause();
    // Only its own rows: a table may have thousands of families.
    const alone = { ...table, models: rows.get(family) ?? [] };
    summaries.push(await summarise(alone, { ...shared, family }, signal));
    onProgress?.(summaries.length / families.length, 'Families');
  }
  return summaries;
}

async function summarise(
  table: ScoreTable,
  options: DiagnosisOptions & { family: string },
  signal: AbortSignal | undefined,
): Promise<FamilySummary> {
  let selection: Selection;
  try {
    selection = select(table, options);
  } catch (error) {
    if (!(error instanceof DiagnosisError)) throw error;
    return { ...NOTHING, family: options.family, headline: error.message };
  }
  const { line } = selection;
  const turns = { seed: options.seed, draws: DRAWS, stream: STREAM.criticalScale };
  const critical = await criticalScale(line, options, turns, {}, { signal });
  const slope = errorsInVariables(line, options);
  const evidence: Evidence = { line, slope, critical, trend1: pearson(line.b1, line.logSize) };
  const kind = verdictKind(evidence);
  return {
    family: options.family,
    n: line.b1.length,
    kind,
    headline: verdictWords(kind, evidence, selection).headline,
    slope: slope?.slope ?? null,
    lo: slope?.lo ?? null,
    hi: slope?.hi ?? null,
    pCrossed: critical?.pCrossed ?? null,
    turn: critical && turnOf(critical),
  };
}

const turnOf = ({ status, direction, pReversed, medianB, lo, hi }: CriticalScale): FamilyTurn => ({
  status,
  direction,
  pReversed,
  medianB,
  lo,
  hi,
});

const NOTHING = { n: 0, kind: null, slope: null, lo: null, hi: null, pCrossed: null, turn: null };

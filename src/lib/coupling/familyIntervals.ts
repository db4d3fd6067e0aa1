/**
 * The intervals of all families of a table on one pair of benchmarks, as the population's line and sign models take them:
 * between consecutive sizes of a family, where benchmark 1 changes by more than a point.
 */
import { familiesOf, type ModelRow, type ScoreTable } from '../scores/table';
import { DiagnosisError } from './diagnosisError';
import type { DiagnosisOptions } from './options';
import { chosenPair, type Pair } from './pair';
import { select } from './select';
import { stepsOf } from './step';

/** A step of benchmark 1 this small, in points, has no ratio to speak of. */
const LEAST_STEP = 1;
/** γ inside its own standard error is kept within ±2: a wild ratio must not make itself wilder still. */
const CLIPPED = 2;

export interface FamilyInterval {
  family: string;
  from: string;
  to: string;
  fromB: number;
  toB: number;
  /** log10 of the geometric mean of the two sizes in billions. */
  logSize: number;
  /** Mean of the two scores on benchmark 1, percent. */
  level: number;
  /** log10 of the geometric mean of the two models' training tokens in trillions; null when either is unknown. */
  logTokens: number | null;
  /** The smaller model's size (log10 of billions) and score on benchmark 1. */
  fromLogSize: number;
  fromLevel: number;
  delta1: number;
  delta2: number;
  gamma: number;
  /** Sampling variance of γ. */
  variance: number;
}

export interface FamilyIntervals extends Pair {
  /** By family, in the table's order, ascending in size. */
  intervals: FamilyInterval[];
  /** Families that give none, and why. */
  leftOut: { family: string; reason: string }[];
}

/** @throws DiagnosisError when the table has no two benchmarks */
export function familyIntervals(table: ScoreTable, options: DiagnosisOptions): FamilyIntervals {
  const pair = chosenPair(table, table.models, options);
  const shared = { ...options, benchmark1: pair.benchmark1.key, benchmark2: pair.benchmark2.key };
  const rows = new Map<string, ModelRow[]>();
  for (const row of table.models) {
    const own = rows.get(row.family);
    if (own) own.push(row);
    else rows.set(row.family, [row]);
  }
  const intervals: FamilyInterval[] = [];
  const leftOut: FamilyIntervals['leftOut'] = [];
  for (const { family } of familiesOf(table)) {
    // Only its own rows: a table may have thousands of families.
    const alone = { ...table, models: rows.get(family) ?? [] };
    try {
      const found = intervalsOf(alone, { ...shared, family });
      intervals.push(...found);
      if (found.length === 0)
        leftOut.push({
          family,
          reason: `${pair.benchmark1.label} changes by ${LEAST_STEP} point at most between its sizes`,
        });
    } catch (error) {
      if (!(error instanceof DiagnosisError)) throw error;
      leftOut.push({ family, reason: error.message });
    }
  }
  return { ...pair, intervals, leftOut };
}

function intervalsOf(table: ScoreTable, options: DiagnosisOptions & { family: string }): FamilyInterval[] {
  const { line, models } = select(table, options);
  const tokens = models.filter(({ sizeTwin }) => !sizeTwin).map(({ facts }) => facts?.tokensT ?? null);
  return stepsOf(line, options).flatMap(({ from, to, fromB, toB, delta1, delta2, se1, se2 }, i) => {
    if (!(Math.abs(delta1) > LEAST_STEP)) return [];
    const gamma = delta2 / delta1;
    const within = Math.min(CLIPPED, Math.max(-CLIPPED, gamma));
    return {
      family: options.family,
      from,
      to,
      fromB,
      toB,
      logSize: (line.logSize[i] + line.logSize[i + 1]) / 2,
      level: (line.b1[i] + line.b1[i + 1]) / 2,
      logTokens: meanLog(tokens[i], tokens[i + 1]),
      fromLogSize: line.logSize[i],
      fromLevel: line.b1[i],
      delta1,
      delta2,
      gamma,
      variance: (se2 * se2 + within * within * se1 * se1) / (delta1 * delta1),
    };
  });
}

/** log10 of the geometric mean; null unless both are amounts. */
const meanLog = (a: number | null, b: number | null): number | null =>
  a !== null && b !== null && a > 0 && b > 0 ? (Math.log10(a) + Math.log10(b)) / 2 : null;

/** The models of a reference panel that a model is set against: rows in use with a size, as named, and both scores. */
import type { ModelFacts, ScoreTable } from '../../scores/table';

export interface Peer {
  model: string;
  family: string;
  paramsB: number;
  /** log10 of the size in billions. */
  logSize: number;
  /** Scores in percent. */
  b1: number;
  b2: number;
  facts: ModelFacts | null;
}

/** @param pair benchmarks of the panel @returns in file order */
export function peersOf(
  panel: ScoreTable,
  { benchmark1, benchmark2 }: { benchmark1: { key: string }; benchmark2: { key: string } },
): Peer[] {
  return panel.models.flatMap((row): Peer[] => {
    const { model, family, paramsB } = row;
    const b1 = row.scores[benchmark1.key]?.value;
    const b2 = row.scores[benchmark2.key]?.value;
    if (row.excluded || paramsB === null || !(paramsB > 0 && Number.isFinite(paramsB))) return [];
    if (!isPercent(b1) || !isPercent(b2)) return [];
    return [{ model, family, paramsB, logSize: Math.log10(paramsB), b1, b2, facts: row.facts ?? null }];
  });
}

const isPercent = (value: number | undefined): value is number =>
  value !== undefined && value >= 0 && value <= 100;

/** Families numbered as they come. */
export function familyNumbers(models: readonly { family: string }[]): {
  family: Uint32Array;
  families: number;
} {
  const numbers = new Map<string, number>();
  const family = Uint32Array.from(models, ({ family: name }) => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  });
  return { family, families: numbers.size };
}

/** Each family ascending by size, the first of equal sizes alone, in order of appearance. */
export function peerLines(models: readonly Peer[]): { family: string; models: Peer[] }[] {
  const families = new Map<string, Peer[]>();
  for (const model of models) {
    const own = families.get(model.family);
    if (own) own.push(model);
    else families.set(model.family, [model]);
  }
  return [...families].map(([family, own]) => ({
    family,
    models: own
      .toSorted((a, b) => a.paramsB - b.paramsB)
      .filter((model, i, sorted) => i === 0 || Math.abs(model.logSize - sorted[i - 1].logSize) > 1e-9),
  }));
}

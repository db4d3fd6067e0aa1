/** Models of a family from columns of scores, as a diagnosis has them, with the table that they are of. */
import type { DiagnosedModel } from '$lib/coupling/diagnosis';
import type { Benchmark, ScoreTable } from '$lib/scores/table';

export const plainBenchmark = (key: string, more: Partial<Benchmark> = {}): Benchmark => ({
  ...{ key, task: key, metric: null, shots: null, label: key.toUpperCase() },
  ...{ items: 1000, itemSd: null, chance: null },
  ...more,
});

/** @param columns by benchmark: a score for each model, smallest first; null where it has none */
export function familyModels(
  columns: Record<string, (number | null)[]>,
  sizesB?: readonly number[],
): { models: DiagnosedModel[]; table: Pick<ScoreTable, 'benchmarks' | 'models'>; keys: string[] } {
  const keys = Object.keys(columns);
  const count = columns[keys[0]].length;
  const models = Array.from({ length: count }, (_, i): DiagnosedModel => {
    const scores = Object.fromEntries(
      keys.flatMap((key) => {
        const score = columns[key][i];
        return score === null ? [] : [[key, score]];
      }),
    );
    return {
      ...{ id: `m${i}`, model: `M${i}`, paramsB: sizesB?.[i] ?? 2 ** i, scores, se: {}, items: {} },
      ...{ atChance: [], sizeTwin: false, facts: null },
    };
  });
  const rows = models.map(({ id, model, paramsB, scores }) => ({
    ...{ id, model, paramsB, family: 'Toy', excluded: false, line: null },
    scores: Object.fromEntries(
      Object.entries(scores).map(([key, value]) => [key, { value, se: null, items: null }]),
    ),
  }));
  return { models, table: { benchmarks: keys.map((key) => plainBenchmark(key)), models: rows }, keys };
}

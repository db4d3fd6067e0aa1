/** How the rows of the models table are ordered, and what is remarked on each. */
import type { Diagnosis } from '$lib/coupling/diagnosis';
import type { Pair } from '$lib/coupling/pair';
import type { ModelRow } from '$lib/scores/table';

/**
 * Ascending size, unknown sizes last, ties in table order.
 * @param kept ids in the order shown before: used again while the rows are the same ones
 */
export function inSizeOrder(rows: ModelRow[], kept: readonly string[]): ModelRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  if (kept.length === rows.length && kept.every((id) => byId.has(id)))
    return kept.map((id) => byId.get(id)).filter((row) => row !== undefined);
  return rows.toSorted((a, b) => (a.paramsB ?? Infinity) - (b.paramsB ?? Infinity) || 0);
}

/** A repository's name with its owner last, where a narrow field cuts it: `pythia-70m · EleutherAI`. */
export function restingName(model: string): string {
  const slash = model.lastIndexOf('/');
  const [owner, name] = [model.slice(0, slash).trim(), model.slice(slash + 1).trim()];
  return slash < 0 || owner === '' || name === '' ? model : `${name} · ${owner}`;
}

/** Why a model is not used, or what to know about it; null for nothing. Taken out by the user needs no reason. */
export function remarkOf(row: ModelRow, pair: Pair, diagnosis: Diagnosis | null): string | null {
  if (row.excluded) return null;
  const benchmarks = [pair.benchmark1, pair.benchmark2];
  if (row.paramsB === null) return 'not used: no size';
  const missing = benchmarks.filter(({ key }) => row.scores[key] === undefined);
  if (missing.length > 0) return `not used: no ${missing.map(({ label }) => label).join(' and no ')} score`;
  const used = diagnosis?.input.models.find(({ id }) => id === row.id);
  if (!used) return null;
  const remarks = benchmarks
    .filter(({ key }) => used.atChance.includes(key))
    .map(({ label }) => `at chance on ${label}`);
  if (used.sizeTwin) remarks.push('same size as another: shown, not joined');
  return remarks.length > 0 ? remarks.join('; ') : null;
}

/** The mapping step's edits of what a column holds. Pure: role in, role out. */
import { benchmarkFrom, recogniseBenchmark, slug, type BenchmarkIdentity } from '$lib/scores/benchmark';
import { FACTS, type FactName } from '$lib/scores/facts';
import type { ColumnDraft, ColumnRole } from '$lib/scores/import/draft';
import { factOfHeader } from '$lib/scores/import/factNames';
import type { Benchmark } from '$lib/scores/table';

export type RoleKind = ColumnRole['kind'];

/** Roles to choose from, in words; those of long tables only where the file is one. */
export const ROLE_NAMES: Record<RoleKind, string> = {
  model: 'model name',
  family: 'family',
  size: 'size',
  score: 'score',
  stderr: 'standard error',
  items: 'number of items',
  'benchmark-name': 'benchmark name',
  'benchmark-value': 'score value',
  'metric-name': 'metric',
  shots: 'shots',
  fact: 'fact about the model',
  ignore: 'not used',
};
/** Facts to choose from, in words. */
export const FACT_NAMES: readonly { name: FactName; label: string }[] = FACTS;
const WIDE: RoleKind[] = ['model', 'family', 'size', 'score', 'stderr', 'items', 'fact', 'ignore'];
const LONG: RoleKind[] = [
  'model',
  'family',
  'size',
  'benchmark-name',
  'benchmark-value',
  'metric-name',
  'shots',
  'fact',
  'ignore',
];

export const roleKinds = (shape: 'wide' | 'long' | 'lm-eval', present: RoleKind): RoleKind[] => {
  const kinds = shape === 'long' ? LONG : WIDE;
  return kinds.includes(present) ? kinds : [...kinds, present];
};

/** The benchmark that a header names; an unknown one by the header itself. */
export function benchmarkOfHeader(header: string): Benchmark {
  const identity = recogniseBenchmark(header);
  return identity
    ? benchmarkFrom(identity)
    : benchmarkFrom({ task: slug(header), metric: null, shots: null }, header);
}

/** Scores that all lie between 0 and 1 are fractions. */
function unitOf(samples: string[]): 'percent' | 'fraction' {
  const numbers = samples
    .map((text) => Number(text.replace(',', '.').replace('%', '')))
    .filter(Number.isFinite);
  return numbers.length > 0 && numbers.every((n) => n >= 0 && n <= 1) ? 'fraction' : 'percent';
}

/** A column's role after choosing another kind for it; what the new kind needs is guessed from the column. */
export function withKind(column: ColumnDraft, kind: RoleKind, columns: ColumnDraft[]): ColumnRole {
  if (kind === column.role.kind) return column.role;
  if (kind === 'score')
    return { kind, benchmark: benchmarkOfHeader(column.header), unit: unitOf(column.samples) };
  if (kind === 'stderr' || kind === 'items') return { kind, of: scoreKeys(columns)[0]?.key ?? '' };
  if (kind === 'fact') return { kind, fact: factOfHeader(column.header) ?? FACTS[0].name };
  return { kind };
}

/** A score's role after its benchmark's task, metric or shots were corrected. */
export function withIdentity(
  role: Extract<ColumnRole, { kind: 'score' }>,
  change: Partial<BenchmarkIdentity>,
  header: string,
): ColumnRole {
  const { task, metric, shots } = { ...role.benchmark, ...change };
  return { ...role, benchmark: benchmarkFrom({ task, metric, shots }, header) };
}

/** Benchmarks that the columns hold as scores. */
export const scoreKeys = (columns: ColumnDraft[]): Benchmark[] =>
  columns.flatMap(({ role }) => (role.kind === 'score' ? [role.benchmark] : []));

/** What is still wrong with a mapping, as a sentence; null when it can be used. */
export function mappingFault(columns: ColumnDraft[], shape: 'wide' | 'long' | 'lm-eval'): string | null {
  const of = (kind: RoleKind) => columns.filter(({ role }) => role.kind === kind).length;
  if (of('model') > 1) return 'Two columns are marked as the model name: keep one.';
  if (shape === 'long') {
    if (of('benchmark-name') !== 1 || of('benchmark-value') !== 1)
      return 'A long table needs one column with the benchmark’s name and one with its score.';
    return null;
  }
  if (of('model') === 0) return 'Mark the column that holds the model names.';
  const keys = scoreKeys(columns).map(({ key }) => key);
  if (keys.length < 2) return 'Mark at least two columns as scores: a diagnosis compares two benchmarks.';
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  return twice ? `Two columns hold ${twice}: tell them apart by metric or shots, or leave one unused.` : null;
}

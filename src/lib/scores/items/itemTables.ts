/** Results of all files → one aligned table a benchmark and metric, with what had to be left out told. */
import { withDistinctLabels } from '../benchmark';
import type { ProblemLog } from '../import/problems';
import type { Benchmark } from '../table';
import { documentOf, placeByHash, placeById, shareItems, type PlacedItems } from './align';
import type { ItemTable } from './itemTable';
import { tellDoubled, tellLeftOut, tellMissing, tellPrompts, type AlignedModel } from './itemProblems';
import { benchmarksOf, usualKeys } from './sampleBenchmark';
import type { HashBook, SampleRun } from './sampleFile';

/** A file that was read, with what is known of its run. */
export interface SampleReading {
  source: string;
  model: string;
  paramsB: number | null;
  task: string;
  shots: number | null;
  saved: string | null;
  runs: SampleRun[];
}

/** One model's results on the items of a benchmark. */
export interface ModelItems {
  model: string;
  source: string;
  /** 0…1, in the order of the table's items; of a model that is not in the table, its own items. */
  values: Float32Array;
}

export interface BenchmarkItems {
  benchmark: Benchmark;
  usual: boolean;
  /** Models of the table. */
  aligned: ModelItems[];
  /** Models with too few of the items that the others have: they keep a score, of their own items. */
  apart: ModelItems[];
  items: number;
  dropped: number;
  binary: boolean;
}

interface Column {
  reading: SampleReading;
  run: SampleRun;
  metric: string;
  benchmark: Benchmark;
}

/** Aligns everything. Customary metrics first, then in order of appearance. */
export function itemsByBenchmark(
  readings: readonly SampleReading[],
  hashes: HashBook,
  log: ProblemLog,
): BenchmarkItems[] {
  const bare = readings.flatMap((reading) =>
    reading.runs.flatMap((run) => [...run.metrics.keys()].map((metric) => ({ reading, run, metric }))),
  );
  const benchmarks = benchmarksOf(
    bare.map(({ reading, run, metric }) => ({
      task: reading.task,
      metric,
      filter: run.filter,
      shots: reading.shots,
    })),
  );
  const groups = new Map<string, Column[]>();
  bare.forEach((column, i) => {
    const group = groups.get(benchmarks[i].key);
    const full = { ...column, benchmark: benchmarks[i] };
    if (group) group.push(full);
    else groups.set(full.benchmark.key, [full]);
  });
  const labelled = withDistinctLabels([...groups.values()].map(([{ benchmark }]) => benchmark));
  const usual = usualKeys(labelled);
  const place = placer(log);
  const told = new Set<string>();
  const replaced = new Set<string>();
  const all = [...groups.values()].map((group, i) => {
    const columns = oneForEachModel(group, replaced, log);
    const benchmark = labelled[i];
    return { ...align(columns, benchmark, hashes, place, told, log), usual: usual.has(benchmark.key) };
  });
  return all.sort((a, b) => Number(b.usual) - Number(a.usual));
}

/** Of several logs of a model the latest counts, as for the harness; without times, the first. */
function oneForEachModel(group: readonly Column[], told: Set<string>, log: ProblemLog): Column[] {
  const chosen = new Map<string, Column>();
  for (const column of group) {
    const { model, saved } = column.reading;
    const before = chosen.get(model);
    const later =
      saved !== null && (before?.reading.saved ?? '') !== '' && saved > (before?.reading.saved ?? '');
    if (!before || later) chosen.set(model, column);
    if (!before) continue;
    const [kept, left] = later ? [column, before] : [before, column];
    if (told.has(left.reading.source)) continue;
    told.add(left.reading.source);
    log.skip(
      { source: left.reading.source, column: column.benchmark.label, value: model },
      `${model} has this benchmark from ${kept.reading.source} already${later ? ', which is newer' : ''}; this file is left out. If it is of another model or revision, name its folder so.`,
    );
  }
  return [...chosen.values()];
}

type Place = (column: Column, byHash: boolean) => PlacedItems;

/** Metrics of one run share its items: they are placed once, and what is doubled is told once. */
function placer(log: ProblemLog): Place {
  const placed = new Map<SampleRun, Map<boolean, PlacedItems>>();
  return ({ reading, run, metric }, byHash) => {
    const before = placed.get(run)?.get(byHash);
    if (before) return before;
    const items = byHash ? placeByHash(run) : placeById(run);
    placed.set(run, (placed.get(run) ?? new Map<boolean, PlacedItems>()).set(byHash, items));
    tellDoubled(reading.source, run, metric, items, log);
    return items;
  };
}

function align(
  columns: readonly Column[],
  benchmark: Benchmark,
  hashes: HashBook,
  place: Place,
  told: Set<string>,
  log: ProblemLog,
): Omit<BenchmarkItems, 'usual'> {
  const hashless = columns.find(({ run }) => run.hashes.some((hash) => hash < 0));
  const byHash = hashless === undefined;
  if (!byHash && !told.has(hashless.reading.source)) {
    told.add(hashless.reading.source);
    log.note(
      { source: hashless.reading.source, column: benchmark.label },
      'Items have no doc_hash here, so models are aligned by doc_id: this is right only for the same version of the data set. A newer version of the harness writes hashes.',
    );
  }
  const models = columns.map((column): AlignedModel & { values: Float32Array } => {
    const values = column.run.metrics.get(column.metric) ?? new Float32Array(0);
    const { reading, run } = column;
    return {
      model: reading.model,
      source: reading.source,
      run,
      values,
      rows: withValue(place(column, byHash), values),
    };
  });
  const { included, shared, dropped } = shareItems(models.map(({ rows }) => rows));
  const together = included.map((i) => models[i]);
  const others = models.filter((_, i) => !included.includes(i));
  const order = byHash ? inOrderOfHash(shared, hashes) : shared.sort((a, b) => a - b);
  if (order.length === 0 && together.length > 1)
    log.skip(
      { source: together.map(({ source }) => source).join(', '), column: benchmark.label },
      `These models have no item of ${benchmark.label} in common, so they cannot be compared item by item. Run them with the same version of the task.`,
    );
  else tellMissing(together, order.length, benchmark.label, log);
  for (const one of others) tellLeftOut(one, order.length, benchmark.label, log);
  tellPrompts(together, order, benchmark.label, told, log);
  const picked = (one: (typeof models)[number], items: readonly number[]): ModelItems => ({
    model: one.model,
    source: one.source,
    values: Float32Array.from(items, (item) => one.values[one.rows.get(item) ?? -1]),
  });
  const alone = order.length === 0 && together.length > 1 ? models : others;
  const aligned = alone === models ? [] : together.map((one) => picked(one, order));
  return {
    benchmark: { ...benchmark, items: order.length || benchmark.items },
    aligned,
    apart: alone.map((one) => picked(one, [...one.rows.keys()])),
    items: aligned.length === 0 ? 0 : order.length,
    dropped,
    binary: aligned.every(({ values }) => values.every((value) => value === 0 || value === 1)),
  };
}

/** Items that have a value on this metric. */
function withValue({ rows }: PlacedItems, values: Float32Array): Map<number, number> {
  if (!values.some((value) => Number.isNaN(value))) return rows;
  return new Map([...rows].filter(([, row]) => !Number.isNaN(values[row])));
}

/** The same whatever the order of files and lines, so that draws of items are the same too. */
function inOrderOfHash(items: number[], hashes: HashBook): number[] {
  const texts = new Map(items.map((item) => [item, hashes.textOf(documentOf(item))]));
  return items.sort((a, b) => {
    const textA = texts.get(a) ?? '';
    const textB = texts.get(b) ?? '';
    return textA < textB ? -1 : textA > textB ? 1 : a - b;
  });
}

/** The table that resampling works on. */
export function itemTable({ benchmark, aligned, items, binary }: BenchmarkItems): ItemTable {
  const results = new Float32Array(aligned.length * items);
  aligned.forEach(({ values }, row) => results.set(values, row * items));
  return { benchmark: benchmark.key, items, models: aligned.map(({ model }) => model), results, binary };
}

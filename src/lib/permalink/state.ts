/** The state that a permalink stands for, and its two directions: page ↔ wire. */
import * as v from 'valibot';
import type { DiagnosisOptions } from '../coupling/options';
import { hasFacts } from '../scores/facts';
import type { Benchmark, ModelFacts, ModelRow, Score, ScoreTable } from '../scores/table';
import { plainName, plainText } from './plainText';
import { MODEL_HEAD, PanelWireSchema, TableWireSchema, type TableWire, type Wire } from './wire';

export interface PermalinkState {
  v: 1;
  source: { kind: 'panel'; panel: string; family: string | null } | { kind: 'table'; table: ScoreTable };
  options: DiagnosisOptions;
  /** SHA-256 of the sender's diagnosis (docs/permalink.md), 64 hexadecimal digits; null when there is none. */
  digest: string | null;
  /**
   * SHA-256 of the sender's results of single items, by benchmark key; null when there were none. The results themselves are
   * never in a link.
   */
  items: Record<string, string> | null;
}

/**
 * An unedited copy of a bundled panel goes by its name, everything else with its scores. What only this page knows (row ids,
 * lines of the file) stays here.
 */
export function toWire({ source, options, digest, items }: PermalinkState): Wire {
  const shared = { v: 1 as const, options: plainOptions(options), digest };
  if (source.kind === 'panel') {
    const family = source.family === null ? null : plainName(source.family);
    return { ...shared, panel: { id: source.panel, family } };
  }
  const { table } = source;
  if (table.panel !== null) return { ...shared, panel: { id: table.panel, family: shared.options.family } };
  const told = items === null ? {} : { items: plainKeys(items) };
  return { ...shared, table: compactTable(table), ...told };
}

/** What is wrong with a state, and where: `table.models.3.2: …`. The direction it came from adds the remedy. */
export class WireFault extends Error {
  override name = 'WireFault';
}

/** @throws WireFault naming the place that the schema refuses */
export function fromWire(json: object): PermalinkState {
  const hasTable = Object.hasOwn(json, 'table');
  if (hasTable === Object.hasOwn(json, 'panel'))
    throw new WireFault(hasTable ? 'both a table and a panel' : 'neither a table nor a panel');
  if (hasTable) {
    const { table, options, digest, items } = validated(TableWireSchema, json);
    return { v: 1, source: { kind: 'table', table: fullTable(table) }, options, digest, items };
  }
  const { panel, options, digest } = validated(PanelWireSchema, json);
  return {
    v: 1,
    source: { kind: 'panel', panel: panel.id, family: panel.family },
    options,
    digest,
    items: null,
  };
}

function validated<S extends typeof TableWireSchema | typeof PanelWireSchema>(schema: S, json: object) {
  const result = v.safeParse(schema, json, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  // The message quotes what it received, which may be long and is not ours.
  const what = plainText(issue.message).slice(0, 160);
  throw new WireFault(`${v.getDotPath(issue) ?? 'data'}: ${what}`);
}

function compactTable({ title, benchmarks, models }: ScoreTable): TableWire['table'] {
  const facts = models.map((row) => (hasFacts(row.facts) ? compactFacts(row.facts) : null));
  return {
    title: plainName(title),
    columns: benchmarks.map((b) => [
      plainName(b.key),
      plainName(b.task),
      b.metric === null ? null : plainName(b.metric),
      b.shots,
      plainName(b.label),
      b.items,
      b.itemSd,
      b.chance,
    ]),
    models: models.map((row) => [
      plainName(row.model),
      plainName(row.family),
      row.paramsB,
      row.excluded ? 1 : 0,
      ...benchmarks.map((b) => compactScore(Object.hasOwn(row.scores, b.key) ? row.scores[b.key] : null)),
    ]),
    ...(facts.some((known) => known !== null) ? { facts } : {}),
  };
}

type FactsWire = NonNullable<NonNullable<TableWire['table']['facts']>[number]>;

function compactFacts(facts: ModelFacts): FactsWire {
  const named = (text: string | null) => (text === null ? null : plainName(text));
  const { totalB, activeB, tokensT, width, layers, heads, released } = facts;
  return [totalB, activeB, tokensT, width, layers, heads, named(facts.recipe), named(facts.parent), released];
}

function fullFacts(wire: FactsWire | null | undefined): { facts?: ModelFacts } {
  if (wire === null || wire === undefined) return {};
  const [totalB, activeB, tokensT, width, layers, heads, recipe, parent, released] = wire;
  const facts = { totalB, activeB, tokensT, width, layers, heads, recipe, parent, released };
  return hasFacts(facts) ? { facts } : {};
}

function compactScore(score: Score | null): TableWire['table']['models'][number][4] {
  if (score === null) return null;
  const { value, se, items } = score;
  return se === null && items === null ? value : [value, se, items];
}

function fullTable({ title, columns, models, facts }: TableWire['table']): ScoreTable {
  const benchmarks: Benchmark[] = columns.map(([key, task, metric, shots, label, items, itemSd, chance]) => ({
    key,
    task,
    metric,
    shots,
    label,
    items,
    itemSd,
    chance,
  }));
  const rows = models.map((row, i): ModelRow => {
    const [model, family, paramsB, excluded] = row;
    const scores: Record<string, Score> = {};
    benchmarks.forEach(({ key }, j) => {
      const cell = row[MODEL_HEAD + j] as TableWire['table']['models'][number][4];
      if (typeof cell === 'number') scores[key] = { value: cell, se: null, items: null };
      else if (cell !== null) scores[key] = { value: cell[0], se: cell[1], items: cell[2] };
    });
    return {
      id: `link-${i + 1}`,
      model,
      family,
      paramsB,
      scores,
      ...fullFacts(facts?.[i]),
      excluded: excluded === 1,
      line: null,
    };
  });
  // A table in a link never counts as a panel's own figures, whatever it says.
  return { title, panel: null, benchmarks, models: rows };
}

const plainKeys = (digests: Record<string, string>) =>
  Object.fromEntries(Object.entries(digests).map(([key, digest]) => [plainName(key), digest]));

function plainOptions(options: DiagnosisOptions): DiagnosisOptions {
  const named = (text: string | null) => (text === null ? null : plainName(text));
  return {
    ...options,
    family: named(options.family),
    benchmark1: named(options.benchmark1),
    benchmark2: named(options.benchmark2),
  };
}

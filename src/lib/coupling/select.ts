/** Table and options → the models that a diagnosis is about, with the noise of their scores, and why others are left out. */
import type { Benchmark, ModelRow, ScoreTable } from '../scores/table';
import { atChance } from './chance';
import type { DiagnosedModel, Diagnosis } from './diagnosis';
import { DiagnosisError } from './diagnosisError';
import type { Line } from './line';
import type { DiagnosisOptions } from './options';
import { chosenFamily, chosenPair, rowsOf, type Pair } from './pair';
import { MAX_MODELS } from './streams';
import { noiseOf } from './tableNoise';
import { count, whole } from './words';

export interface Selection extends Pair {
  family: string;
  /** All models that can be shown, ascending by size, equal sizes in file order. */
  models: DiagnosedModel[];
  excluded: Diagnosis['input']['excluded'];
  /** Keys of benchmarks whose noise rests on an assumed item count. */
  assumedItems: string[];
  /** The models that are joined: the first of each size. */
  line: Line;
}

/** @throws DiagnosisError when there is no such family or pair, fewer than 2 sizes, or more models than any family has */
export function select(table: ScoreTable, options: DiagnosisOptions): Selection {
  const family = chosenFamily(table, options.family);
  const rows = rowsOf(table, family);
  const pair = chosenPair(table, rows, options);
  const keys = [pair.benchmark1, pair.benchmark2];

  const excluded: Selection['excluded'] = [];
  const usable: UsableRow[] = [];
  for (const row of rows) {
    const reason = whyNot(row, keys);
    if (reason === null) usable.push(row as UsableRow);
    else excluded.push({ row: row.line, model: row.model, reason });
  }
  if (usable.length > MAX_MODELS)
    throw new DiagnosisError(
      `${family} has ${whole(usable.length)} models; a family is one recipe at several sizes, ${MAX_MODELS} at most.`,
      'Give each recipe its own name in the family column, or choose which column holds the family.',
    );
  const inOrder = [...usable].sort((a, b) => a.paramsB - b.paramsB);
  const assumed = new Set<string>();
  const models = inOrder.map((row, i) =>
    diagnosed(row, keys, options, assumed, i > 0 && sameSize(inOrder[i - 1].paramsB, row.paramsB)),
  );
  const joined = models.filter((model) => !model.sizeTwin);
  if (joined.length < 2) throw tooFew(family, pair, models, excluded);
  return {
    family,
    ...pair,
    models,
    excluded,
    assumedItems: keys.map(({ key }) => key).filter((key) => assumed.has(key)),
    line: lineOf(joined, pair),
  };
}

/** Sizes that no file tells apart; also keeps log-size differences away from 0. */
const sameSize = (a: number, b: number) => Math.abs(Math.log10(a) - Math.log10(b)) < 1e-9;

type UsableRow = ModelRow & { paramsB: number };

/** Why a row cannot be used, or null when it can. */
function whyNot(row: ModelRow, benchmarks: readonly Benchmark[]): string | null {
  if (row.excluded) return 'excluded by you';
  if (row.paramsB === null)
    return 'no size: neither told nor in the model’s name; enter its parameters to use it';
  if (!(row.paramsB > 0 && Number.isFinite(row.paramsB)))
    return `size ${row.paramsB} B; a size is a number above 0`;
  for (const { key, label } of benchmarks) {
    const score = row.scores[key];
    if (score === undefined) return `no score on ${label}`;
    if (!(score.value >= 0 && score.value <= 100))
      return `score ${score.value} on ${label}; a score is a percentage from 0 to 100`;
  }
  return null;
}

function diagnosed(
  row: UsableRow,
  benchmarks: readonly Benchmark[],
  options: DiagnosisOptions,
  assumed: Set<string>,
  sizeTwin: boolean,
): DiagnosedModel {
  const model: DiagnosedModel = {
    id: row.id,
    model: row.model,
    paramsB: row.paramsB,
    scores: Object.fromEntries(
      Object.entries(row.scores)
        .filter(([, score]) => Number.isFinite(score.value))
        .map(([key, score]) => [key, resolved(score.value)]),
    ),
    se: {},
    items: {},
    atChance: [],
    sizeTwin,
    facts: row.facts ?? null,
  };
  for (const benchmark of benchmarks) {
    const { key, chance } = benchmark;
    const { sd, items, assumed: byGuess } = noiseOf(row.scores[key], model.scores[key], benchmark, options);
    if (byGuess) assumed.add(key);
    model.se[key] = sd;
    model.items[key] = items;
    if (atChance(model.scores[key], Math.hypot(sd, options.runSd), chance)) model.atChance.push(key);
  }
  return model;
}

/** To a billionth of a point, below which scores differ by rounding: smaller differences would underflow when squared. */
const resolved = (value: number) => Math.round(value * 1e9) / 1e9;

function lineOf(models: readonly DiagnosedModel[], { benchmark1, benchmark2 }: Pair): Line {
  const column = (of: (model: DiagnosedModel) => number) => Float64Array.from(models, of);
  return {
    names: models.map(({ model }) => model),
    paramsB: column((model) => model.paramsB),
    logSize: column((model) => Math.log10(model.paramsB)),
    b1: column((model) => model.scores[benchmark1.key]),
    b2: column((model) => model.scores[benchmark2.key]),
    sd1: column((model) => model.se[benchmark1.key]),
    sd2: column((model) => model.se[benchmark2.key]),
  };
}

function tooFew(
  family: string,
  { benchmark1, benchmark2 }: Pair,
  models: readonly DiagnosedModel[],
  excluded: Selection['excluded'],
): DiagnosisError {
  const what =
    models.length === 0
      ? `${family} has no model with a size and a score on both ${benchmark1.label} and ${benchmark2.label}.`
      : models.length === 1
        ? `${family} has one model with a size and both scores, ${models[0].model}.`
        : `All ${count(models.length)} models of ${family} have the same size.`;
  const left = excluded[0];
  const because =
    left === undefined
      ? ''
      : ` ${count(excluded.length).replace(/^./, (c) => c.toUpperCase())} ${excluded.length === 1 ? 'is' : 'are'} left out, first ${left.model}: ${left.reason}.`;
  return new DiagnosisError(
    what + because,
    'Two sizes are needed for a step and three for a verdict: add a model, fill in what is missing, or choose other benchmarks.',
  );
}

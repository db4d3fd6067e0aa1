/**
 * Every family of a table on one pair of benchmarks: summary, points and facts. Families of one size are listed too, with
 * the reason why nothing can be said of them. A family that has no score on one of the pair but has some in another column
 * of the same task that contradicts nothing is read on that, and marked.
 */
import { chosenPair, type Pair } from '../coupling/pair';
import type { DiagnosisControl } from '../coupling/diagnose';
import type { DiagnosisOptions } from '../coupling/options';
import { select } from '../coupling/select';
import { summariseFamilies } from '../coupling/summary';
import type { Benchmark, ModelRow, ScoreTable } from '../scores/table';
import { familyId, type AtlasFamily, type AtlasPoint, type FamilyFacts, type Survey } from './family';
import { identityWords, matchBenchmark } from './identity';

/** Makes the fragment that opens a family on Diagnose. */
export type LinkTo = (table: ScoreTable, options: DiagnosisOptions) => Promise<string>;

/**
 * @param options the pair; `family` is not looked at
 * @param own whether the table is the user's
 * @param linkTo what the links are made with
 * @throws DiagnosisError when the table has no two benchmarks; the signal's reason when aborted
 */
export async function surveyFamilies(
  table: ScoreTable,
  options: DiagnosisOptions,
  own: boolean,
  linkTo: LinkTo,
  { onProgress, signal }: DiagnosisControl = {},
): Promise<Survey> {
  const pair = chosenPair(table, table.models, options);
  const rows = new Map<string, ModelRow[]>();
  for (const row of table.models) {
    const its = rows.get(row.family);
    if (its) its.push(row);
    else rows.set(row.family, [row]);
  }
  const families: AtlasFamily[] = [];
  for (const [family, models] of rows) {
    families.push(await surveyed({ ...table, models }, family, pair, { options, own, linkTo, signal }));
    onProgress?.(families.length / rows.size, 'Families');
  }
  return { ...pair, families };
}

async function surveyed(
  table: ScoreTable,
  family: string,
  pair: Pair,
  {
    options,
    own,
    linkTo,
    signal,
  }: { options: DiagnosisOptions; own: boolean; linkTo: LinkTo; signal: AbortSignal | undefined },
): Promise<AtlasFamily> {
  const used = table.models.filter((row) => !row.excluded);
  const first = columnOf(pair.benchmark1, used, table.benchmarks);
  const second = columnOf(pair.benchmark2, used, table.benchmarks);
  const [benchmark1, benchmark2] = [first.benchmark, second.benchmark];
  const asked = { ...options, family, benchmark1: benchmark1.key, benchmark2: benchmark2.key };
  const [summary] = await summariseFamilies(table, asked, { signal });
  return {
    id: familyId(family, own),
    family,
    own,
    summary,
    points: summary.kind === null ? barePoints(used, asked) : pointsOf(table, asked),
    benchmark1,
    benchmark2,
    marked: [first.why, second.why].filter((why) => why !== null).join(' ') || null,
    facts: factsOf(used),
    link: await linkTo(table, asked),
  };
}

/** The column asked for, or one of its task that contradicts nothing where the family has scores on that one only. */
function columnOf(
  wanted: Benchmark,
  rows: readonly ModelRow[],
  columns: readonly Benchmark[],
): { benchmark: Benchmark; why: string | null } {
  const scored = ({ key }: Benchmark) => rows.some((row) => row.scores[key] !== undefined);
  if (scored(wanted)) return { benchmark: wanted, why: null };
  const match = matchBenchmark(wanted, columns.filter(scored), 'this family');
  if (match.kind !== 'marked') return { benchmark: wanted, why: null };
  const { benchmark } = match;
  const untold = benchmark.metric === null ? 'variant' : 'shots';
  return { benchmark, why: `${identityWords(benchmark)}: the source does not tell its ${untold}.` };
}

function pointsOf(table: ScoreTable, options: DiagnosisOptions): AtlasPoint[] {
  const { models, benchmark1, benchmark2 } = select(table, options);
  return models.map(({ model, paramsB, scores, se, atChance, sizeTwin }) => ({
    model,
    paramsB,
    b1: scores[benchmark1.key],
    b2: scores[benchmark2.key],
    se1: se[benchmark1.key],
    se2: se[benchmark2.key],
    atChance: atChance.length > 0,
    sizeTwin,
  }));
}

/** Of a family that cannot be diagnosed: what there is, without noise. */
function barePoints(
  rows: readonly ModelRow[],
  { benchmark1, benchmark2 }: { benchmark1: string; benchmark2: string },
): AtlasPoint[] {
  return rows
    .flatMap(({ model, paramsB, scores }): AtlasPoint[] => {
      const [b1, b2] = [scores[benchmark1], scores[benchmark2]];
      if (paramsB === null || !(paramsB > 0) || !b1 || !b2) return [];
      return [
        {
          model,
          paramsB,
          b1: b1.value,
          b2: b2.value,
          se1: null,
          se2: null,
          atChance: false,
          sizeTwin: false,
        },
      ];
    })
    .sort((a, b) => a.paramsB - b.paramsB);
}

function factsOf(rows: readonly ModelRow[]): FamilyFacts {
  const known = <T>(of: (row: ModelRow) => T | null | undefined): T[] =>
    rows.map(of).filter((value) => value !== null && value !== undefined);
  const rangeOf = (values: number[]): [number, number] | null =>
    values.length === 0 ? null : [Math.min(...values), Math.max(...values)];
  return {
    sizeB: rangeOf(known(({ paramsB }) => paramsB)),
    tokensT: rangeOf(known(({ facts }) => facts?.tokensT)),
    recipes: [...new Set(known(({ facts }) => facts?.recipe))],
    parent: known(({ facts }) => facts?.parent)[0] ?? null,
  };
}

/**
 * What the Frontier page asks in one call: the analysis, and what its controls need to know of the panel as a whole (columns, labs, months
 * of release, disputed cells), which does not change with the date filter.
 */
import type { Benchmark, ScoreTable } from '../scores/table';
import type { PortionControl } from '../stats/portions';
import { byCoverage } from './choosePair';
import { frontier } from './frontier';
import { FRONTIER_PANEL, frontierFromScores, parseFrontierPanel } from './frontierTable';
import { joinTables, type JoinedTable } from './joinTables';
import type { FrontierTable, Values } from './model';
import type { FrontierOptions } from './options';
import { byLab, pointsOf, xOf, yOf } from './points';
import { decimalYear } from './releaseDate';
import type { Frontier } from './result';
import { parseReports, WIDE_PANEL, widePanel } from './widePanel';

/** The bundled files, as text. */
export interface PanelTexts {
  frontier: string;
  wide: string;
}

/** A column that can be chosen as benchmark 1 or 2. */
export interface PanelColumn extends Benchmark {
  /** Models with a score. */
  models: number;
}

/** A cell whose published value another report contradicts. */
export interface Dispute {
  id: string;
  model: string;
  lab: string;
  benchmark: string;
  published: number;
  /** Null where the dispute comes without a figure. */
  elsewhere: number | null;
  source: string | null;
  note: string | null;
}

export interface FrontierAnswer {
  frontier: Frontier;
  /** Most models first. */
  columns: PanelColumn[];
  /** Names of all benchmarks that a result may speak of, by key. */
  labels: Record<string, string>;
  /** Labs of the panel, most models first, then those that only the reader has. */
  labs: { lab: string; models: number }[];
  /** First and last month of release; null when no model has a date. */
  months: { first: string; last: string } | null;
  disputes: Dispute[];
  /** Of all models with both scores, whatever the date filter: how many, and the ranges of their scores; null for none. */
  whole: { models: number; x: [lo: number, hi: number]; y: [lo: number, hi: number] } | null;
}

/** Both panels. @throws RangeError for a file that is not what it should be, quoting what is wrong */
export function parsePanels({
  frontier: narrow,
  wide,
}: PanelTexts): Record<'frontier' | 'wide', FrontierTable> {
  return { frontier: parseFrontierPanel(narrow), wide: widePanel(parseReports(wide)) };
}

/**
 * @param user the reader's models; null for none
 * @throws as `frontier`
 */
export async function frontierAnswer(
  panels: Record<'frontier' | 'wide', FrontierTable>,
  user: ScoreTable | null,
  options: FrontierOptions,
  control: PortionControl = {},
): Promise<FrontierAnswer> {
  const panel = options.panel === WIDE_PANEL ? panels.wide : panels.frontier;
  const own = user === null ? null : frontierFromScores(user);
  const wide = options.panel === FRONTIER_PANEL ? panels.wide : null;
  const result = await frontier({ panel, user: own, wide }, options, control);
  const joined = joinTables(panel, own);
  const everywhere = [...panels.wide.benchmarks, ...joined.benchmarks];
  return {
    frontier: result,
    columns: columnsOf(joined),
    labels: Object.fromEntries(everywhere.map(({ key, label }) => [key, label])),
    labs: labsOf(panels, joined),
    months: monthsOf(joined),
    disputes: disputesOf(panel),
    whole: wholeOf(joined, result),
  };
}

const columnsOf = (table: JoinedTable): PanelColumn[] =>
  byCoverage(table).map((benchmark) => ({
    ...benchmark,
    models: table.models.filter((model) => !model.excluded && benchmark.key in model.scores).length,
  }));

/**
 * In an order that neither the reader's rows nor the choice of panel change, so that a lab keeps its mark: those of the frozen panel
 * first, most models first.
 */
function labsOf(
  panels: Record<'frontier' | 'wide', FrontierTable>,
  joined: JoinedTable,
): FrontierAnswer['labs'] {
  const counts = byLab(joined.models.filter(({ excluded }) => !excluded));
  const ranked = ({ models }: FrontierTable) =>
    [...byLab(models)].sort(([, a], [, b]) => b.length - a.length).map(([lab]) => lab);
  const frozen = ranked(panels.frontier);
  const order = new Set([...frozen, ...ranked(panels.wide), ...counts.keys()]);
  return [...order]
    .map((lab) => ({ lab, models: counts.get(lab)?.length ?? 0 }))
    .filter(({ lab, models }) => models > 0 || frozen.includes(lab));
}

/** A year alone may be any of its months: it widens neither end beyond those that are known. */
function monthsOf({ models }: JoinedTable): FrontierAnswer['months'] {
  const months = models
    .flatMap(({ released, excluded }) =>
      released !== null && !excluded && decimalYear(released) !== null && released.length >= 7
        ? [released.slice(0, 7)]
        : [],
    )
    .sort();
  const [first] = months;
  const last = months.at(-1);
  return first === undefined || last === undefined ? null : { first, last };
}

function wholeOf(joined: JoinedTable, { input, options }: Frontier): FrontierAnswer['whole'] {
  const { items } = options;
  const at = (values: Values) => pointsOf(joined, input.x, input.y, { values, items });
  // Both kinds of values: the ranges stay when the switch is turned.
  const drawn = [...at('published'), ...at('elsewhere')];
  if (drawn.length === 0) return null;
  const range = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];
  return { models: at(options.values).length, x: range(xOf(drawn)), y: range(yOf(drawn)) };
}

const disputesOf = ({ models }: FrontierTable): Dispute[] =>
  models.flatMap(({ id, model, lab, scores, note }) =>
    Object.entries(scores).flatMap(([benchmark, score]) =>
      score.disputed
        ? [
            {
              id,
              model,
              lab,
              benchmark,
              published: score.value,
              elsewhere: score.elsewhere,
              source: score.elsewhereSource,
              note,
            },
          ]
        : [],
    ),
  );

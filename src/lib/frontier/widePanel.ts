/**
 * The wide panel: sourced scores of frontier and open models on many benchmarks, long form (schema in
 * static/panels/README.md). Several reports of one cell are kept side by side, and one rule chooses: the lab's own document,
 * else a report that cites the lab, else another lab's table, else an aggregator; within the best of these the value given
 * most often, ties by nearness to the median of all reports, then by order.
 */
import { benchmarkFrom, identityFromKey, withDistinctLabels } from '../scores/benchmark';
import { median } from '../stats/summary';
import type { Benchmark } from '../scores/table';
import { percent, recordsOf } from './frontierTable';
import type { FrontierModel, FrontierScore, FrontierTable } from './model';

export const WIDE_PANEL = 'frontier-wide';

/** Best first. */
export const EVIDENCE = ['official', 'cites-lab', 'other-lab', 'aggregator'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** One report of one cell. */
export interface Report {
  model: string;
  lab: string;
  released: string;
  /** Benchmark key. */
  benchmark: string;
  score: number;
  evidence: Evidence;
  protocol: string;
  source: string;
  note: string;
}

/** @throws RangeError for a missing column, an unknown kind of evidence, or a figure that is no score, quoting it */
export function parseReports(csvText: string): Report[] {
  const file = 'frontier-wide.csv';
  const columns = [
    'model',
    'lab',
    'released',
    'benchmark',
    'score',
    'evidence',
    'protocol',
    'source',
    'note',
  ];
  return recordsOf(csvText, file, columns).rows.map((row) => {
    const where = `${file}, ${row.model}, ${row.benchmark}`;
    const evidence = EVIDENCE.find((kind) => kind === row.evidence);
    if (evidence === undefined)
      throw new RangeError(`${where}: evidence "${row.evidence}"; it is one of ${EVIDENCE.join(', ')}`);
    const score = percent(row.score, where);
    if (score === null) throw new RangeError(`${where}: no score`);
    const { model, lab, released, benchmark, protocol, source, note } = row;
    return { model, lab, released, benchmark, score, evidence, protocol, source, note };
  });
}

/** The report that stands for its cell. @throws RangeError for no reports */
export function chooseReport(reports: readonly Report[]): Report {
  if (reports.length === 0) throw new RangeError('chooseReport: 0 reports; at least 1 is needed');
  const best = EVIDENCE.find((kind) => reports.some(({ evidence }) => evidence === kind));
  const candidates = reports.filter(({ evidence }) => evidence === best);
  const times = (score: number) => candidates.filter((one) => one.score === score).length;
  const centre = median(reports.map(({ score }) => score));
  const distance = (one: Report) => Math.abs(one.score - centre);
  return candidates.reduce((chosen, one) => {
    const more = times(one.score) - times(chosen.score);
    return more > 0 || (more === 0 && distance(one) < distance(chosen)) ? one : chosen;
  });
}

/**
 * What the registry of benchmarks does not know: names and items of columns that only this panel has. LiveCodeBench is as
 * many benchmarks as it has versions; their item counts are not stated with the scores.
 */
const OWN: Readonly<Record<string, { name: string; items: number | null }>> = {
  aime_2025: { name: 'AIME 2025', items: 30 },
  mmmu_pro: { name: 'MMMU-Pro', items: 1730 },
  simpleqa_verified: { name: 'SimpleQA Verified', items: 1000 },
};

const METRIC_NAMES: Readonly<Record<string, string>> = {
  text_only: 'text only',
  tools: 'with tools',
  tools_text_only: 'with tools, text only',
  prompt_level_strict_acc: 'prompt-level strict',
  parallel: 'parallel attempts',
  openhands: 'OpenHands',
  pass64: 'best of 64',
  artificial_analysis: 'Artificial Analysis run',
};

function wideBenchmark(key: string): Benchmark {
  const identity = identityFromKey(key);
  const own = OWN[identity.task];
  const benchmark = benchmarkFrom(identity, own?.name);
  const metric = identity.metric === null ? null : (METRIC_NAMES[identity.metric] ?? identity.metric);
  return {
    ...benchmark,
    items: benchmark.items ?? own?.items ?? null,
    label: metric === null ? benchmark.label : `${benchmark.label} (${metric})`,
  };
}

/** The wide panel as a table, one chosen report a cell; `source` names the reports behind a model's scores. */
export function widePanel(reports: readonly Report[]): FrontierTable {
  const cells = new Map<string, Map<string, Report[]>>();
  const keys: string[] = [];
  for (const report of reports) {
    const ofModel = cells.get(report.model) ?? new Map<string, Report[]>();
    cells.set(report.model, ofModel);
    ofModel.set(report.benchmark, [...(ofModel.get(report.benchmark) ?? []), report]);
    if (!keys.includes(report.benchmark)) keys.push(report.benchmark);
  }
  const models = [...cells.values()].map((ofModel, i): FrontierModel => {
    const chosen = [...ofModel].map(([key, of]) => ({ key, report: chooseReport(of) }));
    const [{ report: first }] = chosen;
    const scores = Object.fromEntries(
      chosen.map(({ key, report }): [string, FrontierScore] => [
        key,
        {
          value: report.score,
          se: null,
          items: null,
          // No value here is published against others: the rule chose it, and the other reports stand beside it.
          disputed: false,
          elsewhere: null,
          elsewhereSource: null,
        },
      ]),
    );
    return {
      id: `wide-${i + 1}`,
      model: first.model,
      lab: first.lab,
      released: first.released === '' ? null : first.released,
      subset: 'sourced',
      core: false,
      excluded: false,
      scores,
      source: [...new Set(chosen.map(({ report }) => report.source))].join('; '),
      note: null,
    };
  });
  const counted = (key: string) => models.filter((model) => key in model.scores).length;
  return {
    title: 'Frontier, wide: sourced scores on many benchmarks',
    panel: WIDE_PANEL,
    // The columns with most models first: they are what a reader will look for.
    benchmarks: withDistinctLabels([...keys].sort((a, b) => counted(b) - counted(a)).map(wideBenchmark)),
    models,
  };
}

/** The bundled panels: what they are, and their CSV → score table. Their schema is documented in static/panels/README.md. */
import Papa from 'papaparse';
import { benchmarkFrom, identityFromKey, withDistinctLabels } from './benchmark';
import { panelFacts } from './panelFacts';
import { knownBenchmark } from './registry';
import type { ModelRow, Score, ScoreTable } from './table';

export interface Panel {
  id: string;
  title: string;
  /** In `panels/`, under the site's base path. */
  file: string;
  description: string;
  source: string;
  licence: string;
}

export const PANELS: readonly Panel[] = [
  {
    id: 'uniform',
    title: 'Uniform panel: 148 models, one protocol',
    file: 'uniform.csv',
    description:
      '147 base models in 62 controlled lines, 37 of them with two or more sizes, and one fine-tuned model that no family uses. HellaSwag 10-shot, TruthfulQA MC2, ARC-Challenge 25-shot, WinoGrande and MMLU 5-shot (Open LLM Leaderboard v1).',
    source: 'Ruan, Maddison & Hashimoto 2024, Observational Scaling Laws, arXiv:2405.10938',
    licence: 'Apache-2.0 (ObsScaling)',
  },
  {
    id: 'published',
    title: 'As published: the 63 models of Amin 2026',
    file: 'published.csv',
    description:
      'The 63 rows (61 distinct models) of the paper as its repository gives them, and 17 further rows of that repository.',
    source: 'Amin 2026, Lying Is Just a Phase, arXiv:2605.18838',
    licence: 'MIT, as the repository’s README states',
  },
  {
    id: 'frontier',
    title: 'Frontier: 34 frozen and 5 later models',
    file: 'frontier.csv',
    description:
      'SWE-bench Verified and GPQA Diamond of 39 models of ten labs, as published; sizes are not public.',
    source: 'Amin 2026, The Growing Pains of Frontier Models, arXiv:2605.18840',
    licence: 'MIT, as the repository’s README states',
  },
  {
    id: 'pythia-tables',
    title: 'Pythia, tables A and B',
    file: 'pythia-tables.csv',
    description:
      'Two of the Pythia tables in the paper’s repository: A gives its correlations, B its critical scale.',
    source: 'Amin 2026, Lying Is Just a Phase, arXiv:2605.18838',
    licence: 'MIT, as the repository’s README states',
  },
];

/** The panel of an id; null for an id that no panel has (a permalink may carry one). */
export const panelOf = (id: string): Panel | null => PANELS.find((panel) => panel.id === id) ?? null;

/**
 * Parses a bundled panel. Rows with `use` 0 come as excluded: shown, and in no family's diagnosis.
 * @param id one of `PANELS`
 * @param csvText its file
 * @throws RangeError for an unknown id, a missing column or a figure that is no number, quoting it
 */
export function parsePanel(id: string, csvText: string): ScoreTable {
  const panel = panelOf(id);
  if (!panel)
    throw new RangeError(`parsePanel: no panel "${id}"; there are ${PANELS.map((one) => one.id).join(', ')}`);
  const { data } = Papa.parse<string[]>(csvText.replace(/^\uFEFF/, ''), {
    delimiter: ',',
    skipEmptyLines: true,
  });
  const [header = [], ...rows] = data;
  const [model, family, size] = ['model', 'family', 'params_b'].map((name) => {
    const at = header.indexOf(name);
    if (at < 0) throw new RangeError(`parsePanel: ${panel.file} has no column "${name}"`);
    return at;
  });
  const use = header.indexOf('use');
  const benchmarks = header.flatMap((key, column) => {
    const identity = identityFromKey(key);
    return knownBenchmark(identity.task) ? [{ column, benchmark: benchmarkFrom(identity) }] : [];
  });
  const factsOf = panelFacts(header);
  const models = rows.map((row, i): ModelRow => {
    const facts = factsOf(row, `${panel.file}, ${row[model]}`);
    const number = (column: number) => figure(row[column], panel.file, header[column], row[model]);
    const scores: Record<string, Score> = {};
    for (const { column, benchmark } of benchmarks) {
      const value = number(column);
      if (value !== null) scores[benchmark.key] = { value, se: null, items: null };
    }
    return {
      id: `r${i + 1}`,
      model: row[model],
      family: row[family],
      paramsB: number(size),
      scores,
      ...(facts === undefined ? {} : { facts }),
      excluded: use >= 0 && row[use] === '0',
      line: null,
    };
  });
  return {
    title: panel.title,
    panel: panel.id,
    benchmarks: withDistinctLabels(benchmarks.map(({ benchmark }) => benchmark)),
    models,
  };
}

function figure(text: string | undefined, file: string, column: string, model: string): number | null {
  if (text === undefined || text === '') return null;
  const value = Number(text);
  if (!Number.isFinite(value))
    throw new RangeError(`parsePanel: ${file}, ${model}, ${column}: "${text}" is not a number`);
  return value;
}

/** Bundled files that are no score table: sourced reports of frontier models, and the inputs of published claims. */
import type { PanelEntry } from './panelEntries';

export interface FurtherEntry extends PanelEntry {
  /** What to know before using it, defects first. */
  known: string;
}

const REPOSITORY = 'github.com/adilamin89/cape-scaling at commit d0bba89';

const FILES: readonly Omit<FurtherEntry, 'url'>[] = [
  {
    id: 'frontier-wide',
    title: 'Frontier, wide: sourced scores on many benchmarks',
    file: 'panels/frontier-wide.csv',
    description:
      '1,306 reports of single scores, of 93 frontier and open models on 32 benchmarks; reports that differ stand side by side. Of several reports of one cell the page takes the best evidence: the lab’s own document, a report that cites it, another lab’s table, an aggregator; within that the value given most often, then the nearest to the median of all reports.',
    protocol:
      'As each source says of mode, effort, tools and harness, often nothing; benchmarks that differ in tools, version or attempts are columns of their own',
    known:
      'Only one report in nine is the lab’s own document; pages that merely quote were not checked against what they quote. Effort and mode differ between the cells of a column. Which scores a lab publishes is its choice, so a missing cell is not missing at random. No cell here is marked as disputed, since the reports stand beside each other.',
    source: 'Public repositories, model cards, leaderboards and pages that quote them, named line by line',
    licence: 'Single figures, each with its source',
  },
  {
    id: 'claims-inputs',
    title: 'Inputs of the published claims',
    file: 'claims/inputs.json',
    description:
      'Scores, lists, coefficients and settings that claims are recomputed from and that are in no panel, each with unit, source, note and the claims that read it.',
    protocol: 'As printed or released',
    known:
      'Files of the source that disagree are kept apart and named, four Pythia tables among them; no single one gives all published numbers. One figure was read off a plot. Some settings are stated nowhere: those that were chosen here say so. Where only a result was released it is listed as such, and its claim cannot be checked.',
    source: `Amin 2026, arXiv:2605.18838 versions 1–3 and arXiv:2605.18840; ${REPOSITORY}`,
    licence: 'MIT, as the repository’s README states',
  },
  {
    id: 'claims-internals',
    title: 'Records of layers, heads and steering',
    file: 'claims/internals.json',
    description:
      'Couplings of each layer of 17 runs, heads of Qwen models, pairwise couplings, projection widths and steering runs, as released.',
    protocol: 'Several measures of coupling, as far as they are documented; the code of most is not released',
    known:
      'Values of different measures are not comparable. Those from attention patterns are the same to seven digits in every layer of a model and across sizes that share a tokenizer. Answers of steering runs were rated here, by one person who knew which was which. There is no table of the 40 models of the heads claim.',
    source: REPOSITORY,
    licence: 'MIT, as the repository’s README states',
  },
];

/** @param urlOf address of a file below the site's base path */
export const furtherData = (urlOf: (file: string) => string): FurtherEntry[] =>
  FILES.map((entry) => ({ ...entry, url: urlOf(entry.file) }));

/** Diagnosis → a report in Markdown, for a pull request, a notebook or an appendix: every number with its interval and origin. */
import type { Diagnosis } from '../coupling/diagnosis';
import { whole } from '../coupling/words';
import { citationsOf } from './citations';
import { markdownList, markdownText as md } from './markdown';
import { intervalTable, modelTable } from './reportTables';
import { sectionBlocks } from './reportSections';
import {
  background,
  criticalScaleText,
  dimensionalityText,
  headlineFigures,
  itemFigures,
} from './reportFigures';

export interface ReportContext {
  /** Permalink of the diagnosis. */
  url?: string;
  /** When the report was made; the report carries no date without it. */
  date?: Date;
  /** Names of the table's benchmarks by key; those of the pair are known without. */
  labels?: Readonly<Record<string, string>>;
}

/** Excluded rows that a report lists; the rest is counted. */
const EXCLUDED_LISTED = 50;

/** A whole Markdown document. Scores and slopes in percent points, sizes in billions of parameters. */
export function diagnosisReport(
  diagnosis: Diagnosis,
  { url, date, labels = {} }: ReportContext = {},
): string {
  const { input, verdict } = diagnosis;
  const pair = Object.fromEntries([input.benchmark1, input.benchmark2].map(({ key, label }) => [key, label]));
  const title = `${input.family}: ${input.benchmark1.label} and ${input.benchmark2.label}`;
  const sections: [heading: string, ...blocks: string[]][] = [
    [`# ${md(title)}`, `**${md(verdict.sentence)}**`, ...verdictNotes(diagnosis)],
    ['## Headline figures', markdownList(headlineFigures(diagnosis))],
    ['## Intervals', intervalTable(diagnosis)],
    ...(diagnosis.itemBootstrap === null
      ? []
      : [['## Paired item bootstrap', markdownList(itemFigures(diagnosis))] as [string, string]]),
    ['## Background statistics', markdownList(background(diagnosis))],
    ['## Critical scale', criticalScaleText(diagnosis)],
    ['## Dimensionality', dimensionalityText(diagnosis)],
    ...sectionBlocks(diagnosis, { ...labels, ...pair }),
    ['## Models and scores', modelTable(diagnosis), ...excludedRows(diagnosis)],
    ['## How it was computed', markdownList(computation(diagnosis, url, date))],
    ['## Sources', markdownList(citationsOf(input))],
  ];
  const reasons = Object.entries(diagnosis.reasons).sort(([a], [b]) => (a < b ? -1 : 1));
  if (reasons.length > 0)
    sections.splice(-2, 0, [
      '## Not given',
      markdownList(reasons.map(([path, why]) => `${md(path)}: ${md(why)}`)),
    ]);
  return `${sections.flat().join('\n\n')}\n`;
}

function verdictNotes({ verdict }: Diagnosis): string[] {
  const { basis, settle, withoutChance } = verdict;
  const notes = [md(basis)];
  if (settle !== null && settle !== basis) notes.push(md(settle));
  if (withoutChance !== null)
    notes.push(
      `Without models at chance (${withoutChance.models.map(md).join(', ')}): ${md(withoutChance.sentence)}`,
    );
  return notes.filter((note) => note !== '');
}

function excludedRows({ input }: Diagnosis): string[] {
  if (input.excluded.length === 0) return [];
  const listed = input.excluded.slice(0, EXCLUDED_LISTED).map(({ row, model, reason }) => {
    const line = row === null ? '' : ` (line ${row})`;
    return `${md(model)}${line}: ${md(reason)}`;
  });
  const more = input.excluded.length - listed.length;
  if (more > 0) listed.push(`and ${whole(more)} more`);
  return ['Not used:', markdownList(listed)];
}

function computation(diagnosis: Diagnosis, url?: string, date?: Date): string[] {
  const { input, options, backend, generator, digest } = diagnosis;
  const source =
    input.panel === null ? md(input.title) : `${md(input.title)} (bundled panel “${md(input.panel)}”)`;
  const setItems = Object.entries(options.items).sort(([a], [b]) => (a < b ? -1 : 1));
  const notes = [
    `Scores: ${source}`,
    `Reading: ${options.reading === 'published' ? 'as published' : 'calibrated'}`,
    `Item correlation between models ρ: ${options.itemCorrelation}; standard deviation between training runs: ${options.runSd} points`,
    ...setItems.map(([key, items]) => `Items set by hand: ${md(key)}, ${whole(items)}`),
    ...(input.assumedItems.length > 0
      ? [`Items assumed, not known: ${input.assumedItems.map(md).join(', ')}`]
      : []),
    `Seed ${options.seed}, ${whole(options.draws)} draws of the score noise`,
    `Backend: ${backendText(backend)}`,
    `${generator.name} ${md(generator.version)}`,
    `Digest: ${digest}`,
  ];
  if (date !== undefined) notes.push(`Date: ${date.toISOString().slice(0, 10)}`);
  if (url !== undefined) notes.push(`Recompute it: <${url.replace(/[\s<>]/g, encodeURIComponent)}>`);
  return notes;
}

function backendText({ kind, adapter, note }: Diagnosis['backend']): string {
  const device = kind === 'webgpu' ? 'GPU (WebGPU)' : 'CPU';
  return [device, adapter, note]
    .filter((part) => part !== null)
    .map((part) => md(part))
    .join(', ');
}

/** How this software is cited, as CITATION.cff has it, and the sources of question and scores. */
import type { ReferenceId } from './references';

export const CITATION = {
  title: 'Crossover',
  author: 'The Crossover authors',
  released: '2026-11-23',
  licence: 'MIT',
} as const;

/** A BibTeX entry. @param version of the software that was used */
export function bibtex(version: string): string {
  const { title, author, released, licence } = CITATION;
  return entry('software', 'crossover', [
    ['title', title],
    ['author', `{${author}}`],
    ['version', version],
    ['year', released.slice(0, 4)],
    ['date', released],
    ['license', licence],
  ]);
}

export interface Source {
  /** Key of the entry, and the reference of the list. */
  key: ReferenceId;
  title: string;
  authors: string;
  year: string;
  /** Of arXiv. */
  eprint: string;
}

/** Where the question and the bundled scores come from. */
export const SOURCES: readonly Source[] = [
  {
    key: 'amin2026a',
    title: 'Lying Is Just a Phase: The Hidden Alignment Transition in Language Model Scaling',
    authors: 'Amin, Adil',
    year: '2026',
    eprint: '2605.18838',
  },
  {
    key: 'amin2026b',
    title: 'The Growing Pains of Frontier Models: Capability Coupling Across Labs and Scales',
    authors: 'Amin, Adil',
    year: '2026',
    eprint: '2605.18840',
  },
  {
    key: 'ruan2024',
    title: 'Observational Scaling Laws and the Predictability of Language Model Performance',
    authors: 'Ruan, Yangjun and Maddison, Chris J. and Hashimoto, Tatsunori',
    year: '2024',
    eprint: '2405.10938',
  },
];

/** A BibTeX entry of a paper on arXiv. */
export const sourceBibtex = ({ key, title, authors, year, eprint }: Source): string =>
  entry('article', key, [
    ['title', `{${title}}`],
    ['author', authors],
    ['year', year],
    ['eprint', eprint],
    ['archivePrefix', 'arXiv'],
    ['url', `https://arxiv.org/abs/${eprint}`],
  ]);

function entry(kind: string, key: string, fields: [name: string, value: string][]): string {
  const widest = Math.max(...fields.map(([name]) => name.length));
  const lines = fields.map(([name, value]) => `  ${name.padEnd(widest)} = {${value}}`);
  return `@${kind}{${key},\n${lines.join(',\n')}\n}`;
}

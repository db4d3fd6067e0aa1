/** Where each number that a claim reads comes from, as the page names and links it. */
import { panelOf } from '../scores/panels';
import type { Claim } from './claim';
import type { ClaimData } from './data';

export interface ClaimSource {
  /** Key in a claim's `data`. */
  key: string;
  title: string;
  /** Empty for a panel: its file names the unit of each column. */
  unit: string;
  source: string;
  note: string;
  /** Bundled file under the site's base path. */
  file: string;
}

/** Bundled files that are no score table and no input. */
const FILES: readonly ClaimSource[] = [
  {
    key: 'internals',
    title: 'Records of heads, layers and steering',
    unit: '',
    source: 'JSON files of the public repository; each record names its own',
    note: 'Codes of answers and flags were added here.',
    file: 'claims/internals.json',
  },
  {
    key: 'frontier-wide',
    title: 'Frontier, wide: sourced scores on many benchmarks',
    unit: '',
    source: 'Reports of labs and others, one a line, each with its source',
    note: 'Not part of either paper.',
    file: 'panels/frontier-wide.csv',
  },
];

/** Of every key that the claims name, in the order of first use. @throws RangeError for a key that is no bundled data */
export function claimSources(data: ClaimData, claims: readonly Pick<Claim, 'data'>[]): ClaimSource[] {
  const keys = [...new Set(claims.flatMap((claim) => claim.data))];
  return keys.map((key) => {
    const known = FILES.find((file) => file.key === key);
    if (known !== undefined) return known;
    const panel = panelOf(key);
    if (panel !== null) {
      const { title, source, description: note, file } = panel;
      return { key, title, unit: '', source, note, file: `panels/${file}` };
    }
    const { unit, source, note } = data.provenance(key);
    return { key, title: titleOf(key), unit, source, note, file: 'claims/inputs.json' };
  });
}

/** `pythia_A` → "Pythia A"; the key itself stands beside it. */
const titleOf = (key: string): string => {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

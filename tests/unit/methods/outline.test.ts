import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GLOSSARY } from '../../../src/lib/methods/glossary';
import { OUTLINE, sectionOf } from '../../../src/lib/methods/outline';
import { PAPER_WORDS } from '../../../src/lib/methods/paperWords';
import { REFERENCES } from '../../../src/lib/methods/references';
import { otherTables, tablesFor, validity, type Validity } from '../../../src/lib/methods/validity';
import { METHODS_OF } from '../../../src/lib/ui/claims/claimWords';
import { methodOf, SECTIONS } from '../../../src/lib/ui/sections/outline';

const svelteFiles = (folder: URL): URL[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.svelte'))
    .map((name) => new URL(name, folder));

const sections = OUTLINE.flatMap((group) => group.sections);
const estimators = sections.filter((section) => section.validity !== null);

describe('outline of the methods', () => {
  test('the addresses that other pages link to exist, once each', () => {
    const ids = sections.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const linked =
      'slope coupling phase verdict critical-scale r dimensionality noise items random-numbers digest panels ' +
      'couplings eigenstructure width dynamics forecast standing isocline recipes curation single-model ' +
      'population signs atlas interventions frontier-line other-lines labs left-out-lab frontier-matrix ' +
      'saturation rotation predictions claims published-correlation published-coupling published-scale ' +
      'published-dimension published-width published-dynamics published-physics published-internals ' +
      'published-frontier model-editing bundled-models truth-direction steering-effect steering-layers ' +
      'trade-off steering-published head-coupling head-tests head-layers head-summary head-census head-ablation';
    for (const id of linked.split(' ')) expect(sectionOf(id).title).not.toBe('');
    expect(() => sectionOf('nowhere')).toThrow('nowhere');
  });

  test('the links of all pages lead to sections', () => {
    const anchors = svelteFiles(new URL('../../../src/lib/ui/', import.meta.url)).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/<HowComputed\s+anchor="([^"]+)"/g)].map(
        ([, anchor]) => anchor,
      ),
    );
    expect(anchors.length).toBeGreaterThan(7);
    const ofClaims = Object.values(METHODS_OF).flatMap(({ published, calibrated }) => [
      published,
      calibrated,
    ]);
    const ofSections = SECTIONS.map(({ id }) => methodOf(id));
    for (const anchor of [...anchors, ...ofClaims, ...ofSections]) expect(sectionOf(anchor).id).toBe(anchor);
  });

  test('every estimator has a reference', () => {
    expect(estimators.length).toBeGreaterThan(8);
    for (const { id, references } of estimators) expect(references.length, id).toBeGreaterThan(0);
  });

  test('every work is referred to or is data, and has year and place', () => {
    const used = new Set(sections.flatMap(({ references }) => references));
    for (const [id, { short, full, url }] of Object.entries(REFERENCES)) {
      expect(used, `${id} is in the list and in no section`).toContain(id);
      expect(full).toMatch(/\((18|19|20)\d\d\)/);
      expect(short.length).toBeLessThan(30);
      if (url !== null) expect(() => new URL(url)).not.toThrow();
    }
  });

  test.each([
    ['this site’s words', GLOSSARY],
    ['the papers’ words', PAPER_WORDS],
  ])('%s are in order, once each, and lead to sections', (_, entries) => {
    const words = entries.map(({ word }) => word.toLowerCase());
    expect(words).toEqual([...new Set(words)].sort((a, b) => a.localeCompare(b)));
    for (const { at } of entries) if (at !== null) expect(sectionOf(at).id).toBe(at);
  });

  test('the papers’ words hold what a reader of them meets', () => {
    const all = PAPER_WORDS.map(({ word }) => word.toLowerCase()).join('; ');
    for (const word of [
      'alignment tax',
      'order parameter',
      'isocline',
      'free energy',
      'stiffness',
      'riccati',
      'kink',
      'cascade',
      'excursion',
      'susceptibility',
      'running coupling',
      'h-field',
      'critical field',
      'arrhenius',
      'soft mode',
      'competing head',
      'saturation ratio',
    ])
      expect(all).toContain(word);
  });
});

describe('tables of the coverage study', () => {
  const table = (id: string) => ({ id, title: id, columns: ['n'], rows: [[3]], note: '' });
  const study: Validity = {
    generated: { date: '2026-11-23', replicates: 1, cpuMinutes: 1, seed: 1 },
    tables: ['goals', 'slope-width', 'slope', 'slopes', 'r-width', 'reliability'].map(table),
  };

  test('belong to the estimator that their id names, the rest to the study itself', () => {
    const ids = (section: string) => tablesFor(sectionOf(section), study).map(({ id }) => id);
    expect(ids('slope')).toEqual(['slope-width', 'slope']);
    expect(ids('r')).toEqual(['r-width']);
    expect(ids('phase')).toEqual(['reliability']);
    expect(ids('glossary')).toEqual([]);
    expect(otherTables(study).map(({ id }) => id)).toEqual(['goals', 'slopes']);
  });

  test('a page without a study has no tables', () => {
    expect(tablesFor(sectionOf('slope'), null)).toEqual([]);
    expect(otherTables(null)).toEqual([]);
  });

  test.skipIf(validity === null)(
    'each named one exists in the study of this version, rows as wide as the head',
    () => {
      for (const section of estimators)
        for (const name of section.validity ?? [])
          expect(tablesFor({ ...section, validity: [name] }), `${section.id}: ${name}`).not.toEqual([]);
      for (const { id, title, columns, rows } of validity!.tables) {
        expect(title, id).not.toBe('');
        for (const row of rows) expect(row, id).toHaveLength(columns.length);
      }
    },
  );
});

test('the file of panels says of each what its README says is known', () => {
  const index = JSON.parse(
    readFileSync(new URL('../../../static/panels/index.json', import.meta.url), 'utf8'),
  ) as { id: string }[];
  const page = readFileSync(
    new URL('../../../src/lib/methods/sections/Panels.svelte', import.meta.url),
    'utf8',
  );
  for (const { id } of index) expect(page).toMatch(new RegExp(`^ {4}'?${id}'?:$`, 'm'));
});

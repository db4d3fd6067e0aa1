import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GLOSSARY } from '../../../src/lib/methods/glossary';
import { OUTLINE, sectionOf } from '../../../src/lib/methods/outline';
import { REFERENCES } from '../../../src/lib/methods/references';
import { otherTables, tablesFor, validity, type Validity } from '../../../src/lib/methods/validity';

const sections = OUTLINE.flatMap((group) => group.sections);
const estimators = sections.filter((section) => section.validity !== null);

describe('outline of the methods', () => {
  test('the addresses that other pages link to exist, once each', () => {
    const ids = sections.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const linked =
      'slope coupling phase verdict critical-scale r dimensionality noise items random-numbers digest panels ' +
      'couplings eigenstructure width dynamics forecast standing isocline recipes curation single-model ' +
      'population signs atlas interventions';
    for (const id of linked.split(' ')) expect(sectionOf(id).title).not.toBe('');
    expect(() => sectionOf('nowhere')).toThrow('nowhere');
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

  test('the glossary is in order and leads to sections', () => {
    const words = GLOSSARY.map(({ word }) => word.toLowerCase());
    expect(words).toEqual([...words].sort((a, b) => a.localeCompare(b)));
    for (const { at } of GLOSSARY) if (at !== null) expect(sectionOf(at).id).toBe(at);
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

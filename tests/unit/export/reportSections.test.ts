import { describe, expect, test } from 'vitest';
import { diagnosisReport } from '../../../src/lib/export/report';
import { labels, sections } from '../charts/sectionFixtures';
import { sample } from './sample';

const NULLS = {
  couplings: null,
  eigenstructure: null,
  width: null,
  forecast: null,
  standing: null,
  recipes: null,
  curation: null,
  interventions: null,
};
const headings = (text: string): string[] => [...(text.match(/^## .*$/gm) ?? [])];

describe('sections of the report', () => {
  const text = diagnosisReport({ ...sample(), ...sections }, { labels });
  test('stand in the order of the page, before the models', () => {
    const all = headings(text);
    const from = all.indexOf('## What to do next');
    expect(all.slice(from, from + 8)).toEqual([
      '## What to do next',
      '## Forecast',
      '## All pairs of benchmarks',
      '## Eigenstructure',
      '## Among other families',
      '## Recipes of the panel',
      '## Width',
      '## Models and scores',
    ]);
  });
  test('every method stands with its bands and its marks, and refusals with their reason', () => {
    expect(text).toMatch(
      /logistic \(shown first\) \| 30\.10 \| \[26\.98, 33\.22\] \| \[25\.30, 34\.90\] \| 0\.90/,
    );
    expect(text).toMatch(/18 parameters for 35 observations; unstable/);
    expect(text).toMatch(/logistic: not fitted, the curve does not converge/);
  });
  test('advice carries evidence, interval, n and what would change it', () => {
    expect(text).toMatch(/\*\*Curate the data\*\* \(not supported; evidence: matched-recipe, leaning\)/);
    expect(text).toMatch(/difference at matched level: 1\.6 points \[−4\.20, 7\.40\] \(n 2\)/);
    expect(text).toMatch(/Would change it: An interval that leaves zero out\./);
  });
  test('benchmarks go by their names, and by their keys where none is given', () => {
    expect(text).toMatch(/ARC-Challenge – WinoGrande/);
    expect(diagnosisReport({ ...sample(), ...sections })).toMatch(/arc – winogrande/);
  });
  test('what was not computed has no heading', () => {
    const bare = headings(diagnosisReport({ ...sample(), ...NULLS }));
    expect(bare).not.toContain('## Forecast');
    expect(bare).toContain('## Models and scores');
  });
  test('nothing undefined is written', () => expect(text).not.toMatch(/NaN|Infinity|undefined \||\[object/));
});

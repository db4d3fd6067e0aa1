import { describe, expect, test } from 'vitest';
import { statisticGroups } from '$lib/ui/statistics';
import type { Diagnosis } from '$lib/coupling/diagnosis';
import { dimensionalityText } from '$lib/export/reportFigures';
import { goldenFamily } from '../charts/fixtures';
import { sample } from '../export/sample';

const named = (diagnosis: Parameters<typeof statisticGroups>[0], name: string) =>
  statisticGroups(diagnosis)
    .flatMap(({ rows }) => rows)
    .find((row) => row.name === name);

describe('the statistics in words', () => {
  const pythia = sample();

  test('the slope stands with its own interval and the narrower one', () => {
    const line = pythia.family?.slopes.errorsInVariables;
    if (!line) throw new Error('the sample has a slope');
    expect(named(pythia, 'Errors in variables')?.value).toBe(line.slope.toFixed(3).replace('-', '−'));
    expect(named(pythia, 'given item noise only')?.interval).toContain(
      line.itemNoiseOnly[1].toFixed(3).replace('-', '−'),
    );
  });

  test('run noise is named where it is set', () => {
    const withRuns = { ...pythia, options: { ...pythia.options, runSd: 1 } };
    expect(named(withRuns, 'given item and run noise only')).toBeDefined();
  });

  test('a part that was not computed gives the nearest reason, and no row says NaN', () => {
    const without = { ...pythia, family: null, criticalScale: null, dimensionality: null };
    const reasons = { family: 'A family needs three sizes.', criticalScale: 'A turn needs three sizes.' };
    const groups = statisticGroups({ ...without, reasons });
    expect(groups.map(({ title }) => title)).toEqual(['Slope', 'Critical scale']);
    expect(groups[0].rows[0]).toMatchObject({ value: '–', note: 'A family needs three sizes.' });
    expect(JSON.stringify(groups)).not.toContain('NaN');
  });

  test('an effective dimensionality above its own interval is said to be', () => {
    const withDimension = (dEff: number): Diagnosis => ({
      ...pythia,
      dimensionality: {
        n: 9,
        weak: true,
        benchmarks: ['hellaswag', 'arc_challenge', 'mmlu', 'winogrande'],
        covariance: { dEff: 1.2, lo: 1.1, hi: 1.4 },
        correlation: { dEff, lo: 1.96, hi: 3.48 },
        eigenvalues: [],
        eigenvectors: [],
        nullDEff: 2.9,
      },
    });
    const said = (dEff: number) => [
      named(withDimension(dEff), 'd_eff, correlation')?.note,
      dimensionalityText(withDimension(dEff)),
    ];
    expect(said(3.56)[0]).toContain('shuffled; the estimate lies above its interval');
    expect(said(3.56)[1]).toContain('Of the correlation matrix the estimate lies above its interval');
    expect(named(withDimension(3.56), 'd_eff, covariance')?.note).not.toContain('interval');
    for (const text of said(3.4)) expect(text).not.toContain('its interval');
  });

  test('no row of a real family holds what is not for a reader', () => {
    const rows = statisticGroups(goldenFamily('Pythia-deduped')).flatMap((group) => group.rows);
    expect(rows.length).toBeGreaterThan(0);
    const texts = rows.map(({ method, ...said }) => [said, method?.label ?? '']);
    expect(JSON.stringify(texts)).not.toMatch(/NaN|undefined|null/);
  });
});

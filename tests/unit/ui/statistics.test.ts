import { describe, expect, test } from 'vitest';
import { statisticGroups } from '$lib/ui/statistics';
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

  test('no row of a real family holds what is not for a reader', () => {
    const rows = statisticGroups(goldenFamily('Pythia-deduped')).flatMap((group) => group.rows);
    expect(rows.length).toBeGreaterThan(0);
    const texts = rows.map(({ method, ...said }) => [said, method?.label ?? '']);
    expect(JSON.stringify(texts)).not.toMatch(/NaN|undefined|null/);
  });
});

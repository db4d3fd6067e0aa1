import { describe, expect, test } from 'vitest';
import {
  countVerdicts,
  filtersNothing,
  noFilter,
  ordered,
  passes,
  VERDICTS,
  type Filtered,
} from '$lib/claims/filter';

const claim = (id: string, other: Partial<Filtered> = {}): Filtered => ({
  ...{ id, paper: 'A', group: 'correlation', verdict: 'reproduces', statement: `Statement ${id}` },
  ...{ where: 'Abstract', why: 'It holds.', procedure: 'Pearson.', data: ['uniform'] },
  ...other,
});

describe('filter', () => {
  test('nothing is filtered by default', () => {
    expect(filtersNothing(noFilter())).toBe(true);
    expect(passes(claim('x'), noFilter())).toBe(true);
    expect(filtersNothing({ ...noFilter(), text: ' ' })).toBe(true);
    expect(filtersNothing({ ...noFilter(), verdicts: ['reproduces'] })).toBe(false);
  });

  test('every word must be found, in any field, order and case', () => {
    const one = claim('a-nc-opt', { where: 'Table 2', data: ['pythia_B'] });
    for (const text of ['NC-opt', 'table holds', 'PEARSON  pythia_b'])
      expect(passes(one, { ...noFilter(), text }), text).toBe(true);
    expect(passes(one, { ...noFilter(), text: 'table bloom' })).toBe(false);
  });

  test('paper, group and verdicts each narrow', () => {
    const one = claim('x', { verdict: 'not-checkable', group: 'width', paper: 'B' });
    expect(passes(one, { ...noFilter(), paper: 'B' })).toBe(true);
    expect(passes(one, { ...noFilter(), paper: 'A' })).toBe(false);
    expect(passes(one, { ...noFilter(), group: 'dynamics' })).toBe(false);
    expect(passes(one, { ...noFilter(), verdicts: ['reproduces', 'not-checkable'] })).toBe(true);
    expect(passes(one, { ...noFilter(), verdicts: ['reproduces'] })).toBe(false);
  });
});

describe('order', () => {
  const claims = [
    claim('d', { verdict: 'not-checkable', statement: 'B' }),
    claim('a', { statement: 'C', paper: 'B' }),
    claim('b', { verdict: 'does-not-reproduce', statement: 'A', where: 'Zoo' }),
    claim('c', { statement: 'D' }),
  ];
  const ids = (by: Parameters<typeof ordered>[1]) =>
    ordered(claims, by)
      .map(({ id }) => id)
      .join('');

  test('what holds comes first, and equals keep their order', () => {
    expect(ids({ by: 'verdict', down: false })).toBe('acbd');
    expect(ids({ by: 'verdict', down: true })).toBe('dbac');
    expect(ids({ by: 'place', down: false })).toBe('dabc');
    expect(ids({ by: 'place', down: true })).toBe('cbad');
    expect(ids({ by: 'claim', down: false })).toBe('bdac');
    expect(ids({ by: 'paper', down: false })).toBe('dcba');
  });

  test('counts are by verdict and sum to all', () => {
    const counts = countVerdicts(claims);
    expect(counts).toEqual({
      reproduces: 2,
      'reproduces-only-with': 0,
      'does-not-reproduce': 1,
      'not-checkable': 1,
    });
    expect(VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0)).toBe(claims.length);
  });
});

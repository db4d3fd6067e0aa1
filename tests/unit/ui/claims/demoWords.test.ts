import { describe, expect, test } from 'vitest';
import { givenSize } from '$lib/claims/demos/givenSize';
import { heldOutDemos } from '$lib/claims/demos/heldOut';
import { shuffled, summarise } from '$lib/claims/demos/shuffled';
import { topModels } from '$lib/claims/demos/topModels';
import {
  givenSizeTable,
  givenSizeTitle,
  heldOutTable,
  heldOutTitle,
  shuffleTable,
  shuffleTitle,
  systemWords,
  tablesTitle,
  topSentence,
  topTable,
  topTitle,
} from '$lib/ui/claims/demos/demoWords';
import { claimData } from '../../claims/data';

describe('titles state what is seen', () => {
  test('before and after the first shuffle', async () => {
    const none = shuffled(await claimData, 'Pythia', 0, 0);
    expect(shuffleTitle(none, summarise(none.draws))).toMatch(
      /^Divided by width, r −0\.99 becomes \+0\.96\./,
    );
    const one = shuffled(await claimData, 'Pythia', 0, 1);
    expect(shuffleTitle(one, summarise(one.draws))).toMatch(/^After one shuffle of TruthfulQA/);
    expect(shuffleTable(one, summarise(one.draws)).rows).toHaveLength(2);
  });

  test('size as it stands and taken out', async () => {
    const pythia = givenSize(await claimData).find(({ family }) => family === 'Pythia-deduped')!;
    expect(givenSizeTitle(pythia, false)).toBe('Pythia-deduped: r −0.98 between HellaSwag and TruthfulQA');
    expect(givenSizeTitle(pythia, true)).toMatch(
      /given size, r is −0\.04 \[−0\.77, 0\.73\], which settles nothing$/,
    );
    expect(givenSizeTable(pythia).rows).toHaveLength(8);
  });

  test('each curve beside the constant', async () => {
    const { tableB } = heldOutDemos(await claimData);
    expect(heldOutTitle(tableB, 2)).toBe(
      'A quadratic foretells Llama-2 with 5.6 % error; a constant with 5.9 %',
    );
    expect(heldOutTitle(tableB, 0)).toBe('A constant foretells Llama-2 with 5.9 % error');
    expect(heldOutTable(tableB).rows.map(([name]) => name)).toEqual([
      'Constant',
      'Line',
      'Quadratic',
      'Cubic',
      'Quartic',
    ]);
  });

  test('the system’s errors come from its claim, and nothing is said without them', () => {
    const values = { at13: 35.9, at70: 30.4, kept13: 8.1, kept70: 18.2 };
    expect(systemWords({ variants: [{ condition: null, values }] })).toMatch(
      /off by 36 % at 13B and 30 % at 70B/,
    );
    expect(systemWords({ variants: [{ condition: null, values: {} }] })).toBe('');
    expect(systemWords(null)).toBe('');
  });

  test('both readings of the top', async () => {
    const { frozen } = topModels(await claimData);
    expect(topTitle(frozen, 5)).toBe(
      'Top 5: ratio 0.10 over one set of models, 0.30 over each benchmark’s own',
    );
    expect(topSentence(frozen, 5)).toMatch(
      /^0\.9 points of SWE-bench Verified over 9\.1 .* share 3 of 5 models/,
    );
    expect(topTable(frozen).rows).toHaveLength(frozen.ratios.length);
    expect(topTitle(frozen, 99)).toBe('No ratio for so few models');
  });

  test('no table, or one, gives all', () => {
    const cell = (agrees: boolean) => ({ value: 1, agrees });
    const row = (id: string, A: boolean, B: boolean) => ({
      id,
      cells: { A: cell(A), B: cell(B), C: cell(false), O: cell(false) },
    });
    expect(tablesTitle([row('x', true, false), row('y', false, true)])).toBe(
      'No one Pythia table gives all: Table A 1, Table B 1, Table C 0 and Leaderboard 0 of these 2 numbers',
    );
    expect(tablesTitle([row('x', true, false), row('y', false, false)])).toMatch(
      /^Table A gives all 1 of these/,
    );
  });
});

import { describe, expect, test } from 'vitest';
import {
  aboveChance,
  directionLines,
  directionsFinding,
  halvesCaption,
  halvesFinding,
  screeFinding,
  screeLines,
  leftOutWords,
} from '../../../src/lib/charts/eigenWords';
import { endLabels, fanDomain } from '../../../src/lib/charts/fan';
import {
  fanFinding,
  forecastSentence,
  methodRows,
  observedLines,
  targetLines,
} from '../../../src/lib/charts/forecastWords';
import { matrixLayout, neighbour } from '../../../src/lib/charts/matrix';
import { cellLines, matrixCaption, matrixFinding, psdNote } from '../../../src/lib/charts/matrixWords';
import { named, placeOf } from '../../../src/lib/charts/naming';
import { recipeRows, recipesFinding } from '../../../src/lib/charts/recipeWords';
import { inside, placeRows, rowsDomain } from '../../../src/lib/charts/rows';
import {
  chosenSystem,
  equationsOf,
  sparsityFinding,
  stabilityWords,
  systemLines,
} from '../../../src/lib/charts/sparsityWords';
import {
  placedModels,
  referenceWords,
  standingFinding,
  standingLines,
  tallyWords,
} from '../../../src/lib/charts/standingWords';
import { ratioSentence, widthFinding } from '../../../src/lib/charts/widthWords';
import * as F from './sectionFixtures';

/** No-break spaces are as good as spaces here. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const { eigenstructure, labels } = F;

describe('names', () => {
  test('a benchmark without a label keeps its key', () => {
    expect([named(labels, 'tqa'), named(labels, 'new/task')]).toEqual(['TruthfulQA MC2', 'new/task']);
  });
  test('a benchmark is found by key or by label', () => {
    expect([
      placeOf(F.KEYS, 'tqa', labels),
      placeOf(['TruthfulQA MC2'], 'tqa', labels),
      placeOf([], 'tqa', labels),
    ]).toEqual([1, 0, -1]);
  });
});

describe('matrix of pairs', () => {
  test('title counts what stands out and which way', () => {
    expect(plain(matrixFinding(F.couplings, 'r'))).toBe(
      'Six of ten pairs stand out at q < 5 %: three together, three against each other',
    );
    expect(plain(matrixFinding(F.couplings, 'partial'))).toBe(
      'Given size, one of ten pairs stands out at q < 5 %: one together',
    );
    expect(plain(matrixFinding(F.couplings, 'slope'))).toMatch(
      /^Six of ten pairs have a slope whose interval/,
    );
    expect(matrixFinding({ ...F.couplings, pairs: [] }, 'r')).toBe('No pair of benchmarks has enough models');
    const [first] = F.couplings.pairs;
    const only = (q: number) => ({ ...F.couplings, pairs: [{ ...first, r: -0.9, q }] });
    expect(plain(matrixFinding(only(0.001), 'r'))).toBe(
      'The one pair stands out at q < 5 %: against each other',
    );
    expect(plain(matrixFinding(only(0.4), 'r'))).toBe('The one pair does not stand out at q < 5 %');
  });
  test('captions tell the mark', () => {
    expect(plain(matrixCaption('r'))).toMatch(/q < 5 % over all pairs/);
    expect(plain(matrixCaption('slope'))).toMatch(/leaves zero out/);
  });
  test('a cell says all of its numbers', () => {
    const [pair] = F.couplings.pairs;
    expect(cellLines(pair, labels).map(plain)).toEqual([
      'HellaSwag and TruthfulQA MC2',
      'r −0.98, p < 0.001, q < 0.001',
      'given size −0.31 [−1.11, 0.49], q = 0.700',
      '−0.33 [−0.42, −0.24] points of TruthfulQA MC2 per point of HellaSwag',
      'n 8',
    ]);
    expect(
      cellLines({ ...pair, r: null, p: null, q: null, partial: null, slope: null, n: 2 }, labels),
    ).toEqual(['HellaSwag and TruthfulQA MC2', 'r not defined', 'n 2']);
  });
  test('the note on the whole matrix', () => {
    expect(psdNote(F.couplings)).toMatch(/same number of models; the matrix is positive semi-definite/);
    expect(psdNote(F.manyColumns)).toMatch(/Not every pair/);
    expect(psdNote({ ...F.couplings, positiveSemiDefinite: false, smallestEigenvalue: -0.03 })).toMatch(
      /not positive semi-definite \(smallest eigenvalue −0\.030\)/,
    );
  });
  test('cells keep apart and arrow keys lead to the next one', () => {
    const { cells, cellWidth, width } = matrixLayout(F.manyColumns, 'r', 300, {});
    expect(cells).toHaveLength(190);
    expect(new Set(cells.map(({ x, y }) => `${x} ${y}`)).size).toBe(190);
    expect(width).toBeGreaterThanOrEqual(19 * cellWidth);
    const corner = cells[0];
    expect([corner.row, corner.column]).toEqual([1, 0]);
    expect(neighbour(cells, corner, 'ArrowDown')).toMatchObject({ row: 2, column: 0 });
    expect(neighbour(cells, corner, 'ArrowRight')).toBeNull();
    expect(neighbour(cells, corner, 'a')).toBeNull();
  });
});

describe('spectrum and directions', () => {
  test('says which benchmarks or models the spectrum does without', () => {
    const { benchmarks, n } = eigenstructure;
    expect(leftOutWords(eigenstructure, benchmarks, n)).toBeNull();
    expect(leftOutWords(eigenstructure, [...benchmarks, 'a', 'b'], n)).toMatch(/5 of 7 benchmarks: .*gaps/);
    expect(leftOutWords(eigenstructure, benchmarks, n + 2)).toMatch(/8 of 10 models/);
  });
  test('of two benchmarks the other one is named', () => {
    const sure = (value: number) => ({ value, lo: value - 0.1, hi: value + 0.1 });
    const two = {
      ...eigenstructure,
      benchmarks: eigenstructure.benchmarks.slice(0, 2),
      components: [{ loadings: [sure(0.7), sure(-0.7)] }],
    };
    expect(directionsFinding(two, labels)).toBe(
      'TruthfulQA MC2 loads against HellaSwag on the first component',
    );
  });
  test('components above chance, from the first on', () => {
    expect(aboveChance(eigenstructure)).toBe(1);
    expect(screeFinding(eigenstructure)).toBe('One component exceeds chance; it holds 80 % of the variance');
    const none = { ...eigenstructure, scree: eigenstructure.scree.map((s) => ({ ...s, null95: 9 })) };
    expect(screeFinding(none)).toMatch(/^No component/);
    expect(screeLines(eigenstructure, 0).map(plain)).toEqual([
      'Component 1',
      'eigenvalue 4.02 [3.57, 4.47], 80 % of the variance',
      'permuted columns: median 1.95, 95 % point 2.60',
    ]);
  });
  test('which benchmarks stand against the others', () => {
    expect(directionsFinding(eigenstructure, labels)).toBe(
      'TruthfulQA MC2 loads against HellaSwag, ARC-Challenge and WinoGrande on the first component; one undetermined',
    );
    const alike = {
      ...eigenstructure,
      components: [{ loadings: F.KEYS.map(() => ({ value: 0.4, lo: 0.3, hi: 0.5 })) }],
    };
    expect(directionsFinding(alike, labels)).toMatch(/^All five benchmarks load the same way/);
    expect(directionLines(eigenstructure, 1, labels)[1]).toBe('component 1: −0.48 [−0.53, −0.43]');
  });
  test('whether the loading turns', () => {
    const { halves } = eigenstructure;
    if (!halves) throw new Error('the fixture has halves');
    const title = (pTurns: number) => halvesFinding(eigenstructure, { ...halves, pTurns }, 'tqa', labels);
    expect(title(0.01)).toBe(
      'The loading of TruthfulQA MC2 keeps its sign: −0.50 in the smaller half, −0.46 in the larger',
    );
    expect(title(0.97)).toMatch(/^The loading of TruthfulQA MC2 turns/);
    expect(title(0.5)).toMatch(/^Whether the loading of TruthfulQA MC2 turns is undetermined/);
    expect(plain(halvesCaption(halves, 'tqa', labels))).toMatch(/changes sign in 1 % of resamples/);
  });
});

describe('forecast', () => {
  test('title and sentence give value, bands and method', () => {
    expect(plain(fanFinding(F.forecast, F.tqaForecast, 'logistic', labels))).toBe(
      'Ten times larger: TruthfulQA MC2 30.1 % [25.3, 34.9] by logistic',
    );
    expect(plain(fanFinding(F.forecast, F.hellaswagForecast, 'logistic', labels))).toBe(
      'HellaSwag: no method could be fitted',
    );
    expect(plain(forecastSentence(F.forecast, F.tqaForecast, 'Pythia', labels))).toBe(
      'A model of Pythia 10 times larger (120 B) would score 30.1 % on TruthfulQA MC2: 80 % band 27.0 to 33.2, 95 % band 25.3 to 34.9, by logistic.',
    );
  });
  test('a method says how it did and what speaks against it', () => {
    expect(targetLines(F.forecast, F.tqaForecast.methods[5]).map(plain)).toEqual([
      'Sparse system at 120 B',
      '61.0 %, 80 %: 40.6 to 81.4, 95 %: 29.6 to 92.4',
      'too few models to leave the largest out',
      '18 parameters for 35 observations',
      'unstable',
    ]);
    expect(observedLines(F.observed[0]).map(plain)[1]).toBe('scored 47.5 ± 2.9 (2σ) %');
    expect(observedLines({ ...F.observed[0], sd: null }).map(plain)[1]).toBe('scored 47.5 %');
  });
  test('rows of methods stand beside persistence on the same families', () => {
    const rows = methodRows(F.tqaForecast, F.panelScores);
    expect(rows.map(({ method }) => method)).toEqual(F.tqaForecast.methods.map(({ method }) => method));
    expect(rows[0]).toMatchObject({ chosen: true, leaveLastOut: '0.9' });
    expect(rows[0].panel).toMatchObject({ error: '2.9', persistence: '2.6', coverage: '79 %, 92 %' });
    expect(rows.at(-1)?.panel).toBeNull();
  });
  test('the range holds the observed scores and the chosen fan whole', () => {
    const [lo, hi] = fanDomain(F.observed, F.tqaForecast, 'logistic');
    for (const { value, sd } of F.observed) {
      expect(value - 2 * (sd ?? 0)).toBeGreaterThan(lo);
      expect(value + 2 * (sd ?? 0)).toBeLessThan(hi);
    }
    expect(F.tqaForecast.methods[0].band95[0]).toBeGreaterThan(lo);
  });
  test('names at the ends keep apart and inside', () => {
    const ends = endLabels(F.tqaForecast.methods, (value) => 300 - 5 * value, 20, 280);
    const ys = ends.map(({ y }) => y);
    for (let i = 1; i < ys.length; i++) expect(ys[i] - ys[i - 1]).toBeGreaterThanOrEqual(15);
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...ys)).toBeLessThanOrEqual(280);
    expect(ends.find(({ method }) => method.method === 'sparse')?.beyond).toBe('up');
  });
});

describe('sparse system', () => {
  test('equations hold the active terms only, with their inclusion', () => {
    const [first, second] = equationsOf(F.sparse.systems[1], labels);
    expect(first).toMatchObject({ benchmark: 1, name: 'HellaSwag' });
    expect(first.terms.map(({ sign, size, inclusion }) => [sign, size, inclusion])).toEqual([
      ['+', '1.33', 1],
      ['−', '0.21', 0.83],
      ['+', '0.12', 0.64],
    ]);
    expect(second.terms.map(({ factors }) => factors)).toEqual([[], [{ benchmark: 2, power: 1 }]]);
    expect(second.spoken).toBe(
      'Change of z 2, TruthfulQA MC2, per tenfold size equals minus 1.15 minus 0.34 times z 2',
    );
  });
  test('an equation without terms stands still', () => {
    const still = {
      ...F.sparse.systems[0],
      coefficients: [
        [0, 0, 0],
        [0, 0, 0],
      ],
    };
    expect(equationsOf(still, labels)[0].spoken).toMatch(/equals 0$/);
  });
  test('the chosen system has inclusion probabilities; without any it is the sparsest that is sound', () => {
    expect(chosenSystem(F.sparse)).toBe(1);
    const bare = { ...F.sparse, systems: F.sparse.systems.map((s) => ({ ...s, inclusion: [] })) };
    expect(chosenSystem(bare)).toBe(2);
  });
  test('title and tooltip', () => {
    expect(plain(sparsityFinding(F.sparse, 1))).toBe('Five active terms follow the family within 3.1 %');
    expect(sparsityFinding(F.sparse, 3)).toBe('Two active terms: the system diverges');
    expect(systemLines(F.sparse.systems[3])).toContain('refused: unstable: a real part is not below 0');
    expect(plain(stabilityWords(F.sparse.systems[0]))).toMatch(
      /−0\.31 \+ 0\.22 i; −0\.31 − 0\.22 i\. .*: stable\.$/,
    );
    const withSpectrum = (...res: number[]) =>
      stabilityWords({
        ...F.sparse.systems[0],
        stable: false,
        eigenvalues: res.map((re) => ({ re, im: 0 })),
      });
    expect(withSpectrum(0.4, -1)).toMatch(/small errors grow with size\.$/);
    expect(withSpectrum(0, 0)).toMatch(/largest real part is 0.*do not fade, nor do they grow/);
  });
});

describe('standing', () => {
  test('title names those outside', () => {
    expect(standingFinding(F.standing, 'Pythia')).toBe('70M above what other families show; seven within');
    const within = { ...F.standing, models: F.standing.models.map((m) => ({ ...m, named: null })) };
    expect(standingFinding(within, 'Pythia')).toBe(
      'All eight models of Pythia stand within what other families show',
    );
    expect(standingFinding({ ...within, models: within.models.slice(0, 2) }, 'Duo')).toBe(
      'Both models of Duo stand within what other families show',
    );
    expect(standingFinding({ ...within, models: within.models.slice(0, 1) }, 'Solo')).toBe(
      'The one model of Solo stands within what other families show',
    );
  });
  test('the expected score and its interval follow from the residual', () => {
    const [first] = placedModels(F.standing, F.pythia);
    expect(first.expected).toBeCloseTo(47.51 - 9.4, 9);
    expect(first.expectedHi - first.expectedLo).toBeCloseTo(16, 9);
    expect(first.b2).toBeGreaterThan(first.expectedHi);
    expect(plain(standingLines(first, F.pythia)[2])).toBe('residual +9.4 points [1.4, 17.4]: high');
  });
  test('rules are told beside their baselines, and what was assumed is told', () => {
    expect(tallyWords({ right: 6, publishedRight: 1, alwaysFalls: 7, n: 7 }, 'Pythia')).toBe(
      'Pythia: right at 6 of 7 steps; “always falls” at 7, the published rule (above means rises) at 1.',
    );
    expect(tallyWords({ right: 1, publishedRight: 0, alwaysFalls: 1, n: 1 }, 'Duo')).toMatch(/1 of 1 step;/);
    expect(tallyWords({ right: 0, publishedRight: 0, alwaysFalls: 0, n: 0 }, 'Pythia')).toMatch(/no step/);
    expect(referenceWords(F.standing.reference)).toMatch(/Assumed: HellaSwag: 10-shot acc_norm\.$/);
  });
});

describe('recipes and width', () => {
  test('only intervals that leave zero out count', () => {
    expect(recipesFinding(F.recipes, 'matchedLevel', 'TruthfulQA at matched level')).toBe(
      'Of three changes of recipe with an interval, one up and one down in TruthfulQA at matched level',
    );
    expect(recipesFinding(F.recipes.slice(3), 'delta2', 'TruthfulQA')).toBe(
      'TruthfulQA: no pair of lines has an interval',
    );
    const [, , code, falcon] = recipeRows(F.recipes, 'matchedLevel', 'TruthfulQA');
    expect(code.marks[0]).toMatchObject({ shape: 'down', filled: true });
    expect(falcon.marks[0]).toMatchObject({ lo: null, filled: false });
    expect(falcon.note).toBe('other recipe, 1 pair');
  });
  test('what is left of r given width', () => {
    expect(widthFinding(F.width)).toBe(
      'Given width, nothing settled is left of r −0.98: −0.52 [−0.92, 0.37]',
    );
    expect(widthFinding({ ...F.width, partialGivenWidth: { value: -0.7, lo: -0.9, hi: -0.2 } })).toMatch(
      /keeps its sign/,
    );
    expect(ratioSentence(F.width)).toMatch(/the ratio is what the common divisor gives\.$/);
    expect(ratioSentence({ ...F.width, published: { ...F.width.published, r: -0.2 } })).toMatch(
      /lies outside that/,
    );
  });
});

describe('rows on an axis', () => {
  const rows = recipeRows(F.recipes, 'matchedLevel', 'TruthfulQA');
  test('one enormous interval does not hide the others', () => {
    const huge = { ...rows[0], key: 'huge', marks: [{ ...rows[0].marks[0], lo: -400, hi: 500 }] };
    const [lo, hi] = rowsDomain([...rows, huge]);
    expect(hi).toBeLessThan(40);
    expect(inside({ lo: -400, hi: 500 }, [lo, hi])).toEqual({ lo, hi, openLo: true, openHi: true });
    expect(inside({ lo: -1, hi: 1 }, [lo, hi])).toEqual({ lo: -1, hi: 1, openLo: false, openHi: false });
  });
  test('every estimate and zero are in the range', () => {
    const far = { ...rows[0], key: 'far', marks: [{ ...rows[0].marks[0], value: 90, lo: null, hi: null }] };
    const [lo, hi] = rowsDomain([...rows, far]);
    expect(lo).toBeLessThanOrEqual(0);
    expect(hi).toBeGreaterThan(90);
  });
  test('rows stand below one another, on a phone with their names above', () => {
    for (const width of [328, 900]) {
      const { rows: placed, frame } = placeRows(rows, width);
      for (let i = 1; i < placed.length; i++)
        expect(placed[i].top).toBeCloseTo(placed[i - 1].top + placed[i - 1].height, 9);
      for (const { top, height, ys } of placed)
        for (const y of ys) expect(y > top && y < top + height).toBe(true);
      expect(frame.left).toBeLessThan(width / 2);
    }
  });
});

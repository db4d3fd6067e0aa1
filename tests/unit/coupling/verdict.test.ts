import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuBackend } from '../../../src/lib/coupling/backend';
import { diagnose } from '../../../src/lib/coupling/diagnose';
import type { Diagnosis, VerdictKind } from '../../../src/lib/coupling/diagnosis';
import { select } from '../../../src/lib/coupling/select';
import { itemsNeeded, sizesNeeded } from '../../../src/lib/coupling/settle';
import { errorsInVariables } from '../../../src/lib/coupling/slope';
import { HELLASWAG, optionsWith, QUICK, smallTable, TRUTHFULQA } from './tables';

const NOISE = { itemCorrelation: 0, runSd: 0 };
const verdictOf = async (rows: Parameters<typeof smallTable>[0], options = {}) =>
  diagnose(smallTable(rows), optionsWith({ draws: 4000, ...options }), cpuBackend());

const FALLING: [number, number, number][] = [
  [0.1, 30, 50],
  [0.4, 40, 46],
  [1, 50, 42],
  [3, 60, 38],
  [7, 70, 34],
];
const VALLEY: [number, number, number][] = [
  [0.1, 30, 52],
  [0.4, 40, 44],
  [1, 50, 38],
  [3, 60, 45],
  [7, 70, 54],
];
const flipped = (rows: [number, number, number][]) =>
  rows.map(([size, b1, b2]): [number, number, number] => [size, b1, 90 - b2]);

const WORD: Record<VerdictKind, string> = {
  falls: 'falls',
  rises: 'rises',
  'turns-up': 'turns up',
  'turns-down': 'turns down',
  undetermined: 'undetermined',
};

describe('verdict', () => {
  test('is each of its five kinds', async () => {
    expect((await verdictOf(FALLING)).verdict.kind).toBe('falls');
    expect((await verdictOf(flipped(FALLING))).verdict.kind).toBe('rises');
    expect((await verdictOf(VALLEY)).verdict.kind).toBe('turns-up');
    expect((await verdictOf(flipped(VALLEY))).verdict.kind).toBe('turns-down');
    expect((await verdictOf(FALLING.map(([size, b1], i) => [size, b1, 45 + (i % 2)]))).verdict.kind).toBe(
      'undetermined',
    );
  });

  test('names the benchmarks, the interval and the paper’s word', async () => {
    const { sentence, headline, settle } = (await verdictOf(FALLING)).verdict;
    expect(headline).toBe('TruthfulQA MC2 falls as HellaSwag rises across Toy: −0.40 points per point');
    expect(sentence).toMatch(
      /^TruthfulQA MC2 falls as HellaSwag rises across Toy: −0\.40 points per point \[−0\.\d\d, −0\.\d\d\] \(an alignment tax, in the paper’s word\)\.$/,
    );
    expect(settle).toBeNull();
    const turn = (await verdictOf(VALLEY)).verdict;
    expect(turn.headline).toMatch(/^TruthfulQA MC2 turns up across Toy at [\d.]+ B$/);
    expect(turn.sentence).toMatch(/ B \[[\d.]+, [\d.]+\] \(a crossing from tax to bonus/);
  });

  test('does not speak of tax where benchmark 1 falls with size', async () => {
    const shrinking = FALLING.map(([, b1, b2], i): [number, number, number] => [7 / 3 ** i, b1, b2]);
    const { verdict } = await verdictOf(shrinking);
    expect(verdict.kind).toBe('falls');
    expect(verdict.headline).toContain('falls where HellaSwag is higher');
    expect(verdict.sentence).not.toMatch(/tax|bonus/);
  });

  test('holds its words for random families', async () => {
    const score = fc.double({ min: 1, max: 99, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 7 }), async (scores) => {
        const rows = scores.map(([b1, b2], i): [number, number, number] => [2 ** i, b1, b2]);
        const diagnosis = await verdictOf(rows, QUICK);
        checkWords(diagnosis);
      }),
      { numRuns: 60 },
    );
  });
});

function checkWords({ verdict, family, criticalScale, intervals }: Diagnosis): void {
  const { kind, sentence, headline, basis, settle } = verdict;
  expect(sentence).toContain(WORD[kind]);
  for (const text of [sentence, headline, basis, settle ?? '']) {
    expect(text).not.toMatch(/NaN|undefined|null|Infinity|cause|because|leads to|due to|-\d/);
    expect(text).not.toContain('  ');
  }
  expect(sentence).toMatch(/\.$/);
  expect(sentence).toContain('TruthfulQA MC2');
  expect(settle !== null).toBe(kind === 'undetermined');
  const line = family?.slopes.errorsInVariables;
  if (kind === 'falls') expect(line?.hi).toBeLessThan(0);
  if (kind === 'rises') expect(line?.lo).toBeGreaterThan(0);
  if (kind.startsWith('turns')) expect(criticalScale?.status).toBe('crossed');
  if (kind === 'undetermined' && line) expect(line.lo * line.hi).toBeLessThanOrEqual(0);
  if (intervals.length < 2) expect(kind).toBe('undetermined');
}

describe('run noise and item correlation', () => {
  test('σ_run enters the noise, and the normal quantile replaces t', async () => {
    const line = (await verdictOf(FALLING, { runSd: 2 })).family?.slopes.errorsInVariables;
    expect(line?.chi2PerDof).toBeLessThan(1);
    expect(line?.lo).toBeCloseTo(Number(line?.slope) - 1.959963984540054 * Number(line?.se), 12);
    const without = (await verdictOf(FALLING)).family?.slopes.errorsInVariables;
    expect(line?.se).toBeGreaterThan(Number(without?.se));
  });

  test('ρ narrows every interval', async () => {
    const [apart, together] = await Promise.all([
      verdictOf(FALLING),
      verdictOf(FALLING, { itemCorrelation: 0.6 }),
    ]);
    apart.intervals.forEach((interval, i) => {
      expect(together.intervals[i].se2).toBeCloseTo(interval.se2 * Math.sqrt(0.4), 9);
    });
    expect(together.family?.slopes.errorsInVariables?.se).toBeLessThan(
      Number(apart.family?.slopes.errorsInVariables?.se),
    );
  });
});

describe('what would settle it', () => {
  const UNSETTLED: [number, number, number][] = [
    [7, 78, 34],
    [40, 85, 41.5],
    [180, 89, 45],
  ];
  const selection = () => select(smallTable(UNSETTLED), optionsWith({}));
  const outside = (line: { lo: number; hi: number } | null) => line !== null && (line.lo > 0 || line.hi < 0);

  test('is computed: so many items settle it, a tenth fewer do not', () => {
    const { line } = selection();
    expect(outside(errorsInVariables(line, NOISE))).toBe(false);
    const times = Number(itemsNeeded(line, NOISE));
    const at = (factor: number) => {
      const sd = (value: number) => value / Math.sqrt(factor);
      return errorsInVariables({ ...line, sd1: line.sd1.map(sd), sd2: line.sd2.map(sd) }, NOISE);
    };
    expect(outside(at(times))).toBe(true);
    expect(outside(at(times / 1.1))).toBe(false);
  });

  test('the sizes it names settle it when they lie on the line', async () => {
    const { line } = selection();
    const fit = errorsInVariables(line, NOISE);
    for (const placement of ['between', 'beyond'] as const) {
      const sizes = sizesNeeded(line, fit, NOISE, placement);
      expect(sizes).not.toBeNull();
      if (placement === 'beyond') expect(Math.min(...(sizes ?? []))).toBeGreaterThan(180);
      else expect(Math.max(...(sizes ?? []))).toBeLessThan(180);
    }
    const between = sizesNeeded(line, fit, NOISE, 'between') ?? [];
    expect(between).toHaveLength(1);
    const added: [number, number, number] = [
      between[0],
      81.5,
      Number(fit?.intercept) + Number(fit?.slope) * 81.5,
    ];
    expect((await verdictOf([...UNSETTLED, added])).verdict.kind).toBe('rises');
  });

  test('names items and sizes, or says that neither would do', async () => {
    const some = (await verdictOf(UNSETTLED)).verdict.settle;
    expect(some).toMatch(
      /times the test items \([\d,]+ of TruthfulQA MC2 and [\d,]+ of HellaSwag\), or one further size near/,
    );
    const flat = (await verdictOf(FALLING.map(([size, b1], i) => [size, b1, 45 + 3 * (i % 2)]))).verdict
      .settle;
    expect(flat).toMatch(/^Neither 100 times the items nor six further sizes/);
    const constant = (await verdictOf(FALLING.map(([size, , b2]) => [size, 50, b2]))).verdict;
    expect(constant.kind).toBe('undetermined');
    expect(constant.settle).toMatch(/HellaSwag does not change.*choose another benchmark 1/);
  });

  test('of two sizes is a number of further sizes', async () => {
    const { verdict } = await verdictOf(UNSETTLED.slice(0, 2));
    expect(verdict.sentence).toContain('two sizes are one step');
    expect(verdict.settle).toMatch(/further sizes? near .* would settle it, if the step’s slope continues/);
  });
});

describe('models at chance', () => {
  test('are left out in a second verdict', async () => {
    const rows: [number, number, number][] = [[0.03, 26, 45], ...FALLING];
    const { verdict, input } = await verdictOf(rows);
    expect(input.models[0].atChance).toEqual([HELLASWAG]);
    expect(verdict.withoutChance).toMatchObject({ kind: 'falls', models: ['M0'] });
    const alone = await verdictOf(FALLING);
    expect(verdict.withoutChance?.sentence).toBe(alone.verdict.sentence);
    expect(alone.verdict.withoutChance).toBeNull();
  });

  test('are not judged without when fewer than three sizes remain', async () => {
    const { verdict } = await verdictOf([
      [0.03, 26, 45],
      [0.1, 27, 46],
      [1, 40, 44],
      [3, 50, 42],
    ]);
    expect(verdict.withoutChance).toBeNull();
  });

  test('benchmarks without a chance level have none', async () => {
    const { input } = await verdictOf(FALLING.map(([size, b1]) => [size, b1, 2]));
    expect(input.models.flatMap(({ atChance }) => atChance)).not.toContain(TRUTHFULQA);
  });
});

import { describe, expect, test } from 'vitest';
import { cpuBackend } from '../../../src/lib/coupling/backend';
import { diagnose } from '../../../src/lib/coupling/diagnose';
import { isTrial, NO_TRIAL, presentItems, trialOptions, trialWords } from '../../../src/lib/coupling/whatIf';
import { HELLASWAG, optionsWith, QUICK, referenceTable, smallTable, TRUTHFULQA } from './tables';

const options = optionsWith({ ...QUICK, family: 'Pythia-deduped' });
const diagnosed = (changes = {}) => diagnose(referenceTable(), { ...options, ...changes }, cpuBackend());

describe('a trial', () => {
  test('multiplies the present items of each benchmark', async () => {
    const { input } = await diagnosed();
    const tried = trialOptions(options, { ...NO_TRIAL, times1: 0.5, times2: 9 }, input);
    expect(tried.items).toEqual({ [HELLASWAG]: 5021, [TRUTHFULQA]: 7353 });
    expect({ ...tried, items: {} }).toEqual(options);
  });

  test('counts from items set by hand, where some are', async () => {
    const { input } = await diagnosed({ items: { [TRUTHFULQA]: 100 } });
    const set = { ...options, items: { [TRUTHFULQA]: 100 } };
    expect(trialOptions(set, { ...NO_TRIAL, times2: 4 }, input).items).toEqual({ [TRUTHFULQA]: 400 });
  });

  test('that changes nothing is the options themselves, and is none', async () => {
    const { input } = await diagnosed();
    expect(trialOptions(options, NO_TRIAL, input)).toEqual(options);
    expect(isTrial(NO_TRIAL)).toBe(false);
    expect(isTrial({ ...NO_TRIAL, runSd: 0 })).toBe(true);
    expect(trialWords(NO_TRIAL, input)).toBe('');
    expect(trialWords({ times1: 1, times2: 9.5, itemCorrelation: 0.6, runSd: 1 }, input)).toBe(
      '9.5× the TruthfulQA MC2 items, ρ 0.6, run noise 1 points',
    );
  });

  test('halves the noise with four times the items, also of scores whose standard error was told', async () => {
    const table = smallTable([
      [1, 30, 50],
      [2, 40, 45],
      [4, 50, 42],
    ]);
    table.models[0].scores[TRUTHFULQA] = { value: 50, se: 2, items: 500 };
    const plain = await diagnose(table, optionsWith(QUICK), cpuBackend());
    const tried = trialOptions(optionsWith(QUICK), { ...NO_TRIAL, times2: 4 }, plain.input);
    // Most models have 817 items, and the count that is set holds for all of them.
    expect(presentItems(plain.input, TRUTHFULQA)).toBe(817);
    const then = await diagnose(table, tried, cpuBackend());
    expect(plain.input.models[0].se[TRUTHFULQA]).toBe(2);
    expect(then.input.models[0].se[TRUTHFULQA]).toBeCloseTo(2 * Math.sqrt(500 / 3268), 12);
    expect(then.input.models[1].se[TRUTHFULQA]).toBeCloseTo(plain.input.models[1].se[TRUTHFULQA] / 2, 12);
  });

  test('of as many items as the diagnosis names settles the step', async () => {
    const now = await diagnosed({ draws: 100_000 });
    const at = now.intervals.findIndex(({ settle }) => settle?.itemsOf === 'benchmark2');
    const times2 = 1.03 * Number(now.intervals[at].settle?.itemsTimes);
    const tried = trialOptions({ ...options, draws: 100_000 }, { ...NO_TRIAL, times2 }, now.input);
    const then = await diagnose(referenceTable(), tried, cpuBackend());
    expect(now.intervals[at].phase).toBe('undetermined');
    expect(then.intervals[at].phase).toBe(now.intervals[at].leaning);
  });
});

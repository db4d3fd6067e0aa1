import { describe, expect, test } from 'vitest';
import { comparedFigures, comparedSentence, comparedSteps } from '$lib/ui/trialWords';
import { goldenFamily } from '../charts/fixtures';

const now = goldenFamily('Pythia-deduped');
const then = {
  ...now,
  intervals: now.intervals.map((step, i) =>
    i === 1 ? { ...step, phase: 'tax' as const, leaning: null, pTax: 0.97 } : step,
  ),
  verdict: { ...now.verdict, kind: 'rises' as const },
};

describe('a trial beside things as they are', () => {
  test('names the steps that it settles, and those it unsettles the other way round', () => {
    const changes = comparedSteps(now, then).map(({ change }) => change);
    expect(changes.filter((change) => change !== null)).toEqual(['gained']);
    expect(changes.indexOf('gained')).toBe(1);
    expect(comparedSteps(then, now)[1]).toMatchObject({ change: 'lost', now: { word: 'tax' } });
    expect(comparedSteps(now, then)[1].name).toBe('160M → 410M');
  });

  test('counts and verdicts stand side by side', () => {
    const [settled, verdict] = comparedFigures(now, then);
    const count = now.intervals.filter(({ phase }) => phase !== 'undetermined').length;
    expect(settled).toEqual({ name: 'Steps settled', now: `${count} of 7`, then: `${count + 1} of 7` });
    expect([verdict.now, verdict.then]).toEqual(['▼ falls', '▲ rises']);
    expect(comparedSentence('ρ 0.6', now, then)).toBe(
      `With ρ 0.6: ${count + 1} of 7 steps settled instead of ${count} of 7; the verdict goes from falls to rises.`,
    );
    expect(comparedSentence('ρ 0.6', now, now)).toContain('the verdict stays: falls');
  });

  test('a step that is not in both is left out', () => {
    expect(comparedSteps(now, { ...then, intervals: then.intervals.slice(1) })).toHaveLength(6);
  });
});

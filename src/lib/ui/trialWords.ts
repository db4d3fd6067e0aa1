/** What a trial of other noise changes, as rows of text: now, and then. */
import type { Diagnosis, Interval } from '$lib/coupling/diagnosis';
import { isSettled } from '$lib/coupling/phase';
import { bracket, size } from './format';
import { settledSteps, stepLabel, verdictSign, type Sign } from './verdictWords';

export interface Compared<T> {
  name: string;
  now: T;
  then: T;
}

const settled = ({ intervals }: Diagnosis): string => {
  const { settled: k, of } = settledSteps(intervals);
  return `${k} of ${of}`;
};
const slope = ({ family }: Diagnosis): string => {
  const line = family?.slopes.errorsInVariables ?? null;
  return bracket(line?.lo, line?.hi);
};
const verdict = ({ verdict: { kind } }: Diagnosis): string => {
  const { shape, word } = verdictSign(kind);
  return `${shape} ${word}`;
};

/** Settled steps, verdict and the slope's interval. */
export function comparedFigures(now: Diagnosis, then: Diagnosis): Compared<string>[] {
  const row = (name: string, of: (diagnosis: Diagnosis) => string) => ({
    name,
    now: of(now),
    then: of(then),
  });
  return [row('Steps settled', settled), row('Verdict', verdict), row('Slope, 95 %', slope)];
}

export interface ComparedStep extends Compared<Sign> {
  /** Settled by the trial, or no longer. */
  change: 'gained' | 'lost' | null;
}

/** The steps that both have, by name of their models. */
export function comparedSteps(now: Diagnosis, then: Diagnosis): ComparedStep[] {
  const { benchmark1, models } = now.input;
  const sizes = new Map(models.map(({ model, paramsB }) => [model, size(paramsB)]));
  const key = ({ from, to }: Interval) => `${from}\u0000${to}`;
  const thens = new Map(then.intervals.map((interval) => [key(interval), interval]));
  return now.intervals.flatMap((interval) => {
    const other = thens.get(key(interval));
    if (!other) return [];
    const [before, after] = [isSettled(interval), isSettled(other)];
    return [
      {
        name: `${sizes.get(interval.from) ?? interval.from} → ${sizes.get(interval.to) ?? interval.to}`,
        now: stepLabel(interval, benchmark1.label),
        then: stepLabel(other, benchmark1.label),
        change: before === after ? null : after ? 'gained' : 'lost',
      },
    ];
  });
}

/** The comparison in one sentence, for who does not see the table. */
export function comparedSentence(tried: string, now: Diagnosis, then: Diagnosis): string {
  const [word, before] = [then, now].map(({ verdict: { kind } }) => verdictSign(kind).word);
  const same = word === before ? `the verdict stays: ${word}` : `the verdict goes from ${before} to ${word}`;
  return `With ${tried}: ${settled(then)} steps settled instead of ${settled(now)}; ${same}.`;
}

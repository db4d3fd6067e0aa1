/**
 * The isocline of TruthfulQA over HellaSwag (arXiv:2605.18838): where dB2/d log N = a·B1 − b·B2² is zero, B2 = √((a/b)·B1) as
 * fractions, with a/b calibrated on OLMo. By that equation a model above it is followed by a fall, and this is what its data
 * support; the paper states the reverse. Either rule counts for something only against “B2 always falls”.
 */
import type { Benchmark } from '../../scores/table';
import type { IsoclineTally } from '../sections';

/** a/b = 0.36² / 0.6945, from OLMo’s TruthfulQA and mean HellaSwag. */
export const ISOCLINE_RATIO = 0.187;

/** It is of these two tasks, TruthfulQA as MC2. */
export const hasIsocline = ({
  benchmark1,
  benchmark2,
}: {
  benchmark1: Benchmark;
  benchmark2: Benchmark;
}): boolean =>
  benchmark1.task === 'hellaswag' &&
  benchmark2.task === 'truthfulqa' &&
  (benchmark2.metric === null || benchmark2.metric === 'mc2');

/** Benchmark 2 on the isocline, percent. @param b1 percent, 0 to 100 */
export const isoclineAt = (b1: number): number => 100 * Math.sqrt((ISOCLINE_RATIO * b1) / 100);

export const isAbove = ({ b1, b2 }: { b1: number; b2: number }): boolean => b2 > isoclineAt(b1);

/** How many steps each rule foretells from the smaller model. @param lines of one family each, ascending by size */
export function isoclineTally(lines: readonly (readonly { b1: number; b2: number }[])[]): IsoclineTally {
  const tally: IsoclineTally = { right: 0, publishedRight: 0, alwaysFalls: 0, n: 0 };
  for (const line of lines)
    for (let i = 1; i < line.length; i++) {
      const delta2 = line[i].b2 - line[i - 1].b2;
      if (delta2 === 0) continue;
      const falls = delta2 < 0;
      tally.n++;
      if (falls) tally.alwaysFalls++;
      if (isAbove(line[i - 1]) === falls) tally.right++;
      else tally.publishedRight++;
    }
  return tally;
}

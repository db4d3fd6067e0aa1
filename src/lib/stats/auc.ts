/** How well a score tells two classes apart. Pure; inputs are never changed; undefined is null. */
import { ranks } from './correlation';
import { pairedLength } from './summary';

/**
 * Area under the receiver operating characteristic: the probability that a positive scores above a negative, ties counted
 * half (Mann and Whitney 1947; Hanley and McNeil 1982). 0.5 is no separation, below it the order is reversed.
 * @param score any units @param outcome 1 (positive) or 0, same length
 * @returns a share in [0, 1], or null when one class is missing
 * @throws RangeError when the lengths differ or nothing is given
 */
export function auc(score: ArrayLike<number>, outcome: ArrayLike<number>): number | null {
  const n = pairedLength('auc', score, outcome, 1);
  const rank = ranks(score);
  let positives = 0;
  let rankSum = 0;
  for (let i = 0; i < n; i++)
    if (outcome[i] === 1) {
      positives++;
      rankSum += rank[i];
    }
  const negatives = n - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Which token sequences a model must see to score an item, and what is read off each: answers are scored by teacher forcing. */
import type { TokenItem } from './tokens';

/** Tokens of an answer that a row scores: token k is predicted at position `from + k`. */
export interface ScoredAnswer {
  of: 'right' | 'wrong';
  tokens: readonly number[];
  from: number;
}

export interface ScoreRow {
  item: number;
  ids: readonly number[];
  answers: readonly ScoredAnswer[];
}

/**
 * One row where one sequence serves both answers (always when one of them is a single token), else two. The last token of
 * an answer is predicted and need not be seen.
 */
export function scoreRows(items: readonly TokenItem[]): ScoreRow[] {
  return items.flatMap(({ prompt, right, wrong }, item) => {
    const from = prompt.length - 1;
    const answer = (of: 'right' | 'wrong', tokens: readonly number[]): ScoredAnswer => ({ of, tokens, from });
    const both = [answer('right', right), answer('wrong', wrong)];
    const longer = right.length >= wrong.length ? right : wrong;
    const shorter = longer === right ? wrong : right;
    const row = (tokens: readonly number[], answers: ScoredAnswer[]): ScoreRow => ({
      item,
      ids: [...prompt, ...tokens.slice(0, -1)],
      answers,
    });
    return shorter.slice(0, -1).every((id, i) => id === longer[i])
      ? [row(longer, both)]
      : [row(right, [both[0]]), row(wrong, [both[1]])];
  });
}

/** Permutation p of many pairs of benchmarks within a stated amount of work: every order where that is cheap, else drawn ones. */
import { EXACT_UP_TO, permutationTest } from '../stats/permutation';
import { permutationPairs, type PairsOfColumns } from '../stats/permutationPairs';
import type { PortionControl } from '../stats/portions';
import { isConstant } from '../stats/summary';
import { pacer } from './pacing';
import { STREAM } from './streams';

/** Orders visited in all, one pair after another: about a quarter of a second at most. */
const MOST_ORDERS = 5e6;
/** Multiply-adds in all draws together: a fraction of a second. */
const WORK = 1e8;
/** What 60 benchmarks of some tens of models get. */
const LEAST_DRAWS = 1000;
const MOST_DRAWS = 100_000;
/** A shuffled value costs as much as this many multiply-adds. */
const SHUFFLE = 20;

/** Two benchmarks over the models that have both. */
export interface ScoredPair {
  benchmarks: readonly [string, string];
  /** Names the models: pairs with the same text are over the same ones, in the same order. */
  cases: string;
  b1: Float64Array;
  b2: Float64Array;
}

export interface PairwiseP {
  /** By pair; null for fewer than 3 models or a constant score. */
  ps: (number | null)[];
  /** Orders drawn where not all were visited: no such p is below 1/(1 + draws). Null when every p is exact. */
  draws: number | null;
}

/** Pairs over the same models share their random orders. @throws the signal's reason when aborted */
export async function pairwisePermutationP(
  pairs: readonly ScoredPair[],
  seed: number,
  { onProgress, signal }: PortionControl,
): Promise<PairwiseP> {
  const ps = pairs.map((): number | null => null);
  const testable = pairs.flatMap(({ b1, b2 }, i) =>
    b1.length < 3 || isConstant(b1) || isConstant(b2) ? [] : [i],
  );
  const exact = (i: number) => ordersOf(pairs[i].b1.length) * testable.length <= MOST_ORDERS;
  const exactly = testable.filter(exact);

  const pause = pacer(signal);
  let done = 0;
  for (const i of exactly) {
    await pause();
    ps[i] = permutationTest(pairs[i].b1, pairs[i].b2, { seed })?.p ?? null;
    onProgress?.(++done / testable.length);
  }
  if (exactly.length === testable.length) return { ps, draws: null };

  const groups = overSameModels(
    pairs,
    testable.filter((i) => !exact(i)),
  );
  const cost = groups.reduce((sum, group) => sum + pairs[group[0]].b1.length * (group.length + SHUFFLE), 0);
  const draws = Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, Math.floor(WORK / cost)));
  for (const group of groups) {
    const before = done;
    const found = await permutationPairs(
      inColumns(group.map((i) => pairs[i])),
      { seed, draws, stream: STREAM.couplings },
      {
        signal,
        onProgress: (fraction) => onProgress?.((before + fraction * group.length) / testable.length),
      },
    );
    group.forEach((i, k) => (ps[i] = found[k]));
    done += group.length;
  }
  return { ps, draws };
}

/** n!, or Infinity where not all orders are ever visited. */
function ordersOf(n: number): number {
  if (n > EXACT_UP_TO) return Infinity;
  let orders = 1;
  for (let k = 2; k <= n; k++) orders *= k;
  return orders;
}

/** Positions of pairs, those of one list over the same models. */
function overSameModels(pairs: readonly ScoredPair[], positions: readonly number[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const i of positions) {
    const group = groups.get(pairs[i].cases);
    if (group) group.push(i);
    else groups.set(pairs[i].cases, [i]);
  }
  return [...groups.values()];
}

/** Each benchmark once. */
function inColumns(pairs: readonly ScoredPair[]): PairsOfColumns {
  const position = new Map<string, number>();
  const columns: Float64Array[] = [];
  const at = (key: string, scores: Float64Array): number => {
    const known = position.get(key);
    if (known !== undefined) return known;
    position.set(key, columns.length);
    return columns.push(scores) - 1;
  };
  return {
    columns,
    pairs: pairs.map(({ benchmarks, b1, b2 }) => [at(benchmarks[0], b1), at(benchmarks[1], b2)] as const),
  };
}

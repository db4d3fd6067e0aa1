/**
 * Noise of a family's scores as its own items show it: standard errors, and how far two models err on the same items.
 * Variances divide by n, as √(p(1 − p)/n) does: they are exactly those of the item bootstrap.
 */
import type { ItemTable } from '../scores/items/itemTable';
import { isConstant, mean } from '../stats/summary';
import type { AlignedItems } from './itemResults';
import { itemNoise } from './scoreNoise';
import { sha256 } from './sha256';

/** The setting ρ lies below 1. */
const MOST_CORRELATED = 0.99;

export interface ItemNoise {
  benchmark: string;
  items: number;
  models: string[];
  /** Scores in percent. */
  scores: Float64Array;
  /** Standard errors of the scores, points, above 0: a score of 0 or 100 % has that of half an item. */
  se: Float64Array;
  /** models × models: standard errors of the differences of two scores, points, the items paired; 0 for equal results. */
  differenceSe: Float64Array;
  /** Correlation ρ of the results of each model and the next; null where a model's results are all the same. */
  consecutive: (number | null)[];
  /** Median of `consecutive`, kept in 0 … 0.99; null when no pair has one. */
  correlation: number | null;
}

/** @param aligned one model or more, in the order of sizes */
export function itemNoiseOf({ benchmark, binary, items, models, results }: AlignedItems): ItemNoise {
  const m = models.length;
  // A constant row has no spread; rounding of its mean would leave it one.
  const means = results.map((row) => (isConstant(row) ? row[0] : mean(row)));
  const covariance = covariances(results, means);
  const ofItem = (i: number) => Math.sqrt(covariance[i * m + i]);
  const se = Float64Array.from(means, (score, i) =>
    itemNoise(100 * score, items, binary ? null : ofItem(i), null),
  );
  const differenceSe = covariance.map((both, k) => {
    const [i, j] = [Math.floor(k / m), k % m];
    const variance = covariance[i * m + i] + covariance[j * m + j] - 2 * both;
    // Rounding can leave less than nothing of two equal rows.
    return 100 * Math.sqrt(Math.max(0, variance) / items);
  });
  const consecutive = models.slice(1).map((_, i) => {
    const scale = ofItem(i) * ofItem(i + 1);
    return scale === 0 ? null : Math.min(1, Math.max(-1, covariance[i * m + i + 1] / scale));
  });
  return {
    ...{ benchmark, items, models: [...models], se, differenceSe, consecutive },
    scores: Float64Array.from(means, (score) => 100 * score),
    correlation: medianCorrelation(consecutive),
  };
}

/**
 * The setting ρ that item results recommend: the smallest of the benchmarks' medians, which is the cautious one, since ρ
 * makes differences more certain; rounded down to two digits. Null when no benchmark tells.
 */
export function recommendedCorrelation(noises: readonly ItemNoise[]): number | null {
  const told = noises.flatMap(({ correlation }) => (correlation === null ? [] : [correlation]));
  return told.length === 0 ? null : Math.floor(Math.min(...told) * 100 + 1e-9) / 100;
}

/** Each score's own part of its noise, points: σ·√(1 − ρ), what is left when all models err together on hard items. */
export const ownItemNoise = ({ se, correlation }: ItemNoise): Float64Array =>
  se.map((sd) => sd * Math.sqrt(1 - (correlation ?? 0)));

/**
 * SHA-256 of item results, the same for any order of the models and of the items: whoever has the same files can tell that a
 * link speaks of them. Results are digested as 32-bit floats, a missing one as such.
 */
export function itemDigest({ benchmark, items, models, results, binary }: ItemTable): Promise<string> {
  const order = models.map((_, i) => i).sort((a, b) => (models[a] < models[b] ? -1 : 1));
  const bits = new Uint32Array(results.buffer, results.byteOffset, results.length);
  const lines: string[] = [];
  for (let item = 0; item < items; item++) {
    let line = '';
    for (const model of order) {
      const at = model * items + item;
      // Every NaN is one NaN here, and −0 is 0.
      const value = results[at];
      if (Number.isNaN(value)) line += '-';
      else line += binary ? value.toFixed(0) : `${value === 0 ? '0' : bits[at].toString(16)},`;
    }
    lines.push(line);
  }
  lines.sort();
  const names = JSON.stringify([benchmark, binary, order.map((model) => models[model])]);
  return sha256([names, ...lines].join('\n'));
}

/** models × models covariances of single results; two passes, in doubles. */
function covariances(results: readonly Float32Array[], means: readonly number[]): Float64Array {
  const m = results.length;
  const covariance = new Float64Array(m * m);
  for (let i = 0; i < m; i++)
    for (let j = 0; j <= i; j++) {
      const [a, b] = [results[i], results[j]];
      const [meanA, meanB] = [means[i], means[j]];
      let sum = 0;
      for (let item = 0; item < a.length; item++) sum += (a[item] - meanA) * (b[item] - meanB);
      covariance[i * m + j] = covariance[j * m + i] = sum / a.length;
    }
  return covariance;
}

function medianCorrelation(consecutive: readonly (number | null)[]): number | null {
  const told = consecutive.filter((rho) => rho !== null).sort((a, b) => a - b);
  if (told.length === 0) return null;
  const middle = told.length >> 1;
  const median = told.length % 2 === 1 ? told[middle] : (told[middle - 1] + told[middle]) / 2;
  return Math.min(MOST_CORRELATED, Math.max(0, median));
}

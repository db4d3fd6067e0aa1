/**
 * Pearson r: the intervals that the app shows beside it, on samples drawn at random, which is what they are made for. Normal
 * samples, and heavy-tailed ones: bivariate t with 3 degrees of freedom, whose Pearson correlation is its parameter.
 */
import { bcaInterval, jackknifeR, percentileInterval } from '../../src/lib/stats/bca';
import { fisherInterval, pearson } from '../../src/lib/stats/correlation';
import {
  EXACT_BOOTSTRAP_UP_TO,
  exactBootstrapR,
  monteCarloBootstrapR,
} from '../../src/lib/stats/exactBootstrap';
import { openStream, type PhiloxStream } from '../../src/lib/stats/philox';
import { add, tally, type Counters } from './counters';
import { DRAWS } from './familyCell';
import { engineSeed, streamOf } from './seeds';

export const TAILS = ['normal', 't3'] as const;
export type Tails = (typeof TAILS)[number];

export interface CorrelationCell {
  id: string;
  n: number;
  r: number;
  tails: Tails;
  replicates: number;
}

export const METHODS = ['percentile', 'bca', 'fisher'] as const;

export function runCorrelationCell(cell: CorrelationCell, seed: number): Counters {
  const counters: Counters = {};
  const random = openStream(seed, streamOf(cell.id), 0);
  const x = new Float64Array(cell.n);
  const y = new Float64Array(cell.n);
  for (let replicate = 0; replicate < cell.replicates; replicate++) {
    random.restart(replicate);
    drawPairs(cell, random, x, y);
    const observed = pearson(x, y);
    if (observed === null) continue;
    const { values, weights } =
      cell.n <= EXACT_BOOTSTRAP_UP_TO
        ? exactBootstrapR(x, y)
        : monteCarloBootstrapR(x, y, { seed: engineSeed(seed, replicate), draws: DRAWS });
    const leftOut = jackknifeR(x, y);
    const ranges = {
      percentile: percentileInterval(values, weights),
      bca: leftOut === null ? null : bcaInterval(values, weights, observed, leftOut),
      fisher: fisherInterval(observed, cell.n),
    };
    for (const method of METHODS) {
      const range = ranges[method];
      if (range === null) {
        add(counters, `r.${method}.none`, 1);
        continue;
      }
      tally(counters, `r.${method}`, range[0] <= cell.r && cell.r <= range[1]);
      add(counters, `r.${method}.width`, range[1] - range[0]);
    }
  }
  return counters;
}

function drawPairs({ r, tails }: CorrelationCell, random: PhiloxStream, x: Float64Array, y: Float64Array) {
  const rest = Math.sqrt(1 - r * r);
  for (let i = 0; i < x.length; i++) {
    const a = random.nextNormal();
    const b = r * a + rest * random.nextNormal();
    // Dividing both by the same root of a chi-square over its 3 degrees of freedom makes a bivariate t.
    const stretch = tails === 'normal' ? 1 : Math.sqrt(3 / chiSquare3(random));
    x[i] = a * stretch;
    y[i] = b * stretch;
  }
}

function chiSquare3(random: PhiloxStream): number {
  const [a, b, c] = [random.nextNormal(), random.nextNormal(), random.nextNormal()];
  return a * a + b * b + c * c;
}

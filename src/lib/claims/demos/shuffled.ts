/** Scores divided by width, with TruthfulQA in another order among the sizes: what the ratios' correlation is made of. */
import { STREAM } from '../../coupling/streams';
import { pearson } from '../../stats/correlation';
import { indexOf, openStream } from '../../stats/philox';
import { median } from '../../stats/summary';
import type { ClaimData } from '../data';
import { withWidths } from '../widthRatio';

/** The seed and the stream of the null that stands beside the published ratio: draw d is the same order there. */
const SEED = 1;
const UNIT_WIDTH = 512;

/** Families whose widths the claims read. */
export const SHUFFLED_FAMILIES = ['Pythia', 'OPT', 'BLOOM', 'Cerebras-GPT', 'GPT-Neo'] as const;
export type ShuffledFamily = (typeof SHUFFLED_FAMILIES)[number];

export interface PairR {
  /** Correlation of the scores as they stand, and of both divided by d_model/512. */
  raw: number;
  divided: number;
}

export interface Shuffled {
  family: ShuffledFamily;
  models: { model: string; sizeB: number; b1: number; b2: number; width: number }[];
  observed: PairR;
  /** `order[i]` is the model whose TruthfulQA model i was given. */
  draws: (PairR & { order: number[] })[];
}

/**
 * @param from first draw, from 0; the same number is the same order
 * @throws RangeError when a benchmark is constant
 */
export function shuffled(data: ClaimData, family: ShuffledFamily, from: number, count: number): Shuffled {
  const models = withWidths(data, family).map(({ model, d }) => ({
    ...{ model: model.name, sizeB: model.N_B, b1: model.HS, b2: model.TQA, width: d },
  }));
  const at = (order: readonly number[]): PairR => ({
    raw: defined(
      pearson(
        models.map(({ b1 }) => b1),
        order.map((k) => models[k].b2),
      ),
    ),
    divided: defined(
      pearson(
        models.map(({ b1, width }) => (b1 * UNIT_WIDTH) / width),
        order.map((k, i) => (models[k].b2 * UNIT_WIDTH) / models[i].width),
      ),
    ),
  });
  const random = openStream(SEED, STREAM.width, 0);
  const draws = Array.from({ length: count }, (_, i) => {
    random.restart(from + i);
    const order = models.map((_model, k) => k);
    for (let k = order.length - 1; k > 0; k--) {
      const other = indexOf(random.nextWord(), k + 1);
      [order[k], order[other]] = [order[other], order[k]];
    }
    return { order, ...at(order) };
  });
  return { family, models, observed: at(models.map((_model, k) => k)), draws };
}

function defined(r: number | null): number {
  if (r === null) throw new RangeError('shuffled: a benchmark has the same score in every model');
  return r;
}

export interface ShuffleSummary {
  /** Median over the draws; null for none. */
  raw: number | null;
  divided: number | null;
  /** Draws in each of `BINS` equal bins from −1 to 1. */
  rawBins: number[];
  dividedBins: number[];
}

export const BINS = 40;

export function summarise(draws: readonly PairR[]): ShuffleSummary {
  const of = (name: keyof PairR) => draws.map((draw) => draw[name]);
  return {
    raw: draws.length === 0 ? null : median(of('raw')),
    divided: draws.length === 0 ? null : median(of('divided')),
    rawBins: binned(of('raw')),
    dividedBins: binned(of('divided')),
  };
}

function binned(values: readonly number[]): number[] {
  const bins = Array.from({ length: BINS }, () => 0);
  for (const value of values) bins[Math.min(BINS - 1, Math.floor(((value + 1) / 2) * BINS))]++;
  return bins;
}

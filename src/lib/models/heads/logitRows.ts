/**
 * Logits at the answer token, right answer minus wrong one, centred over the vocabulary (what is added to all logits alike
 * changes no probability), and the items' margins, gathered from a capture without keeping its logits.
 * A vocabulary of more than `MOST_WIDTH` is folded: each token has a bucket and a sign, drawn at random once (the count sketch
 * of Charikar, Chen and Farach-Colton 2002), which keeps inner products to about 1/√MOST_WIDTH of the lengths' product.
 */
import { philox4x32 } from '../../stats/philox';
import { answerLogProbability } from './answers';
import type { LogitsReader } from './capture';
import type { Capability } from './capability';
import { STREAM } from './streams';

export const MOST_WIDTH = 8192;

export interface LogitRows {
  /** Numbers of a row. */
  width: number;
  /** Whether rows are folded. */
  folded: boolean;
  /** [pairs × width] */
  rows: Float32Array;
  /** By item: log P(right) − log P(wrong), nats. */
  margins: Float64Array;
  read: LogitsReader;
}

export function openLogitRows(
  { scanned: items, pairing }: Pick<Capability, 'scanned' | 'pairing'>,
  vocabulary: number,
  seed: number,
): LogitRows {
  const folded = vocabulary > MOST_WIDTH;
  const width = folded ? MOST_WIDTH : vocabulary;
  const place = folded ? buckets(vocabulary, seed) : null;
  const rows = new Float32Array(pairing.pairs * width);
  const margins = new Float64Array(items.length);
  return {
    ...{ width, folded, rows, margins },
    read(item, right, logits) {
      const { context, correct, incorrect } = items[item];
      const answer = right ? correct : incorrect;
      const sign = right ? 1 : -1;
      margins[item] += sign * answerLogProbability(logits, context.length, answer, vocabulary);
      const last = logits.subarray(logits.length - vocabulary);
      const centre = last.reduce((sum, value) => sum + value, 0) / vocabulary;
      const pair = pairing.pairOf[item];
      const share = sign * pairing.share[item];
      const row = rows.subarray(pair * width, (pair + 1) * width);
      for (let token = 0; token < vocabulary; token++) {
        const value = share * (last[token] - centre);
        if (place === null) row[token] += value;
        else row[place[token] >>> 1] += place[token] & 1 ? -value : value;
      }
    },
  };
}

/** 2·bucket + sign bit of each token. */
function buckets(vocabulary: number, seed: number): Uint32Array {
  const out = new Uint32Array(vocabulary);
  const words = new Uint32Array(4);
  for (let token = 0; token < vocabulary; token++) {
    if (token % 4 === 0) philox4x32(words, token / 4, 0, STREAM.sketch, 0, seed, 0);
    out[token] = words[token % 4] % (2 * MOST_WIDTH);
  }
  return out;
}

/**
 * One head's prompts: how each pair's difference lies along the head's two directions. Contract: a pair is never judged by a
 * direction that it is a part of: along its own capability's direction it is left out of the mean.
 */
import type { LanguageModel } from '../languageModel';
import type { HeadPlace } from './ablation';
import type { Capability } from './capability';
import { capture } from './capture';
import { within, type ScanControl } from './control';

export interface PairProjection {
  /** Places of its items in the capability's set, one or two. */
  items: number[];
  /** Cosine with its capability's direction made from the other pairs, and with the other capability's; null for no length or no finite number. */
  own: number | null;
  other: number | null;
}

export interface HeadProjections {
  place: HeadPlace;
  /** By capability. */
  pairs: [PairProjection[], PairProjection[]];
}

/** @throws RangeError for a head that the model lacks; the signal's reason when aborted */
export async function headProjections(
  model: LanguageModel,
  { place, capabilities }: { place: HeadPlace; capabilities: readonly [Capability, Capability] },
  control: ScanControl = {},
): Promise<HeadProjections> {
  const { layers, heads, headDim } = model.shape;
  const { layer, head } = place;
  const isOneOf = (value: number, count: number) => Number.isInteger(value) && value >= 0 && value < count;
  if (!isOneOf(layer, layers) || !isOneOf(head, heads))
    throw new RangeError(
      `headProjections: no head ${head} in layer ${layer}; this model has ${layers} layers of ${heads} heads, from 0`,
    );
  const rows: Float32Array[][] = [];
  for (const [c, capability] of capabilities.entries()) {
    const kept = await capture(
      model,
      { capability, layers: [layer], rows: 0 },
      within(control, c / 2, (c + 1) / 2),
    );
    const at = head * kept.pairs * headDim;
    rows.push(
      Array.from({ length: kept.pairs }, (_, p) =>
        kept.heads.slice(at + p * headDim, at + (p + 1) * headDim),
      ),
    );
  }
  const sums = rows.map((own) => sumOf(own, headDim));
  const of = (c: 0 | 1): PairProjection[] =>
    itemsByPair(capabilities[c]).map((items, p) => {
      const own = rows[c][p];
      const others = sums[c].map((value, j) => value - own[j]);
      return { items, own: cosine(own, others), other: cosine(own, sums[1 - c]) };
    });
  return { place, pairs: [of(0), of(1)] };
}

/** Places in the set of each pair's items: those that the model cannot be asked are not among them. */
function itemsByPair({ dropped, pairing }: Capability): number[][] {
  const left = new Set(dropped.map(({ index }) => index));
  const pairs: number[][] = Array.from({ length: pairing.pairs }, () => []);
  let place = 0;
  for (const pair of pairing.pairOf) {
    while (left.has(place)) place++;
    pairs[pair].push(place++);
  }
  return pairs;
}

function sumOf(rows: readonly Float32Array[], dims: number): Float64Array {
  const sum = new Float64Array(dims);
  for (const row of rows) for (let j = 0; j < dims; j++) sum[j] += row[j];
  return sum;
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  let [aa, bb, ab] = [0, 0, 0];
  for (let j = 0; j < a.length; j++) {
    aa += a[j] * a[j];
    bb += b[j] * b[j];
    ab += a[j] * b[j];
  }
  const lengths = Math.sqrt(aa * bb);
  return lengths > 0 && Number.isFinite(lengths) ? Math.min(1, Math.max(-1, ab / lengths)) : null;
}

/** A scan in a few numbers, and in one sentence. */
import { HEAD_CLASSES, LEVEL, type HeadClass } from './headClasses';
import type { HeadRecord, HeadScan, Interval, ScanSummary } from './scanResult';
import { intervalHalf } from './unitCoupling';

/**
 * @param resampledSums for each kept draw the sum of the couplings of all heads that have one: heads are resampled together,
 *   since they have read the same prompts
 * @param pairs of the smaller capability
 */
export function summarise(
  heads: readonly HeadRecord[],
  resampledSums: Float64Array,
  pairs: number,
  dRep: number | null,
): ScanSummary {
  const counts = Object.fromEntries(HEAD_CLASSES.map((name) => [name, 0])) as Record<HeadClass, number>;
  for (const head of heads) counts[head.class]++;
  const finite = heads.length - counts.nan;
  return {
    heads: heads.length,
    counts,
    netCoupling: netCoupling(heads, resampledSums, pairs),
    shareCompeting: finite === 0 ? null : counts.competing / finite,
    dRep,
    publishedCompeting: heads.filter(({ published }) => published.competing).length,
  };
}

function netCoupling(heads: readonly HeadRecord[], sums: Float64Array, pairs: number): Interval | null {
  const couplings = heads.flatMap(({ coupling }) => (coupling === null ? [] : [coupling]));
  if (couplings.length === 0) return null;
  const value = couplings.reduce((sum, coupling) => sum + coupling, 0) / couplings.length;
  const half = intervalHalf(
    sums.map((sum) => sum / couplings.length),
    pairs - 1,
  );
  return half === null ? null : { value, lo: Math.max(-1, value - half), hi: Math.min(1, value + half) };
}

const heads = (count: number) => `${count} ${count === 1 ? 'head' : 'heads'}`;
const list = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** Share of items that a model with no idea gets right. */
const CHANCE = 0.5;

/** The scan in a sentence or three: what was found, at which rate of false discoveries, and what it does not say. */
export function verdictSentence({ capabilities, summary, model }: HeadScan): string {
  const [first, second] = capabilities;
  const { counts } = summary;
  const about = `${first.title.toLowerCase()} and ${second.title.toLowerCase()}`;
  const measured = summary.heads - counts.nan;
  const rate = `${100 * LEVEL} % false discoveries allowed`;
  const sentences: string[] = [];
  if (measured === 0)
    sentences.push(
      `None of the ${heads(summary.heads)} of ${model.id} gave finite numbers, so nothing can be said.`,
    );
  else if (counts.competing > 0)
    sentences.push(
      `${heads(counts.competing)} of ${measured} ${counts.competing === 1 ? 'competes' : 'compete'} over ${about} and ${counts.cooperative} ${counts.cooperative === 1 ? 'points' : 'point'} the same way for both (${rate}).`,
    );
  else if (counts.cooperative > 0)
    sentences.push(
      `No head is found to compete over ${about}; ${counts.cooperative} of ${heads(measured)} ${counts.cooperative === 1 ? 'points' : 'point'} the same way for both (${rate}).`,
    );
  else if (counts.neutral > 0)
    sentences.push(
      `No head is found whose directions for ${about} agree or oppose each other; ${counts.neutral} of ${heads(measured)} ${counts.neutral === 1 ? 'tells' : 'tell'} right from wrong in each, along directions with no detectable relation.`,
    );
  else
    sentences.push(
      `No head is found that tells right from wrong answers in both ${about} with ${first.pairs} and ${second.pairs} pairs.`,
    );
  if (counts.nan > 0 && measured > 0)
    sentences.push(
      `${heads(counts.nan)} gave numbers that are not finite and ${counts.nan === 1 ? 'is' : 'are'} counted apart.`,
    );
  const unable = capabilities
    .filter(({ accuracy }) => accuracy <= CHANCE)
    .map(({ title }) => title.toLowerCase());
  if (unable.length > 0)
    sentences.push(
      `The model does no better than chance on ${list(unable)}, so its heads there show what differs between answers, not a skill.`,
    );
  return sentences.join(' ');
}

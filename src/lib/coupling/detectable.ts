/**
 * Minimum detectable effect of a step: what would settle a phase that is undetermined. Each answer is the phase probability
 * computed again (in closed form) as it would be with the observed differences as the truth and less noise around them.
 */
import type { Interval, IntervalSettling } from './diagnosis';
import { isSettled, SETTLED } from './phase';
import { phaseShares } from './phaseShares';
import { unknown, type Reasons } from './reasons';
import { differenceSd, type NoiseSettings } from './scoreNoise';
import { count, significant, whole } from './words';

/** Correlation between models that paired items of one benchmark typically have. */
export const PAIRED_CORRELATION = 0.6;
/** More items than this are no proposal. */
export const MOST_TIMES = 1000;
/** Differences of scores are less, points. */
const LARGEST_DELTA = 100;

/** A step with the noise of its four scores. */
export interface NoisyStep extends Pick<Interval, 'delta1' | 'delta2' | 'se1' | 'se2' | 'phase'> {
  /** Standard errors of the scores over their items, points: of the smaller and of the larger model. */
  sd1: readonly [number, number];
  sd2: readonly [number, number];
}

/** Items behind a score of each benchmark; null when unknown. */
export type ItemCounts = readonly [number | null, number | null];

/** Null for a step whose phase is settled or does not exist. @param path of the step, for reasons */
export function settlingOf(
  step: NoisyStep,
  items: ItemCounts,
  noise: NoiseSettings,
  path: string,
  reasons: Reasons,
): IntervalSettling | null {
  if (step.phase !== 'undetermined') return null;
  const more = moreItems(step, items, noise);
  if (more === null)
    for (const part of ['itemsTimes', 'itemsOf'])
      unknown(reasons, `${path}.settle.${part}`, `not even ${whole(MOST_TIMES)} times the items would`);
  return {
    itemsTimes: more?.times ?? null,
    itemsOf: more?.of ?? null,
    withRho06: noise.itemCorrelation < PAIRED_CORRELATION && settledPaired(step, noise),
    detectableDelta2:
      detectableDelta2(step) ??
      unknown(
        reasons,
        `${path}.settle.detectableDelta2`,
        'the rise in benchmark 1 is itself not clear of its noise, so no change in benchmark 2 would be settled',
      ),
  };
}

/** Noise of the differences with more items of either benchmark. Run noise stays what it is. */
function certainty(step: NoisyStep, times1: number, times2: number, noise: NoiseSettings): number {
  const se = ([from, to]: readonly [number, number], times: number) =>
    differenceSd(from / Math.sqrt(times), to / Math.sqrt(times), noise);
  const shares = phaseShares(step.delta1, step.delta2, se(step.sd1, times1), se(step.sd2, times2));
  return Math.max(shares.pTax, shares.pTransition, shares.pBonus);
}

const settledPaired = (step: NoisyStep, noise: NoiseSettings): boolean =>
  certainty(step, 1, 1, { ...noise, itemCorrelation: PAIRED_CORRELATION }) >= SETTLED;

const CHOICES = ['benchmark2', 'benchmark1', 'both'] as const;

/** The proposal that asks for the fewest further items; null when none up to MOST_TIMES settles the step. */
function moreItems(
  step: NoisyStep,
  [items1, items2]: ItemCounts,
  noise: NoiseSettings,
): { times: number; of: NonNullable<IntervalSettling['itemsOf']> } | null {
  // Unknown counts are taken as equal.
  const [n1, n2] = items1 === null || items2 === null ? [1, 1] : [items1, items2];
  const cost = { benchmark1: n1, benchmark2: n2, both: n1 + n2 };
  const proposals = CHOICES.flatMap((of) => {
    const times = smallest(
      (k) => certainty(step, of === 'benchmark2' ? 1 : k, of === 'benchmark1' ? 1 : k, noise) >= SETTLED,
      MOST_TIMES,
    );
    return times === null ? [] : [{ times, of, further: (times - 1) * cost[of] }];
  });
  if (proposals.length === 0) return null;
  const { times, of } = proposals.reduce((best, next) => (next.further < best.further ? next : best));
  return { times, of };
}

/** Multiples tried before the place between two of them is looked for. */
const STRIDE = 1.2;

/** Smallest k from 1 to `most` that does, to a thousandth of it; null when none does. */
function smallest(does: (k: number) => boolean, most: number): number | null {
  let below = 1;
  if (does(1)) return 1;
  for (let k = STRIDE; below < most; k *= STRIDE) {
    const at = Math.min(k, most);
    if (does(at)) {
      let [lo, hi] = [below, at];
      while (hi / lo > 1.001) {
        const middle = Math.sqrt(lo * hi);
        if (does(middle)) hi = middle;
        else lo = middle;
      }
      return hi;
    }
    below = at;
  }
  return null;
}

/** Smallest |ΔB2|, points, that would be settled as tax or bonus beside the present ΔB1 and noise; null when none would. */
export function detectableDelta2({
  delta1,
  se1,
  se2,
}: Pick<NoisyStep, 'delta1' | 'se1' | 'se2'>): number | null {
  // The sign makes no difference: the band is symmetric.
  const settles = (delta2: number) => phaseShares(delta1, delta2, se1, se2).pBonus >= SETTLED;
  const unit = se2 / 4;
  const least = smallest((k) => settles((k - 1) * unit), LARGEST_DELTA / unit + 1);
  return least === null ? null : (least - 1) * unit;
}

/** A step's proposal in a few words: `9.2× the TruthfulQA MC2 items would settle it`. */
export function settlingWords(
  { itemsTimes, itemsOf, withRho06 }: IntervalSettling,
  labels: { benchmark1: string; benchmark2: string },
): string {
  if (itemsTimes === null || itemsOf === null)
    return withRho06 ? 'paired items would settle it' : `not settled by ${whole(MOST_TIMES)}× the items`;
  const which = itemsOf === 'both' ? 'items of both' : `${labels[itemsOf]} items`;
  const paired = withRho06 ? ', or paired items' : '';
  return `${significant(roundedUp(itemsTimes))}× the ${which}${paired} would settle it`;
}

/** Two digits, and never fewer items than are needed. */
export function roundedUp(times: number): number {
  const unit = 10 ** (Math.floor(Math.log10(times)) - 1);
  return Number(Math.max(1.1, Math.ceil(times / unit - 1e-9) * unit).toPrecision(2));
}

/**
 * How many steps would be settled if the models' errors on the same items were correlated as they usually are, as a
 * sentence; null when that is already assumed or no step has a phase.
 */
export function pairedWords(
  intervals: readonly Pick<Interval, 'phase' | 'settle'>[],
  { itemCorrelation }: NoiseSettings,
): string | null {
  const phased = intervals.filter(({ phase }) => phase === 'undetermined' || isSettled({ phase }));
  if (phased.length === 0 || itemCorrelation >= PAIRED_CORRELATION) return null;
  const now = phased.filter(isSettled).length;
  if (now === phased.length) return null;
  const then = now + phased.filter(({ settle }) => settle?.withRho06).length;
  const of = phased.length === 1 ? 'the one step' : `the ${count(phased.length)} steps`;
  const paired = `With paired items (ρ ≈ ${PAIRED_CORRELATION})`;
  if (then === now)
    return now === 0
      ? phased.length === 1
        ? `${paired} ${of} would not be settled either.`
        : `${paired} none of ${of} would be settled either.`
      : `${paired} no further step would be settled.`;
  if (phased.length === 1) return `${paired} ${of} would be settled.`;
  return `${paired} ${then === phased.length ? `all ${count(then)} steps` : `${count(then)} of ${of}`} would be settled.`;
}

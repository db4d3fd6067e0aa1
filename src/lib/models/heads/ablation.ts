/**
 * What a head does to both capabilities: their margins log P(right) − log P(wrong) on held-out items when the head's output is
 * scaled, against the same done to random heads. Contract: effects are changes of the mean margin in nats, negative where the
 * capability suffers; items are resampled once for the head and the random heads alike, so that differences are paired.
 */
import { openStream } from '../../stats/philox';
import { mean } from '../../stats/summary';
import type { HeadScale, LanguageModel } from '../languageModel';
import { openMeanResampler, type MeanInterval } from '../steering/resampledMeans';
import { answerMargins } from './answers';
import type { Capability } from './capability';
import { within, type ScanControl } from './control';
import { STREAM } from './streams';

export interface HeadPlace {
  layer: number;
  head: number;
}

export interface AblationRequest {
  target: HeadPlace;
  /** On the head's output: 0 ablates it, 1 leaves it. */
  factor: number;
  capabilities: readonly [Pick<Capability, 'title' | 'heldOut'>, Pick<Capability, 'title' | 'heldOut'>];
  /** Random heads to compare with. */
  randomHeads?: number;
  seed: number;
  /** Bootstrap resamples. */
  draws?: number;
}

export interface CapabilityEffect {
  /** Held-out items. */
  items: number;
  /** Mean margin of the model as it is, nats. */
  margin: number;
  /** Change that scaling the head makes. */
  effect: MeanInterval;
  /** The same for each random head, on average over items. */
  random: { place: HeadPlace; effect: number }[];
  /** Effect of the head minus the mean effect of the random heads. */
  beyondRandom: MeanInterval;
}

export interface AblationResult {
  target: HeadPlace;
  factor: number;
  effects: [CapabilityEffect, CapabilityEffect];
  /**
   * `lowers-both`: both capabilities suffer more than with random heads, intervals below 0. `raises-both`: the opposite.
   * `opposes`: one is lowered and the other raised so. `unclear`: anything else, and nothing may be claimed.
   */
  finding: 'lowers-both' | 'raises-both' | 'opposes' | 'unclear';
}

/** Random heads where a request does not say. */
export const RANDOM_HEADS = 5;
const DRAWS = 2000;
/** Fewer items give no interval worth showing. */
const LEAST_HELD_OUT = 4;

/**
 * @throws RangeError for a head that the model lacks, a factor that is no number, too few held-out items, or a model of one
 *   head; the signal's reason when aborted
 */
export async function ablateHead(
  model: LanguageModel,
  { target, factor, capabilities, randomHeads = RANDOM_HEADS, seed, draws = DRAWS }: AblationRequest,
  control: ScanControl = {},
): Promise<AblationResult> {
  const { layers, heads } = model.shape;
  const isOneOf = (value: number, count: number) => Number.isInteger(value) && value >= 0 && value < count;
  if (!isOneOf(target.layer, layers) || !isOneOf(target.head, heads))
    throw new RangeError(
      `ablateHead: no head ${target.head} in layer ${target.layer}; this model has ${layers} layers of ${heads} heads, from 0`,
    );
  if (!Number.isFinite(factor)) throw new RangeError(`ablateHead: factor ${factor}; give a number`);
  for (const { title, heldOut } of capabilities)
    if (heldOut.length < LEAST_HELD_OUT)
      throw new RangeError(
        `“${title}” has ${heldOut.length} held-out items; an ablation needs ${LEAST_HELD_OUT}, so give the set more items`,
      );
  const others = otherHeads(layers, heads, target, randomHeads, seed);
  if (others.length === 0)
    throw new RangeError('ablateHead: this model has one head, so there is no other to compare with');
  const scales: HeadScale[][] = [[], ...[target, ...others].map((place) => [scaleOf(heads, place, factor)])];
  const runs = capabilities.length * scales.length;
  const effects: CapabilityEffect[] = [];
  for (const [c, { heldOut }] of capabilities.entries()) {
    const margins: Float64Array[] = [];
    for (const scale of scales) {
      const done = c * scales.length + margins.length;
      margins.push(
        await answerMargins(model, heldOut, scale, within(control, done / runs, (done + 1) / runs)),
      );
    }
    effects.push(effectOf(margins, others, seed, STREAM.ablation + c, draws));
  }
  const [first, second] = effects;
  return { target, factor, effects: [first, second], finding: findingOf(first, second) };
}

function effectOf(
  [plain, scaled, ...random]: Float64Array[],
  places: readonly HeadPlace[],
  seed: number,
  stream: number,
  draws: number,
): CapabilityEffect {
  const change = scaled.map((margin, i) => margin - plain[i]);
  const randomChange = plain.map(
    (margin, i) => random.reduce((sum, margins) => sum + margins[i] - margin, 0) / random.length,
  );
  const resampler = openMeanResampler(plain.length, seed, stream, draws);
  return {
    items: plain.length,
    margin: mean(plain),
    effect: resampler.interval(change),
    random: places.map((place, k) => ({ place, effect: mean(random[k]) - mean(plain) })),
    beyondRandom: resampler.interval(change.map((value, i) => value - randomChange[i])),
  };
}

function findingOf(first: CapabilityEffect, second: CapabilityEffect): AblationResult['finding'] {
  const sign = ({ effect, beyondRandom }: CapabilityEffect): number => {
    if (effect.hi < 0 && beyondRandom.hi < 0) return -1;
    return effect.lo > 0 && beyondRandom.lo > 0 ? 1 : 0;
  };
  const signs = [sign(first), sign(second)];
  if (signs.includes(0)) return 'unclear';
  if (signs[0] !== signs[1]) return 'opposes';
  return signs[0] < 0 ? 'lowers-both' : 'raises-both';
}

function scaleOf(heads: number, { layer, head }: HeadPlace, factor: number): HeadScale {
  const factors = new Float32Array(heads).fill(1);
  factors[head] = factor;
  return { layer, factors };
}

/** Heads drawn without replacement among all but the target. */
function otherHeads(
  layers: number,
  heads: number,
  target: HeadPlace,
  count: number,
  seed: number,
): HeadPlace[] {
  const places = Array.from({ length: layers * heads }, (_, i) => ({
    layer: Math.floor(i / heads),
    head: i % heads,
  })).filter(({ layer, head }) => layer !== target.layer || head !== target.head);
  const random = openStream(seed, STREAM.randomHeads, 0);
  for (let i = places.length - 1; i > 0; i--) {
    const j = random.nextIndex(i + 1);
    [places[i], places[j]] = [places[j], places[i]];
  }
  return places.slice(0, count);
}

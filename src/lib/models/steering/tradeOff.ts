/**
 * Two capabilities under one vector: at each strength the margin of the true answers and that of the right answers to
 * reasoning items. How the two move together when the stream is changed is a coupling measured by intervention, inside one
 * model; it is another quantity than the coupling of benchmark scores over the sizes of a family.
 */
import { pearson } from '../../stats/correlation';
import { ols } from '../../stats/regression';
import { resampledInterval } from '../../stats/resampledInterval';
import { mean } from '../../stats/summary';
import type { LanguageModel } from '../languageModel';
import { within, type SteeringControl } from './control';
import { checkAlphas, planDoses, VECTOR_KINDS, type SteeringDirections, type VectorKind } from './doses';
import { averagedColumns, columnsOf, type OutcomeColumns } from './outcomes';
import { openMeanResampler, type MeanInterval, type MeanResampler } from './resampledMeans';
import { scoreItems } from './scoreItems';
import { STREAM } from './streams';
import type { TokenItem } from './tokens';

/** Within the window where directions of equal length move little; beyond it everything degrades. */
export const TRADE_OFF_ALPHAS: readonly number[] = [-0.5, -0.25, 0, 0.25, 0.5];

export interface TradeOffRequest {
  truthfulness: readonly TokenItem[];
  reasoning: readonly TokenItem[];
  directions: SteeringDirections;
  alphas: readonly number[];
  seed: number;
  draws: number;
}

/** Margins are ln P(right) − ln P(wrong), nats; changes are against the unsteered model, each prompt against itself. */
export interface CapabilityPoint {
  margin: MeanInterval;
  change: MeanInterval;
}

export interface TradeOffPoint {
  alpha: number;
  vector: VectorKind;
  /** Directions averaged. */
  vectors: number;
  truthfulness: CapabilityPoint;
  reasoning: CapabilityPoint;
}

export interface BoundedValue {
  value: number;
  /** Null where a resample too often leaves it undefined. */
  lo: number | null;
  hi: number | null;
}

/** Over the strengths, from the mean margins; resampled over the prompts of both lists. */
export interface MarginCoupling {
  vector: VectorKind;
  /** Nats of reasoning margin to one nat of truthfulness margin, least squares; null where truthfulness does not vary. */
  slope: BoundedValue | null;
  /** Pearson correlation of the mean margins. */
  r: BoundedValue | null;
}

export interface TradeOff {
  layer: number;
  n: { truthfulness: number; reasoning: number };
  points: TradeOffPoint[];
  /** One a kind with three strengths or more. The negative is the truth direction on a turned axis and has none. */
  couplings: MarginCoupling[];
}

/** @throws RangeError for impossible strengths or an empty list; the signal's reason when aborted */
export async function tradeOff(
  model: LanguageModel,
  { truthfulness, reasoning, directions, alphas, seed, draws }: TradeOffRequest,
  control: SteeringControl = {},
): Promise<TradeOff> {
  checkAlphas(alphas);
  if (truthfulness.length === 0 || reasoning.length === 0)
    throw new RangeError(
      `a trade-off needs items of both capabilities; given ${truthfulness.length} of truthfulness and ${reasoning.length} of reasoning`,
    );
  const { vectors, doses } = planDoses(directions, alphas);
  const share = truthfulness.length / (truthfulness.length + reasoning.length);
  const capability = async (
    items: readonly TokenItem[],
    stream: number,
    part: SteeringControl,
  ): Promise<Capability> => {
    const scored = await scoreItems(model, items, { layer: directions.layer, vectors }, part);
    return {
      unsteered: columnsOf(scored.unsteered),
      steered: scored.steered.map(columnsOf),
      resampler: openMeanResampler(items.length, seed, stream, draws),
    };
  };
  const truth = await capability(truthfulness, STREAM.prompts, within(control, 0, share));
  const reason = await capability(reasoning, STREAM.otherPrompts, within(control, share, 1));
  const couplings = VECTOR_KINDS.filter((kind) => kind !== 'negative').flatMap((kind) => {
    const own = doses.filter((dose) => dose.kind === kind);
    if (own.length < 3) return [];
    const margins = ({ resampler, ...columns }: Capability) =>
      own.map(({ at }) => {
        const { margin } = columnsAt({ resampler, ...columns }, at);
        return { value: mean(margin), resampled: resampler.means(margin) };
      });
    return [{ vector: kind, ...marginCoupling(margins(truth), margins(reason)) }];
  });
  return {
    layer: directions.layer,
    n: { truthfulness: truthfulness.length, reasoning: reasoning.length },
    points: doses.map(({ kind, alpha, at }) => ({
      alpha,
      vector: kind,
      vectors: at.length,
      truthfulness: capabilityPoint(truth, at),
      reasoning: capabilityPoint(reason, at),
    })),
    couplings,
  };
}

interface Capability {
  unsteered: OutcomeColumns;
  steered: OutcomeColumns[];
  resampler: MeanResampler;
}

const columnsAt = ({ unsteered, steered }: Capability, places: readonly number[]): OutcomeColumns =>
  averagedColumns(places.map((place) => (place < 0 ? unsteered : steered[place])));

function capabilityPoint(capability: Capability, places: readonly number[]): CapabilityPoint {
  const { margin } = columnsAt(capability, places);
  const { unsteered, resampler } = capability;
  return {
    margin: resampler.interval(margin),
    change: resampler.interval(margin.map((m, i) => m - unsteered.margin[i])),
  };
}

interface ResampledMargin {
  value: number;
  resampled: Float64Array;
}

function marginCoupling(
  truthfulness: readonly ResampledMargin[],
  reasoning: readonly ResampledMargin[],
): Pick<MarginCoupling, 'slope' | 'r'> {
  const draws = truthfulness[0].resampled.length;
  const at = (list: readonly ResampledMargin[], draw: number) => list.map(({ resampled }) => resampled[draw]);
  const values = (list: readonly ResampledMargin[]) => list.map(({ value }) => value);
  const bounded = (of: (x: number[], y: number[]) => number | null): BoundedValue | null => {
    const value = of(values(truthfulness), values(reasoning));
    if (value === null) return null;
    const resampled = Float64Array.from(
      { length: draws },
      (_, draw) => of(at(truthfulness, draw), at(reasoning, draw)) ?? Infinity,
    );
    return { value, ...resampledInterval(resampled, resampled.filter((x) => x === Infinity).length) };
  };
  return { slope: bounded((x, y) => ols(x, y)?.slope ?? null), r: bounded(pearson) };
}

/** Experiments to draw. Values are invented; their shape is that of a small model's: a direction that steers, controls that do not. */
import type { DosedOutcomes } from '$lib/charts/steer/dose';
import type { LineToken } from '$lib/charts/steer/tokenMarks';
import type { VectorKind } from '$lib/models/steering/doses';
import type { ExperimentPoint } from '$lib/models/steering/experiment';
import type { RankedLayer } from '$lib/models/steering/layerRanking';
import type { Outcomes } from '$lib/models/steering/outcomes';
import type { MeanInterval } from '$lib/models/steering/resampledMeans';
import type { MarginCoupling, TradeOff, TradeOffPoint } from '$lib/models/steering/tradeOff';

export const around = (value: number, half: number): MeanInterval => ({
  value,
  lo: value - half,
  hi: value + half,
});

const NOTHING = { value: 0, lo: 0, hi: 0 };

/** Outcomes of a model whose margin moved by `shift` nats. */
export function outcomes(shift: number): Outcomes {
  const p = 1 / (1 + Math.exp(-(shift - 1.6)));
  return {
    pTrue: around(p, 0.02),
    margin: around(shift - 1.6, 0.15),
    deltaLogOdds: shift === 0 ? NOTHING : around(shift, 0.12),
    accuracy: around(Math.min(0.9, 0.2 + p / 2), 0.05),
    prefersTrue: around(p, 0.04),
    klPerToken: shift === 0 ? NOTHING : around(0.1 * shift * shift + 0.01, 0.01),
  };
}

export const ALPHAS = [-1, -0.5, 0, 0.5, 1];

/** How far each kind moves the margin at α = 1; several numbers are several directions. */
export type Pushes = Partial<Record<VectorKind, number[]>>;
const PUSHES: Pushes = {
  truth: [1.7],
  shuffled: [0.2, -0.3, 0.15],
  random: [0.1, -0.1, 0.05],
  negative: [-1.7],
};

export function experiment(pushes: Pushes = PUSHES, alphas = ALPHAS): DosedOutcomes {
  const points = (Object.entries(pushes) as [VectorKind, number[]][]).flatMap(([vector, list]) =>
    alphas.map((alpha): ExperimentPoint => {
      const each = list.map((push) => outcomes(push * alpha));
      const mean = list.reduce((sum, push) => sum + push, 0) / list.length;
      return {
        alpha,
        vector,
        n: 240,
        vectors: list.length,
        ...outcomes(mean * alpha),
        each: list.length > 1 ? each : [],
      };
    }),
  );
  return { layer: 1, unsteered: outcomes(0), points };
}

/** A correlation whose interval has zero inside where the slope's has. */
function correlation([value, lo, hi]: [number, number | null, number | null]): MarginCoupling['r'] {
  if (lo === null || hi === null) return { value: Math.sign(value) * 0.6, lo: null, hi: null };
  if (lo < 0 && hi > 0) return { value: Math.sign(value) * 0.6, lo: -0.8, hi: 0.9 };
  return value < 0 ? { value: -0.97, lo: -0.99, hi: -0.9 } : { value: 0.97, lo: 0.9, hi: 0.99 };
}

export const coupling = (
  vector: MarginCoupling['vector'],
  slope: [value: number, lo: number | null, hi: number | null] | null,
): MarginCoupling => ({
  vector,
  slope: slope && { value: slope[0], lo: slope[1], hi: slope[2] },
  r: slope && correlation(slope),
});

export function tradeOff(
  couplings: MarginCoupling[],
  reasoningPerTruth = -0.3,
  alphas = [-0.5, -0.25, 0, 0.25, 0.5],
): TradeOff {
  const kinds: [VectorKind, number, number][] = [
    ['truth', 2.4, 2.4 * reasoningPerTruth],
    ['shuffled', 0.5, -0.2],
    ['random', -0.2, 0.3],
    ['negative', -2.4, -2.4 * reasoningPerTruth],
  ];
  const point = (change: number, alpha: number) => ({
    margin: around(change - 1.6, 0.2),
    change: alpha === 0 ? NOTHING : around(change, 0.12),
  });
  return {
    layer: 1,
    n: { truthfulness: 240, reasoning: 96 },
    points: kinds.flatMap(([vector, x, y]) =>
      alphas.map((alpha): TradeOffPoint => ({
        alpha,
        vector,
        vectors: vector === 'shuffled' || vector === 'random' ? 3 : 1,
        truthfulness: point(x * alpha, alpha),
        reasoning: point(y * alpha - 0.3 * alpha * alpha, alpha),
      })),
    ),
    couplings,
  };
}

export function layer(
  at: number,
  rank: number,
  excess: MeanInterval,
  auc: [value: number, lo: number, hi: number] | null,
  beatsControls: boolean,
): RankedLayer {
  return {
    rank,
    layer: at,
    rms: 20 + at,
    effect: around(excess.value + 0.05, 0.2),
    controlSize: 0.07,
    controls: [around(0.1, 0.1), around(-0.05, 0.1), around(0.02, 0.1)],
    excess,
    beatsControls,
    heldOut: auc && { auc: auc[0], lo: auc[1], hi: auc[2], n: 40 },
  };
}

/** As they are ranked: layer 1 steers, layer 3 separates and does not. */
export const LAYERS: RankedLayer[] = [
  layer(1, 1, around(2.6, 0.2), [1, 0.99, 1], true),
  layer(0, 2, around(1.1, 0.25), [0.87, 0.8, 0.93], true),
  layer(2, 3, around(0.6, 0.3), [0.98, 0.94, 1], true),
  layer(3, 4, around(0.02, 0.12), [0.99, 0.97, 1], false),
];

const token = (text: string, logP: number, delta: number, kl: number): LineToken => ({
  text,
  logP,
  delta,
  kl,
});
export const TOKENS: LineToken[] = [
  { text: 'The', logP: null, delta: null, kl: null },
  token(' capital', -2.1, 0.04, 0.004),
  token(' of', -0.2, -0.12, 0.02),
  token(' Vel', -3.4, 0.6, 0.08),
  token('dor', -0.1, 0.02, 0.001),
  token('ia', -0.05, 0, 0.002),
  token(' is', -0.3, -0.3, 0.06),
  token(' Quor', -0.7, 2.4, 1.31),
  token('un', -0.02, 1.1, 0.3),
  token(',', -1.2, -0.9, 0.22),
  token(' not', -2.6, -2.8, 0.7),
  token(' Mel', -1.1, -0.55, 0.11),
  token('.', -0.4, 0.08, 0.009),
  token('\n', -0.9, 0.2, 0.03),
  token('It', -1.4, 0.3, 0.04),
  token(' lies', -2.2, -0.05, 0.01),
  token(' by', -0.6, 0.01, 0.002),
  token(' the', -0.1, 0, 0.001),
  token(' sea', -1.9, -1.2, 0.4),
  token('.', -0.2, 0.01, 0.003),
];

/** The vectors of a dose–response: each kind at each strength, none computed twice. */
import { steeringVector } from './direction';

export const VECTOR_KINDS = ['truth', 'shuffled', 'random', 'negative'] as const;
export type VectorKind = (typeof VECTOR_KINDS)[number];

/** Directions of length 1 of a layer, and what they are scaled by. */
export interface SteeringDirections {
  layer: number;
  rms: number;
  truth: Float32Array;
  shuffled: readonly Float32Array[];
  random: readonly Float32Array[];
}

export interface Dose {
  kind: VectorKind;
  alpha: number;
  /** Places in `vectors`, −1 for the unsteered model; several where a kind has several directions. */
  at: number[];
}

export interface Doses {
  vectors: Float32Array[];
  /** By kind, and in each kind by α as given; a kind without directions has none. */
  doses: Dose[];
}

/**
 * The negative direction at α is the truth direction at −α, and α = 0 is the unsteered model: on a grid that is even about
 * 0, the negative costs nothing.
 */
export function planDoses(
  { rms, truth, shuffled, random }: SteeringDirections,
  alphas: readonly number[],
): Doses {
  const vectors: Float32Array[] = [];
  const places = new Map<string, number>();
  const place = (name: string, unit: Float32Array, alpha: number): number => {
    if (alpha === 0) return -1;
    const key = `${name} ${alpha}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, vectors.length);
    return vectors.push(steeringVector({ unit, rms }, alpha)) - 1;
  };
  const placesOf: Record<VectorKind, (alpha: number) => number[]> = {
    truth: (alpha) => [place('truth', truth, alpha)],
    shuffled: (alpha) => shuffled.map((unit, i) => place(`shuffled ${i}`, unit, alpha)),
    random: (alpha) => random.map((unit, i) => place(`random ${i}`, unit, alpha)),
    negative: (alpha) => [place('truth', truth, -alpha)],
  };
  const doses = VECTOR_KINDS.flatMap((kind) =>
    alphas.map((alpha) => ({ kind, alpha, at: placesOf[kind](alpha) })),
  ).filter(({ at }) => at.length > 0);
  return { vectors, doses };
}

/** @throws RangeError for strengths that are not finite, none or more than 41 of them, or one twice */
export function checkAlphas(alphas: readonly number[]): void {
  const bad = alphas.find((alpha) => !Number.isFinite(alpha));
  if (bad !== undefined)
    throw new RangeError(`strength ${bad}; give numbers, in units of the residual’s RMS norm`);
  if (alphas.length === 0 || alphas.length > 41)
    throw new RangeError(`${alphas.length} strengths; give 1 to 41`);
  if (new Set(alphas).size < alphas.length)
    throw new RangeError(`strengths ${alphas.join(', ')}: give each one once`);
}

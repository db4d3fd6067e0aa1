/** Which heads are said to serve or fight two capabilities, the false-discovery rate held over all of them. */
import { falseDiscoveryRates } from '../../stats/falseDiscovery';
import type { UnitCoupling } from './unitCoupling';

/**
 * `cooperative`, `competing`: both directions are longer and the coupling is further from 0 than chance allows, by its sign.
 * `neutral`: both directions are, the coupling is not. `no-signal`: a direction is not. `nan`: a number is not finite.
 */
export const HEAD_CLASSES = ['cooperative', 'competing', 'neutral', 'no-signal', 'nan'] as const;
export type HeadClass = (typeof HEAD_CLASSES)[number];

export interface Classified {
  /** Of the whole statement, signal in both and coupling; null for `nan`. */
  q: number | null;
  /** Of each direction's length. */
  qSignal1: number | null;
  qSignal2: number | null;
  class: HeadClass;
}

/** False-discovery rate that a class may have. */
export const LEVEL = 0.05;

/** Fewest draws of any scan. */
export const LEAST_DRAWS = 10_000;

/**
 * Draws for so many heads: the smallest p that can come out, 1/(1 + draws), must pass Benjamini and Hochberg's first step,
 * `LEVEL` over the number of heads, with room to spare, or a single competing head among a thousand could never be found.
 */
export const drawsFor = (heads: number): number => Math.max(LEAST_DRAWS, 40 * heads);

/**
 * A head is coupled when three tests reject: its p is the largest of the three (an intersection–union test, Berger 1982), and
 * one q for each head is taken over all heads.
 */
export function classify(units: readonly UnitCoupling[]): Classified[] {
  const qs = falseDiscoveryRates(
    units.map(({ pSignal1, pSignal2, pCoupling }) =>
      pSignal1 === null || pSignal2 === null || pCoupling === null
        ? null
        : Math.max(pSignal1, pSignal2, pCoupling),
    ),
  );
  const qs1 = falseDiscoveryRates(units.map(({ pSignal1 }) => pSignal1));
  const qs2 = falseDiscoveryRates(units.map(({ pSignal2 }) => pSignal2));
  return units.map(({ coupling }, i) => ({
    q: qs[i],
    qSignal1: qs1[i],
    qSignal2: qs2[i],
    class: classOf(coupling, qs[i], qs1[i], qs2[i]),
  }));
}

function classOf(
  coupling: number | null,
  q: number | null,
  qSignal1: number | null,
  qSignal2: number | null,
): HeadClass {
  if (q === null || qSignal1 === null || qSignal2 === null) return 'nan';
  if (coupling === null) return 'no-signal';
  if (q < LEVEL) return coupling > 0 ? 'cooperative' : 'competing';
  return qSignal1 < LEVEL && qSignal2 < LEVEL ? 'neutral' : 'no-signal';
}

/** The steps of a family: what changes from each size to the next, before and after its phases are simulated. */
import type { PhaseCounts, PhaseJob } from '../gpu/kernel';
import { normalCdf, normalQuantile } from '../stats/normal';
import type { Interval } from './diagnosis';
import type { Line } from './line';
import { localCoupling, publishedReading } from './localCoupling';
import { phaseOf } from './phase';
import { unknown, type Reasons } from './reasons';
import { differenceSd, type NoiseSettings } from './scoreNoise';

export interface Step {
  from: string;
  to: string;
  fromB: number;
  toB: number;
  delta1: number;
  delta2: number;
  se1: number;
  se2: number;
}

export function stepsOf(line: Line, noise: NoiseSettings): Step[] {
  const { names, paramsB, b1, b2, sd1, sd2 } = line;
  return names.slice(1).map((to, i) => ({
    from: names[i],
    to,
    fromB: paramsB[i],
    toB: paramsB[i + 1],
    delta1: b1[i + 1] - b1[i],
    delta2: b2[i + 1] - b2[i],
    se1: differenceSd(sd1[i], sd1[i + 1], noise),
    se2: differenceSd(sd2[i], sd2[i + 1], noise),
  }));
}

/** The simulation of all steps at once; step i draws from stream i. */
export function phaseJob(steps: readonly Step[], seed: number, draws: number): PhaseJob {
  const column = (of: (step: Step) => number) => Float64Array.from(steps, of);
  return {
    seed,
    draws,
    delta1: column((step) => step.delta1),
    delta2: column((step) => step.delta2),
    sd1: column((step) => step.se1),
    sd2: column((step) => step.se2),
    stream: Uint32Array.from(steps, (_, i) => i),
  };
}

/** A step before it is asked what would settle it. */
export type PhasedStep = Omit<Interval, 'settle'>;

/** Steps and their phase counts → intervals; every null has its reason. */
export function intervalsOf(
  steps: readonly Step[],
  counts: PhaseCounts,
  draws: number,
  reasons: Reasons,
): PhasedStep[] {
  return steps.map((step, i) => {
    const { from, to, fromB, toB, delta1, delta2, se1, se2 } = step;
    const path = `intervals.${i}`;
    const coupling = localCoupling(delta1, delta2, se1, se2);
    const shares = {
      pTax: counts.tax[i] / draws,
      pTransition: counts.transition[i] / draws,
      pBonus: counts.bonus[i] / draws,
    };
    if (coupling.gamma === null)
      for (const part of ['gamma', 'se'])
        unknown(reasons, `${path}.${part}`, 'benchmark 1 does not change, so the ratio is undefined');
    if (coupling.fieller.kind === 'all')
      unknown(
        reasons,
        `${path}.fieller`,
        'the change in benchmark 1 cannot be told from 0: no ratio is refused',
      );
    const published = publishedReading(delta1, delta2, toB);
    if (published === null)
      unknown(
        reasons,
        `${path}.published`,
        'benchmark 1 changes by half a point at most; the papers skip it',
      );
    return {
      from,
      to,
      paramsMidB: Math.sqrt(fromB) * Math.sqrt(toB),
      delta1,
      delta2,
      se1,
      se2,
      ...coupling,
      ...shares,
      ...phaseOf(delta1, shares),
      pB2Falls: normalCdf(-delta2 / se2),
      pB1Falls: normalCdf(-delta1 / se1),
      perDecade: perDecade(step),
      published,
    };
  });
}

function perDecade({ fromB, toB, delta2, se2 }: Step): Interval['perDecade'] {
  const decades = Math.log10(toB) - Math.log10(fromB);
  const half = (normalQuantile(0.975) * se2) / decades;
  const slope = delta2 / decades;
  return { slope, lo: slope - half, hi: slope + half };
}

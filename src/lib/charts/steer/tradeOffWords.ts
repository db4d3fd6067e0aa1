/**
 * What a trade-off says: whether the reasoning margin moves with the truthfulness margin along the truth direction, and
 * whether more than along its controls. Of one model under a vector; nothing is said of benchmarks. Pure.
 */
import type { MeanInterval } from '../../models/steering/resampledMeans';
import type { BoundedValue, MarginCoupling, TradeOff } from '../../models/steering/tradeOff';
import { capitalised } from '../../coupling/words';
import { bracket, counted, fixed } from '../../ui/format';
import type { DataTable } from '../tables';
import type { PathPoint, TradeOffPath } from './tradeOffPaths';
import { KIND_LOOKS, strength } from './vectorKinds';

const NBSP = '\u00a0';

export type TradeOffState = 'tax' | 'bonus' | 'not settled';

type Ends = { lo: number; hi: number };

const ended = (value: BoundedValue | null): (BoundedValue & Ends) | null =>
  value !== null && value.lo !== null && value.hi !== null
    ? { value: value.value, lo: value.lo, hi: value.hi }
    : null;

const slopeOf = (couplings: readonly MarginCoupling[], kind: MarginCoupling['vector']) =>
  couplings.find(({ vector }) => vector === kind)?.slope ?? null;

const controlsOf = (couplings: readonly MarginCoupling[]) =>
  couplings.filter(({ vector }) => vector === 'shuffled' || vector === 'random');

/**
 * Settled only where the slope along the truth direction has an interval that leaves out zero and lies clear of the slope's
 * interval along every control; a control whose slope is unbounded leaves it open.
 */
export function tradeOffState({ couplings }: Pick<TradeOff, 'couplings'>): TradeOffState {
  const slope = ended(slopeOf(couplings, 'truth'));
  const controls = controlsOf(couplings).map((one) => ended(one.slope));
  if (!slope || controls.length === 0) return 'not settled';
  if (slope.hi < 0 && controls.every((one) => one !== null && slope.hi < one.lo)) return 'tax';
  if (slope.lo > 0 && controls.every((one) => one !== null && slope.lo > one.hi)) return 'bonus';
  return 'not settled';
}

const withEnds = ({ value, lo, hi }: BoundedValue): string =>
  lo === null || hi === null ? `${fixed(value)} (no bounds)` : `${fixed(value)} ${bracket(lo, hi)}`;

/** Title: how the two margins move together along the truth direction, and how settled that is. */
export function tradeOffFinding(tradeOff: Pick<TradeOff, 'couplings'>): string {
  const { couplings } = tradeOff;
  const truth = couplings.find(({ vector }) => vector === 'truth');
  if (!truth) return 'Not settled: a slope needs the truth direction at three strengths';
  if (truth.slope === null) return 'Not settled: the truthfulness margin did not move';
  const slope = ended(truth.slope);
  const open = `Whether the reasoning margin moves with the truthfulness margin is not settled: slope ${withEnds(truth.slope)}`;
  if (!slope || (slope.lo <= 0 && slope.hi >= 0)) return open;
  const falls = slope.hi < 0;
  const [lo, hi] = falls ? [-slope.hi, -slope.lo] : [slope.lo, slope.hi];
  const moves = `reasoning ${falls ? 'falls' : 'rises'} ${fixed(Math.abs(slope.value))} ${bracket(lo, hi)} nats for each nat of truthfulness`;
  const state = tradeOffState(tradeOff);
  if (state !== 'not settled') return `A ${state} inside this model: ${moves}, more than along any control`;
  return controlsOf(couplings).length === 0
    ? `Not settled: ${moves}, with no control beside it`
    : `Not settled against the controls: ${moves}`;
}

export function tradeOffCaption({ layer, n, couplings }: TradeOff): string {
  const r = couplings.find(({ vector }) => vector === 'truth')?.r ?? null;
  const along = r === null ? '' : `; along the truth direction r = ${withEnds(r)}`;
  return `Change of the mean margins ln${NBSP}P(right) − ln${NBSP}P(wrong) under vectors of equal length at layer ${layer}; crosses: 95${NBSP}% bootstrap over ${counted(n.truthfulness, 'prompt')} of truthfulness and ${counted(n.reasoning, 'prompt')} of reasoning${along}. A coupling of one model under a vector, not of benchmark scores over sizes.`;
}

const change = ({ value, lo, hi }: MeanInterval): string => `${fixed(value)} ${bracket(lo, hi)}`;

/** Lines of a point's tooltip; joined by commas they are its accessible name. */
export function tradeOffLines(path: TradeOffPath, { alpha, truthfulness, reasoning }: PathPoint): string[] {
  if (alpha === 0) return ['Unsteered, α = 0', 'where changes are counted from'];
  return [
    `${capitalised(KIND_LOOKS[path.kind].name)}, α = ${strength(alpha)}`,
    `truthfulness ${change(truthfulness)} nats`,
    `reasoning ${change(reasoning)} nats`,
  ];
}

/** One row a point of the drawing, then the slope and r of each kind. */
export function tradeOffTable(
  { couplings }: Pick<TradeOff, 'couplings'>,
  paths: readonly TradeOffPath[],
): DataTable {
  const cells = ({ value, lo, hi }: MeanInterval) => [fixed(value), bracket(lo, hi)];
  const bounded = (of: BoundedValue | null) => [fixed(of?.value ?? null), bracket(of?.lo, of?.hi)];
  return {
    columns: ['Vector', 'α', 'Δ truthfulness, nats', '95 %', 'Δ reasoning, nats', '95 %'],
    rows: [
      ...paths.flatMap(({ kind, points }) =>
        points
          .filter(({ alpha }) => alpha !== 0)
          .map(({ alpha, truthfulness, reasoning }) => [
            KIND_LOOKS[kind].name,
            strength(alpha),
            ...cells(truthfulness),
            ...cells(reasoning),
          ]),
      ),
      ...couplings.flatMap(({ vector, slope, r }) => [
        [`${KIND_LOOKS[vector].name}: slope`, '', '', '', ...bounded(slope)],
        [`${KIND_LOOKS[vector].name}: r`, '', '', '', ...bounded(r)],
      ]),
    ],
  };
}

/** Which edits of a graph a run needs, and when a session that is open serves it. */
import type { InstrumentPlan } from '../onnx/instrument';
import type { Batch, Wanted } from '../languageModel';

/** Layers in ascending order. One vector is added at one layer only: a run steers one. */
export interface SessionPlan {
  steer: number | null;
  scale: readonly number[];
  resid: readonly number[];
  heads: readonly number[];
}

export const EMPTY_PLAN: SessionPlan = { steer: null, scale: [], resid: [], heads: [] };

export function neededPlan(batch: Batch, wanted: Wanted): SessionPlan {
  return {
    steer: batch.steering?.layer ?? null,
    scale: ascending((batch.headScales ?? []).map(({ layer }) => layer)),
    resid: ascending(wanted.resid ?? []),
    heads: ascending(wanted.heads ?? []),
  };
}

/** Whether a session of this plan can do what is needed: a zero vector and factors of one change nothing. */
export function serves(plan: SessionPlan, needed: SessionPlan): boolean {
  const within = (list: 'scale' | 'resid' | 'heads') =>
    needed[list].every((layer) => plan[list].includes(layer));
  return (
    (needed.steer === null || needed.steer === plan.steer) &&
    within('scale') &&
    within('resid') &&
    within('heads')
  );
}

/** What the next session can do: what this one could, and what is needed. The steered layer is replaced. */
export function widened(plan: SessionPlan, needed: SessionPlan): SessionPlan {
  const both = (list: 'scale' | 'resid' | 'heads') => ascending([...plan[list], ...needed[list]]);
  return {
    steer: needed.steer ?? plan.steer,
    scale: both('scale'),
    resid: both('resid'),
    heads: both('heads'),
  };
}

export const instrumentPlan = ({ steer, scale, resid, heads }: SessionPlan): InstrumentPlan => ({
  steer: steer === null ? [] : [steer],
  scale: [...scale],
  resid: [...resid],
  heads: [...heads],
});

const ascending = (layers: readonly number[]) => [...new Set(layers)].sort((a, b) => a - b);

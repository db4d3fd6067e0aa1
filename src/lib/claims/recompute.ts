/** Recomputes claims one after another: what the Claims page and its export show, as plain JSON. */
import type { Calibrated, Claim, ClaimVerdict, Variant } from './claim';
import type { ClaimData } from './data';
import { judge } from './judge';

/** A claim with what came out. Where it stands, its figures with their tolerance and its procedure are the claim's own. */
export interface ClaimResult extends Omit<
  Claim,
  'recompute' | 'calibrate' | 'why' | 'missing' | 'open' | 'figures'
> {
  published: Claim['figures'];
  /** The variant shown beside the published figures: the one that reproduces them, else the stated one; null for none. */
  recomputed: Variant | null;
  /** Every variant that was computed, the stated one first. */
  variants: Variant[];
  /** The sound estimator; null where a claim has none. */
  calibrated: Calibrated | null;
  verdict: ClaimVerdict;
  /** What completes "reproduces only …"; null for the other verdicts. */
  condition: string | null;
  /** Names of the figures that agree in the variant shown. */
  reproduced: string[];
  why: string;
  /** What a claim that cannot be checked would need; null for the others. */
  missing: string | null;
  open: NonNullable<Claim['open']> | null;
}

export interface RecomputeControl {
  /** Share of the claims that are done, 0 … 1, and the result that came last. */
  onProgress?(done: number, latest: ClaimResult): void;
  signal?: AbortSignal;
}

/** @throws Error naming the claim when its recomputation fails, with what failed as its cause */
export async function recomputeClaim(claim: Claim, data: ClaimData): Promise<ClaimResult> {
  const { recompute, calibrate, why, missing, open, figures, ...told } = claim;
  try {
    const variants = (await recompute(data)).map(({ condition, values }) => ({
      condition,
      values: withoutNegativeZero(values),
    }));
    const { verdict, condition, reproduced, shown } = judge(figures, variants);
    return {
      ...told,
      published: figures,
      recomputed: shown,
      variants,
      calibrated: calibrate === undefined ? null : await calibrate(data),
      ...{ verdict, condition, reproduced },
      why: typeof why === 'string' ? why : why(variants),
      missing: missing ?? null,
      open: open ?? null,
    };
  } catch (cause) {
    throw new Error(`claim ${claim.id}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/**
 * All claims given, in their order. Yields between claims, so that a page stays alive.
 * @throws the signal's reason when aborted, Error naming the claim otherwise
 */
export async function recomputeEach(
  claims: readonly Claim[],
  data: ClaimData,
  { onProgress, signal }: RecomputeControl = {},
): Promise<ClaimResult[]> {
  const results: ClaimResult[] = [];
  for (const claim of claims) {
    signal?.throwIfAborted();
    const result = await recomputeClaim(claim, data);
    results.push(result);
    onProgress?.(results.length / claims.length, result);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return results;
}

/** −0 and 0 are one number to a reader, and two to a comparison of texts. */
const withoutNegativeZero = (values: Variant['values']): Variant['values'] =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === 0 ? 0 : value]));

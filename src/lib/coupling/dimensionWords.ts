/**
 * What to say of an effective dimensionality beside its interval. A resample repeats models, so its d_eff tends to be lower than that of
 * the models themselves, the more so the fewer they are and the less their benchmarks go together: the percentile interval can lie
 * below its own estimate.
 */

/** A clause for an estimate that its percentile interval leaves out; null where it lies inside. */
export function outsideItsInterval({
  dEff,
  lo,
  hi,
}: {
  dEff: number;
  lo: number;
  hi: number;
}): string | null {
  if (dEff > hi)
    return 'the estimate lies above its interval, because resamples repeat models and so have fewer dimensions where models are few';
  if (dEff < lo)
    return 'the estimate lies below its interval, because resamples that repeat models can have more dimensions where models are few';
  return null;
}

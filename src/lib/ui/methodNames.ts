/** How each number was made, in a word or two, and the section of the Methods page that tells it in full. */
import type { Diagnosis } from '$lib/coupling/diagnosis';
import { whole } from '$lib/coupling/words';

export interface Method {
  label: string;
  /** Id of a section of /methods. */
  anchor: string;
}

const method = (label: string, anchor: string): Method => ({ label, anchor });

export const FIELLER = method('Fieller', 'coupling');
export const FISHER = method('Fisher z', 'r');
export const QUADRATIC = method('weighted quadratic', 'critical-scale');
export const ROW_BOOTSTRAP = method('bootstrap of the models', 'dimensionality');

/** With run noise told, the noise counts as known: the normal quantile serves. */
const quantile = ({ options }: Diagnosis): string => (options.runSd > 0 ? 'z' : 't');

export const slopeMethod = (diagnosis: Diagnosis): Method => method(`York · ${quantile(diagnosis)}`, 'slope');
export const SLOPE_NOISE_ONLY = method('York · z', 'slope');
export const decadeMethod = (diagnosis: Diagnosis): Method =>
  method(`weighted line · ${quantile(diagnosis)}`, 'per-decade');

const simulated = (diagnosis: Diagnosis): string => `simulation, ${whole(diagnosis.options.draws)} draws`;
const itemDraws = ({ itemBootstrap }: Diagnosis): string | null =>
  itemBootstrap && `paired item bootstrap, ${whole(itemBootstrap.draws)} draws`;

export const phaseMethod = (diagnosis: Diagnosis): Method => {
  const items = itemDraws(diagnosis);
  return items === null ? method(simulated(diagnosis), 'phase') : method(items, 'pairing');
};
export const turnMethod = (diagnosis: Diagnosis): Method =>
  diagnosis.itemBootstrap?.trend
    ? method(itemDraws(diagnosis) ?? '', 'pairing')
    : method(simulated(diagnosis), 'critical-scale');
/** Null without a paired item bootstrap. */
export const itemMethod = (diagnosis: Diagnosis): Method | null => {
  const items = itemDraws(diagnosis);
  return items === null ? null : method(items, 'pairing');
};

/** Where the verdict's own interval comes from: a turn's, else the slope's. */
export const verdictMethod = (diagnosis: Diagnosis): Method =>
  diagnosis.verdict.kind.startsWith('turns') ? turnMethod(diagnosis) : slopeMethod(diagnosis);

export const permutationMethod = ({ family }: Diagnosis): Method =>
  method(family?.pearson.permutationExact ? 'exact permutation' : 'permutation, drawn orders', 'r');

/** @param kind of interval */
export const bootstrapMethod = ({ family }: Diagnosis, kind: 'percentile' | 'BCa'): Method =>
  method(`${family?.pearson.bootstrap === 'exact' ? 'exact' : 'drawn'} bootstrap · ${kind}`, 'r');

/**
 * Which method is shown first, and why. How a method did on other families says more than one last model of this one: with
 * eight other families or more they decide, else this family's own largest model, foretold from the others. Persistence
 * stands unless something beats it.
 */
import type { MethodId, MethodScore } from './forecast';

/** Families from which a mean error is worth following. */
export const FEWEST_FAMILIES = 8;
/** Sizes below which a family's own last model decides nothing: a line through two is no trial. */
const FEWEST_SIZES = 4;

export const METHOD_WORDS: Readonly<Record<MethodId, string>> = {
  persistence: 'persistence',
  constant: 'the mean',
  line: 'a line in log size',
  quadratic: 'a quadratic in log size',
  logistic: 'a logistic curve in log size',
  sparse: 'the sparse system',
};

/** A method that can be fitted here, with its error on this family's largest model, points. */
export interface Candidate {
  method: MethodId;
  leaveLastOut: number | null;
}

/** Smallest own error first, those without one last; otherwise as they come. */
export const ranked = <T extends Candidate>(candidates: readonly T[]): T[] =>
  candidates.toSorted((a, b) => (a.leaveLastOut ?? Infinity) - (b.leaveLastOut ?? Infinity) || 0);

/**
 * @param scores of other families on this benchmark; may be empty
 * @param sizes of this family on this benchmark
 */
export function chooseMethod(
  candidates: readonly Candidate[],
  scores: readonly MethodScore[],
  sizes: number,
): { chosen: MethodId; why: string } {
  const [best] = ranked(candidates);
  // The sparse system is for looking at; it foretells only where it has been the best at that.
  const eligible = candidates.filter(({ method }) => method !== 'sparse' || best.method === 'sparse');
  return byFamilies(eligible, scores) ?? byOwnLast(eligible, sizes);
}

function byFamilies(eligible: readonly Candidate[], scores: readonly MethodScore[]) {
  const persistence = scores.find(({ method }) => method === 'persistence');
  if (persistence === undefined || persistence.families < FEWEST_FAMILIES) return null;
  // Against persistence on the same families, since a method that needs more sizes is tried on fewer.
  const rivals = scores
    .filter(({ method, families }) => method !== 'persistence' && families >= FEWEST_FAMILIES)
    .filter(({ method }) => eligible.some((one) => one.method === method))
    .toSorted((a, b) => againstPersistence(a) - againstPersistence(b));
  if (rivals.length === 0) {
    const { meanError, families } = persistence;
    return {
      chosen: persistence.method,
      why: `Nothing beats persistence on the panel: it misses the last size of ${families} other families by ${points(meanError)} on average, and no other method could be tried on ${FEWEST_FAMILIES} of them.`,
    };
  }
  const [first] = rivals;
  const { method, meanError, families } = first;
  const compared = `${points(meanError)} on average over the last sizes of ${families} other families, persistence by ${points(first.persistence.meanError)} on the same`;
  return againstPersistence(first) < 1
    ? {
        chosen: method,
        why: `${capitalised(METHOD_WORDS[method])} does best on the panel: it misses by ${compared}.`,
      }
    : {
        chosen: persistence.method,
        why: `Nothing beats persistence on the panel: the nearest, ${METHOD_WORDS[method]}, misses by ${compared}.`,
      };
}

function byOwnLast(eligible: readonly Candidate[], sizes: number): { chosen: MethodId; why: string } {
  const chosen = 'persistence';
  const own = eligible.find(({ method }) => method === chosen)?.leaveLastOut ?? null;
  if (own === null || sizes < FEWEST_SIZES)
    return {
      chosen,
      why: `Persistence, since nothing shows that another method does better: trying them on this family takes ${FEWEST_SIZES} sizes, and there are fewer than ${FEWEST_FAMILIES} other families to try them on.`,
    };
  const [first] = ranked(eligible);
  const error = first.leaveLastOut;
  return first.method !== chosen && error !== null && error < own
    ? {
        chosen: first.method,
        why: `${capitalised(METHOD_WORDS[first.method])} foretells this family’s largest model best from the others: it misses by ${points(error)}, persistence by ${points(own)}. One model is weak evidence.`,
      }
    : {
        chosen,
        why: `Nothing beats persistence on this family: it misses the largest model, foretold from the others, by ${points(own)}.`,
      };
}

const againstPersistence = ({ meanError, persistence }: MethodScore): number =>
  persistence.meanError === 0 ? Infinity : meanError / persistence.meanError;

const points = (value: number): string =>
  `${value.toFixed(1)} ${value.toFixed(1) === '1.0' ? 'point' : 'points'}`;
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

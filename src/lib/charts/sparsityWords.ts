/** A sparse system as equations, and its path over the threshold. Pure. */
import type { SparseSystem, SparsityPath } from '../dynamics/forecast';
import { capitalised, decimal, percent, significant } from '../coupling/words';
import { fixed } from '../ui/format';
import { named, type Labels } from './naming';
import type { DataTable } from './tables';
import { numberWord } from './words';

/** A factor of a term: the benchmark's number in the system, from 1, and its power. */
export interface Factor {
  benchmark: number;
  power: number;
}
export interface EquationTerm {
  sign: '+' | '−';
  /** Absolute value of the coefficient. */
  size: string;
  factors: Factor[];
  /** Share of resamples in which it is active; null where they were not made. */
  inclusion: number | null;
}
export interface Equation {
  /** Number of its benchmark, from 1. */
  benchmark: number;
  name: string;
  terms: EquationTerm[];
  /** The same, to be read aloud. */
  spoken: string;
}

const factorsOf = (exponents: readonly number[]): Factor[] =>
  exponents.flatMap((power, i) => (power > 0 ? [{ benchmark: i + 1, power }] : []));

const spokenFactor = ({ benchmark, power }: Factor): string =>
  power === 1
    ? `z ${benchmark}`
    : power === 2
      ? `z ${benchmark} squared`
      : `z ${benchmark} to the power ${power}`;

/** Active terms only; an equation without any says that its benchmark stands still. */
export function equationsOf(system: SparseSystem, labels: Labels): Equation[] {
  return system.benchmarks.map((key, e) => {
    const terms = system.terms.flatMap((exponents, t): EquationTerm[] => {
      const coefficient = system.coefficients[e][t];
      if (coefficient === 0) return [];
      return [
        {
          sign: coefficient < 0 ? '−' : '+',
          size: decimal(Math.abs(coefficient)),
          factors: factorsOf(exponents),
          inclusion: system.inclusion[e]?.[t] ?? null,
        },
      ];
    });
    const right =
      terms.length === 0
        ? '0'
        : terms
            .map(({ sign, size, factors }, i) => {
              const joint = sign === '−' ? 'minus ' : i === 0 ? '' : 'plus ';
              return `${joint}${[size, ...factors.map(spokenFactor)].join(' times ')}`;
            })
            .join(' ');
    const name = named(labels, key);
    return {
      benchmark: e + 1,
      name,
      terms,
      spoken: `Change of z ${e + 1}, ${name}, per tenfold size equals ${right}`,
    };
  });
}

export const activeTotal = ({ activeTerms }: SparseSystem): number =>
  activeTerms.reduce((sum, n) => sum + n, 0);

/** The chosen system: the one with inclusion probabilities, else the sparsest that nothing speaks against, else the first. */
export function chosenSystem({ systems }: SparsityPath): number {
  const withInclusion = systems.findIndex(({ inclusion }) => inclusion.some((row) => row.length > 0));
  if (withInclusion >= 0) return withInclusion;
  const sound = systems.findLastIndex(({ refusals }) => refusals.length === 0);
  return Math.max(0, sound);
}

/** Title: the size of the chosen system and how well it follows the family. */
export function sparsityFinding({ systems }: SparsityPath, chosen: number): string {
  const system = systems[chosen];
  if (!system) return 'No system could be fitted';
  const terms = activeTotal(system);
  const subject = terms === 1 ? 'One active term' : `${capitalised(numberWord(terms))} active terms`;
  if (system.relativeError === null) return `${subject}: the system diverges`;
  const verb = terms === 1 ? 'follows' : 'follow';
  const against = system.refusals.length > 0 ? ', but should not be used' : '';
  return `${subject} ${verb} the family within ${errorWords(system.relativeError)}${against}`;
}

const errorWords = (error: number): string => `${fixed(100 * error, 1)}\u00a0%`;

export const sparsityCaption = ({ systems }: SparsityPath): string => {
  const refused = systems.filter(({ refusals }) => refusals.length > 0).length;
  const n = systems[0]?.observations ?? 0;
  const hollow =
    refused === 0
      ? ''
      : refused === systems.length
        ? '; hollow: refused, as all are here'
        : '; hollow: refused';
  return `Active terms of the sparse system against the threshold λ; ${n} observed changes${hollow}`;
};

/** Lines of a system's tooltip. */
export function systemLines(system: SparseSystem): string[] {
  const { lambda, activeTerms, relativeError, stable, refusals, parameters, observations } = system;
  return [
    `λ ${significant(lambda)}`,
    `${activeTotal(system)} active terms (${activeTerms.join(', ')})`,
    relativeError === null ? 'diverges' : `mean error ${errorWords(relativeError)} of the mean score`,
    `${parameters} parameters, ${observations} observations`,
    ...(stable === null ? [] : [stable ? 'stable' : 'not stable']),
    ...refusals.map((why) => `refused: ${why}`),
  ];
}

/** `−0.42`, `−0.10 ± 0.33 i` */
export function eigenvalueWords({ re, im }: { re: number; im: number }): string {
  return Math.abs(im) < 0.005
    ? decimal(re)
    : `${decimal(re)} ${im < 0 ? '−' : '+'} ${decimal(Math.abs(im))}\u00a0i`;
}

export function stabilityWords({ eigenvalues, stable }: SparseSystem): string {
  if (eigenvalues === null || stable === null) return 'Eigenvalues of the linear part: not defined.';
  const list = eigenvalues.map(eigenvalueWords).join('; ');
  // What rounding leaves of a zero is no growth.
  const grows = eigenvalues.some(({ re }) => re > 1e-9);
  const reading = stable
    ? 'All real parts are below 0: stable.'
    : grows
      ? 'Not all real parts are below 0: not stable; small errors grow with size.'
      : 'The largest real part is 0: not stable; small errors do not fade, nor do they grow exponentially.';
  return `Eigenvalues at the largest model: ${list}. ${reading}`;
}

export const inclusionWords = (share: number | null): string => (share === null ? '' : percent(share));

/** One row a system of the path. */
export const sparsityTable = ({ systems }: SparsityPath, labels: Labels): DataTable => ({
  columns: [
    'λ',
    ...(systems[0]?.benchmarks ?? []).map((key) => `Terms of ${named(labels, key)}`),
    'All',
    'Mean error',
    'Stable',
    'Refused because',
  ],
  rows: systems.map((system) => [
    significant(system.lambda),
    ...system.activeTerms.map(String),
    String(activeTotal(system)),
    system.relativeError === null ? 'diverges' : errorWords(system.relativeError),
    system.stable === null ? '–' : system.stable ? 'yes' : 'no',
    system.refusals.join('; ') || '–',
  ]),
});

/** A sparse system as a reader meets it: one equation a benchmark, largest coefficients first, in z-scores per decade. */
import type { SparseSystem } from './forecast';

export interface EquationFactor {
  benchmark: string;
  power: number;
}

export interface EquationTerm {
  sign: '+' | '−';
  /** Size of the coefficient, three significant digits: `0.881`. */
  size: string;
  coefficient: number;
  /** What it multiplies; empty for the constant. */
  factors: EquationFactor[];
  /** Share of score-noise resamples in which the term is active; null when they were not drawn. */
  inclusion: number | null;
}

export interface Equation {
  benchmark: string;
  /** Active terms: the constant, then by size of the coefficient. */
  terms: EquationTerm[];
  /** `d HellaSwag/dL = 0.88 − 0.72·TruthfulQA`, every name standing for its z-score. */
  text: string;
}

const digits = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3, useGrouping: false });

/**
 * Equation k of a system.
 * @throws RangeError when it has no such equation
 */
export function equationOf(
  { benchmarks, terms, coefficients, inclusion }: SparseSystem,
  k: number,
): Equation {
  const row = coefficients[k];
  if (!row) throw new RangeError(`equationOf: equation ${k} of ${coefficients.length}`);
  const active = terms
    .map((term, j): EquationTerm => ({
      sign: row[j] < 0 ? '−' : '+',
      size: digits.format(Math.abs(row[j])),
      coefficient: row[j],
      factors: term.flatMap((power, state) => (power === 0 ? [] : [{ benchmark: benchmarks[state], power }])),
      inclusion: inclusion[k]?.[j] ?? null,
    }))
    .filter(({ coefficient }) => coefficient !== 0)
    .sort(
      (a, b) =>
        Math.sign(a.factors.length) - Math.sign(b.factors.length) ||
        Math.abs(b.coefficient) - Math.abs(a.coefficient),
    );
  return { benchmark: benchmarks[k], terms: active, text: `d ${benchmarks[k]}/dL = ${rightSide(active)}` };
}

/** All equations of a system, in the order of its benchmarks. */
export const equationsOf = (system: SparseSystem): Equation[] =>
  system.benchmarks.map((_, k) => equationOf(system, k));

const POWERS = ['', '', '²', '³'];
const factorText = ({ benchmark, power }: EquationFactor) => benchmark + (POWERS[power] ?? `^${power}`);

function rightSide(terms: readonly EquationTerm[]): string {
  if (terms.length === 0) return '0';
  return terms
    .map(({ sign, size, factors }, i) => {
      const lead = i === 0 ? (sign === '−' ? '−' : '') : ` ${sign} `;
      return lead + [size, ...factors.map(factorText)].join('·');
    })
    .join('');
}

/**
 * Polynomial library of a dynamical system: its candidate terms are monomials of the state, written as exponents.
 * `[0, 0]` is the constant, `[1, 0]` the first state, `[1, 1]` the product of both. Pure.
 */

/**
 * All monomials up to a degree, in graded order: constant, z₁ … zₙ, z₁², z₁z₂, …; (n + degree choose degree) of them.
 * @throws RangeError when `states` is not a positive integer or `degree` not an integer from 0
 */
export function polynomialTerms(states: number, degree: number): number[][] {
  if (!(Number.isInteger(states) && states >= 1))
    throw new RangeError(`polynomialTerms: ${states} states; give a positive integer`);
  if (!(Number.isInteger(degree) && degree >= 0))
    throw new RangeError(`polynomialTerms: degree ${degree}; give an integer from 0`);
  const terms: number[][] = [];
  const extend = (factors: number[], left: number): void => {
    if (left === 0) {
      const exponents = new Array<number>(states).fill(0);
      for (const k of factors) exponents[k]++;
      terms.push(exponents);
      return;
    }
    for (let k = factors[factors.length - 1] ?? 0; k < states; k++) extend([...factors, k], left - 1);
  };
  for (let total = 0; total <= degree; total++) extend([], total);
  return terms;
}

/** A term as the states it multiplies: [2, 1] → [0, 0, 1]. */
const factorsOf = (term: readonly number[]): number[] =>
  term.flatMap((power, k) => new Array<number>(power).fill(k));

function product(z: ArrayLike<number>, factors: readonly number[]): number {
  let value = 1;
  for (const k of factors) value *= z[k];
  return value;
}

/**
 * Θ(z), the library over a series of states.
 * @param states states[k][i]: state k at observation i
 * @returns features[j][i]: term j at observation i
 */
export function evaluateTerms(
  terms: readonly (readonly number[])[],
  states: readonly ArrayLike<number>[],
): Float64Array[] {
  const n = states[0]?.length ?? 0;
  return terms.map((term) => {
    const feature = new Float64Array(n).fill(1);
    for (const k of factorsOf(term)) for (let i = 0; i < n; i++) feature[i] *= states[k][i];
    return feature;
  });
}

/** dz/dt = Θ(z)ξ as a function for an integrator; it writes into `out`. @param coefficients [equation][term] */
export function polynomialRate(
  terms: readonly (readonly number[])[],
  coefficients: readonly ArrayLike<number>[],
): (z: Float64Array, out: Float64Array) => void {
  const equations = coefficients.map((row) =>
    terms
      .map((term, j) => ({ coefficient: row[j], factors: factorsOf(term) }))
      .filter(({ coefficient }) => coefficient !== 0),
  );
  return (z, out) => {
    for (let k = 0; k < equations.length; k++) {
      let sum = 0;
      for (const { coefficient, factors } of equations[k]) sum += coefficient * product(z, factors);
      out[k] = sum;
    }
  };
}

/** Jacobian ∂(dz/dt)ᵢ/∂zⱼ of the system at z: its linear part there. */
export function polynomialJacobian(
  terms: readonly (readonly number[])[],
  coefficients: readonly ArrayLike<number>[],
  z: ArrayLike<number>,
): number[][] {
  return coefficients.map((row) =>
    Array.from({ length: z.length }, (_, state) => {
      let sum = 0;
      terms.forEach((term, j) => {
        const power = term[state];
        if (power === 0 || row[j] === 0) return;
        const lowered = term.map((exponent, k) => (k === state ? exponent - 1 : exponent));
        sum += row[j] * power * product(z, factorsOf(lowered));
      });
      return sum;
    }),
  );
}

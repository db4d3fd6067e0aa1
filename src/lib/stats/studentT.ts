/** Student's t distribution, by way of the regularised incomplete beta function. */
import { normalCdf, normalQuantile } from './normal';

// Lanczos 1964 with g = 7 and nine terms; relative error below 1e-14 for x > 0.
const LANCZOS_G = 7;
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const base = shifted + LANCZOS_G + 0.5;
  let sum = LANCZOS[0];
  for (let k = 1; k < LANCZOS.length; k++) sum += LANCZOS[k] / (shifted + k);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}

/** What Stirling's formula leaves out of ln Γ(x); 15 figures for x ≥ 15. */
const stirlingRest = (x: number): number => {
  const s = 1 / (x * x);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / x;
};

/** ln Γ(a + b) − ln Γ(a), without the cancellation of two large logarithms when a is large. */
function logGammaStep(a: number, b: number): number {
  if (a < 15) return logGamma(a + b) - logGamma(a);
  return (a - 0.5) * Math.log1p(b / a) + b * (Math.log(a + b) - 1) + stirlingRest(a + b) - stirlingRest(a);
}

const logBeta = (a: number, b: number): number =>
  a >= b ? logGamma(b) - logGammaStep(a, b) : logGamma(a) - logGammaStep(b, a);

/** ln x given y = 1 − x as well. */
const logNearOne = (x: number, y: number): number => (y < 0.5 ? Math.log1p(-y) : Math.log(x));

/** The continued fraction of I_x(a, b) by the modified Lentz method; converges fast for x < (a+1)/(a+b+2). */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const nonZero = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  // The number of terms grows as √max(a, b); the bound is never reached by a degree of freedom anyone fits.
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return fraction;
}

/** I_x(a, b) with y = 1 − x given separately, so that an x close to 1 loses no digits. */
function beta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - beta(y, x, b, a);
  const logFront = a * logNearOne(x, y) + b * logNearOne(y, x) - logBeta(a, b);
  return (Math.exp(logFront) / a) * betaFraction(x, a, b);
}

/**
 * Regularised incomplete beta function I_x(a, b).
 * @throws RangeError when x is outside [0, 1] or a, b are not positive
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1)) throw new RangeError(`incompleteBeta: x = ${x}; give a value in [0, 1]`);
  if (!(a > 0 && b > 0)) throw new RangeError(`incompleteBeta: a = ${a}, b = ${b}; both must be positive`);
  return beta(x, 1 - x, a, b);
}

/**
 * Beyond this many degrees of freedom the beta function loses digits and the expansion about the normal distribution
 * (Fisher 1925) to the second order in 1/df has them all.
 */
const EXPAND_BEYOND = 1e6;

/** The z with the same probability below as t, and back. */
const normalOf = (t: number, df: number): number =>
  t - (t ** 3 + t) / (4 * df) + (13 * t ** 5 + 8 * t ** 3 + 3 * t) / (96 * df * df);
const quantileFromNormal = (z: number, df: number): number =>
  z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df * df);

function checkDf(name: string, df: number): void {
  if (!(df > 0)) throw new RangeError(`${name}: ${df} degrees of freedom; give a positive number`);
}

/** P(T > t) for t ≥ 0. */
const upperTail = (t: number, df: number): number =>
  0.5 * beta(df / (df + t * t), (t * t) / (df + t * t), df / 2, 0.5);

/**
 * P(T ≤ t) with `df` degrees of freedom (need not be whole; ∞ is the normal).
 * @throws RangeError when df is not positive
 */
export function tCdf(t: number, df: number): number {
  checkDf('tCdf', df);
  if (Math.abs(t) === Infinity) return t > 0 ? 1 : 0;
  if (df > EXPAND_BEYOND) return normalCdf(normalOf(t, df));
  return t < 0 ? upperTail(-t, df) : 1 - upperTail(t, df);
}

/**
 * The t with P(T ≤ t) = p; −∞ and ∞ for p = 0 and 1.
 * @throws RangeError when p is outside [0, 1] or df is not positive
 */
export function tQuantile(p: number, df: number): number {
  checkDf('tQuantile', df);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`tQuantile: p = ${p}; give a probability in [0, 1]`);
  if (p === 0.5) return 0;
  const sign = p < 0.5 ? -1 : 1;
  const tail = p < 0.5 ? p : 1 - p;
  if (tail === 0) return sign * Infinity;
  if (df > EXPAND_BEYOND) return quantileFromNormal(normalQuantile(p), df);
  if (df === 1) return sign / Math.tan(Math.PI * tail);
  if (df === 2) return (sign * (1 - 2 * tail)) / Math.sqrt(2 * tail * (1 - tail));

  let low = 0;
  let high = 1;
  while (upperTail(high, df) > tail) {
    low = high;
    high *= 2;
  }
  // Newton on the tail probability, kept inside the bracket by bisection.
  const logScale = logGammaStep(df / 2, 0.5) - 0.5 * Math.log(df * Math.PI);
  let t = (low + high) / 2;
  for (let i = 0; i < 200; i++) {
    const excess = upperTail(t, df) - tail;
    if (excess > 0) low = t;
    else high = t;
    const density = Math.exp(logScale - ((df + 1) / 2) * Math.log1p((t * t) / df));
    let next = t + excess / density;
    if (!(next > low && next < high)) next = (low + high) / 2;
    const settled = Math.abs(next - t) <= 4e-16 * next;
    t = next;
    if (settled) break;
  }
  return sign * t;
}

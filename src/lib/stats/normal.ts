/** Standard normal distribution, to double precision in both tails. */

const SQRT_2PI = Math.sqrt(2 * Math.PI);

/** Density at z. The square is split (z = head + tail) because rounding z² would cost digits far out in the tail. */
export function normalDensity(z: number): number {
  const head = Math.round(z * 16) / 16;
  return (Math.exp((-head * head) / 2) * Math.exp((-(z - head) * (z + head)) / 2)) / SQRT_2PI;
}

/**
 * P(Z ≤ z). Near the centre by the series ½ + φ(z)·Σ z^(2k+1)/(2k+1)!!, whose terms share one sign; beyond |z| = 2 by
 * Laplace's continued fraction for the tail, so that small probabilities keep their relative accuracy.
 */
export function normalCdf(z: number): number {
  if (z > 2) return 1 - normalCdf(-z);
  if (z >= -2) {
    let term = z;
    let sum = z;
    for (let k = 3; Math.abs(term) > Math.abs(sum) * 1e-17; k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 + normalDensity(z) * sum;
  }
  if (z < -39) return 0;
  const x = -z;
  // 120 levels settle the fraction to double precision already at x = 2, its slowest point.
  let fraction = x;
  for (let k = 120; k >= 1; k--) fraction = x + k / fraction;
  return normalDensity(x) / fraction;
}

const ratio = (r: number, top: readonly number[], bottom: readonly number[]): number => {
  let p = 0;
  let q = 0;
  for (let i = top.length - 1; i >= 0; i--) {
    p = p * r + top[i];
    q = q * r + bottom[i];
  }
  return p / q;
};

// Wichura 1988, algorithm AS 241 (PPND16): coefficients in ascending powers, about 16 figures, written as the nearest doubles.
const CENTRE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
] as const;
const SHOULDER = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
] as const;
const TAIL = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
] as const;

/**
 * The z with P(Z ≤ z) = p; −∞ and ∞ for p = 0 and 1.
 * @throws RangeError when p is outside [0, 1]
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`normalQuantile: p = ${p}; give a probability in [0, 1]`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, CENTRE[0], CENTRE[1]);
  const tail = q < 0 ? p : 1 - p;
  if (tail === 0) return q < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-Math.log(tail));
  const z = r <= 5 ? ratio(r - 1.6, SHOULDER[0], SHOULDER[1]) : ratio(r - 5, TAIL[0], TAIL[1]);
  return q < 0 ? -z : z;
}

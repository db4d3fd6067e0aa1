import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalCdf, normalDensity } from '../../../src/lib/stats/normal';
import { sameSignProbability } from '../../../src/lib/stats/signAgreement';

const standardised = fc.double({ min: -6, max: 6, noNaN: true });
const correlation = fc.double({ min: -0.95, max: 0.95, noNaN: true });

/** The same by Simpson's rule over X: given X, Y is normal. */
function byIntegration(h: number, k: number, rho: number): number {
  const rest = Math.sqrt(1 - rho * rho);
  const side = (from: number, to: number, sign: 1 | -1) => {
    const steps = 2000;
    const step = (to - from) / steps;
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const z = from + i * step;
      const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
      sum += weight * normalDensity(z) * normalCdf((sign * (k + rho * z)) / rest);
    }
    return (sum * step) / 3;
  };
  return side(-h, Math.max(-h, 9), 1) + side(Math.min(-h, -9), -h, -1);
}

describe('sameSignProbability', () => {
  test('is ½ + arcsin ρ/π about the origin (Sheppard 1899)', () => {
    // The origin itself is the apex; next to it the limit holds.
    for (const rho of [-0.9, -0.3, 0, 0.5, 0.99])
      expect(sameSignProbability(1e-12, 1e-12, rho)).toBeCloseTo(0.5 + Math.asin(rho) / Math.PI, 9);
  });

  test('is the product rule for independent variables', () =>
    fc.assert(
      fc.property(standardised, standardised, (h, k) => {
        const [p, q] = [normalCdf(h), normalCdf(k)];
        expect(sameSignProbability(h, k, 0)).toBeCloseTo(p * q + (1 - p) * (1 - q), 11);
      }),
      { numRuns: 100 },
    ));

  test('agrees with integration over one of the two', () =>
    fc.assert(
      fc.property(standardised, standardised, correlation, (h, k, rho) => {
        fc.pre(Math.abs(h) + Math.abs(k) > 1e-6);
        expect(sameSignProbability(h, k, rho)).toBeCloseTo(byIntegration(h, k, rho), 8);
      }),
      { numRuns: 60 },
    ));

  test('does not jump where one mean is 0, nor when the two change places', () => {
    for (const rho of [-0.7, 0.1, 0.8])
      for (const h of [-2, -0.1, 0.3, 4]) {
        const at = sameSignProbability(h, 0, rho);
        expect(sameSignProbability(h, 1e-10, rho)).toBeCloseTo(at, 8);
        expect(sameSignProbability(h, -1e-10, rho)).toBeCloseTo(at, 8);
        expect(sameSignProbability(0, h, rho)).toBeCloseTo(at, 12);
      }
  });

  test('is 1 or 0 far from both lines', () => {
    expect(sameSignProbability(60, 80, 0.2)).toBe(1);
    expect(sameSignProbability(60, -80, 0.2)).toBe(0);
  });
});

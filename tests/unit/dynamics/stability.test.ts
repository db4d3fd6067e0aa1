import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eigenvalues, stabilityOf } from '../../../src/lib/dynamics/stability';

describe('eigenvalues', () => {
  test('of a rotation with decay', () => {
    const [first, second] = eigenvalues([
      [-0.1, 2],
      [-2, -0.1],
    ]);
    expect(first.re).toBeCloseTo(-0.1, 10);
    expect(first.im).toBeCloseTo(2, 10);
    expect(second.im).toBeCloseTo(-2, 10);
  });

  test('zeros that the structure implies are exactly 0', () => {
    // Two scores with a constant slope, the second driven by the first: a Jordan block, no growth but linear.
    const chain = [
      [0, 0, 0],
      [1.7, 0, 0],
      [0.4, 2.1, -1],
    ];
    expect(eigenvalues(chain).map(({ re }) => re)).toEqual([0, 0, -1]);
    expect(stabilityOf(chain)).toMatchObject({ stable: false, growth: null });
  });

  test('ends on a matrix of zeros and ones on which the plain QR sweep does not', () => {
    const matrix = [
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 1],
      [0, 0, 0, 1, 0],
      [1, 1, 0, 0, 1],
      [1, 0, 1, 0, 1],
    ];
    const golden = (1 + Math.sqrt(5)) / 2;
    const expected = [golden, 0, 0, 0, 1 - golden];
    eigenvalues(matrix).forEach(({ re }, k) => expect(re).toBeCloseTo(expected[k], 9));
  });

  test('add up to the trace, multiply to the determinant, and come in conjugate pairs', () => {
    const entry = fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: -3, max: 3, noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(fc.array(entry, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
        (m) => {
          const spectrum = eigenvalues(m);
          const trace = m[0][0] + m[1][1] + m[2][2];
          const determinant =
            m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
            m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
            m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
          const product = spectrum.reduce(
            (z, { re, im }) => ({ re: z.re * re - z.im * im, im: z.re * im + z.im * re }),
            { re: 1, im: 0 },
          );
          expect(spectrum.reduce((sum, { re }) => sum + re, 0)).toBeCloseTo(trace, 7);
          expect(spectrum.reduce((sum, { im }) => sum + im, 0)).toBeCloseTo(0, 7);
          expect(product.re).toBeCloseTo(determinant, 6);
          for (let k = 1; k < 3; k++) expect(spectrum[k].re).toBeLessThanOrEqual(spectrum[k - 1].re);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('growth names the largest real part above 0', () => {
    expect(stabilityOf([[0.3]])).toMatchObject({ stable: false, growth: 0.3 });
    expect(stabilityOf([[-0.3]])).toMatchObject({ stable: true, growth: null });
    expect(() => eigenvalues([[1, NaN]])).toThrow('row 0 is [1, NaN]');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalCdf, normalDensity, normalQuantile } from '$lib/stats/normal';
import { incompleteBeta, tCdf, tQuantile } from '$lib/stats/studentT';
import { expectClose } from './families';

const settings = { numRuns: 200 };

describe('normal distribution', () => {
  test('agrees with SciPy from the far tail to the centre', () => {
    const known: [number, number][] = [
      [-37, 5.7255712225239266e-300],
      [-10, 7.61985302416047e-24],
      [-5, 2.866515718791933e-7],
      [-2.0001, 0.022744733391410532],
      [-1.9999, 0.02275553158476718],
      [-1, 0.15865525393145707],
      [-0.1, 0.460172162722971],
      [0, 0.5],
      [0.3, 0.6179114221889526],
      [2, 0.9772498680518208],
      [3, 0.9986501019683699],
    ];
    for (const [z, p] of known) expectClose(normalCdf(z), p, 2e-13);
  });
  test('has the quantiles SciPy gives', () => {
    const known: [number, number][] = [
      [1e-300, -37.0470962993612],
      [1e-20, -9.262340089798409],
      [1e-6, -4.753424308822899],
      [0.001, -3.090232306167813],
      [0.07, -1.4757910281791706],
      [0.0751, -1.4388253927525403],
      [0.3, -0.5244005127080409],
      [0.9, 1.2815515655446004],
      [0.975, 1.959963984540054],
    ];
    for (const [p, z] of known) expectClose(normalQuantile(p), z, 2e-15);
    expect(normalQuantile(0.5)).toBe(0);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  });
  test('quantile and distribution undo each other', () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 5, noNaN: true }), (z) => {
        // Near 1 a probability resolves z only to its own last bit over the density.
        expectClose(normalQuantile(normalCdf(z)), z, 2e-14, 2e-15 + 2e-16 / normalDensity(z));
      }),
      settings,
    );
  });
  test('its density is the slope of the distribution', () => {
    for (const z of [-3, -2, -0.5, 0, 1.5, 2])
      expectClose((normalCdf(z + 1e-4) - normalCdf(z - 1e-4)) / 2e-4, normalDensity(z), 1e-7);
  });
  test('a probability outside [0, 1] is refused', () => {
    expect(() => normalQuantile(1.2)).toThrow('p = 1.2');
    expect(() => normalQuantile(NaN)).toThrow(RangeError);
  });
});

describe('incomplete beta function', () => {
  test('agrees with SciPy', () => {
    const known: [number, number, number, number][] = [
      [0.1, 0.5, 0.5, 0.20483276469913345],
      [0.5, 2, 3, 0.6875],
      [0.9, 10, 0.5, 0.15164090963470994],
      [0.3, 100, 200, 0.10884306564490986],
      [1e-8, 0.5, 2, 1.4999999949999996e-4],
    ];
    for (const [x, a, b, value] of known) expectClose(incompleteBeta(x, a, b), value, 1e-12);
  });
  test('is a binomial tail for whole a and b', () => {
    const x = 0.37;
    const n = 9;
    const choose = (k: number): number => (k === 0 ? 1 : (choose(k - 1) * (n - k + 1)) / k);
    for (let a = 1; a <= n; a++) {
      let tail = 0;
      for (let k = a; k <= n; k++) tail += choose(k) * x ** k * (1 - x) ** (n - k);
      expectClose(incompleteBeta(x, a, n - a + 1), tail, 1e-12);
    }
  });
  test('reflects: I_x(a, b) = 1 − I_{1−x}(b, a)', () => {
    const shape = fc.double({ min: 0.1, max: 50, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), shape, shape, (x, a, b) => {
        expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a)).toBeCloseTo(1, 11);
      }),
      settings,
    );
  });
  test('arguments out of range are refused with their values', () => {
    expect(() => incompleteBeta(2, 1, 1)).toThrow('x = 2');
    expect(() => incompleteBeta(0.5, 0, 1)).toThrow('a = 0, b = 1');
  });
});

describe("Student's t", () => {
  test('agrees with SciPy', () => {
    const known: [number, number, number][] = [
      [-30, 3, 4.067640213581979e-5],
      [-30, 5.5, 1.308026876504675e-7],
      [-2.5, 6, 0.02326411614208365],
      [-2.5, 1000, 0.0062892839005454036],
      [-0.3, 5.5, 0.3875944427881393],
      [0.001, 30, 0.5003956321167575],
      [1, 3, 0.8044988905221148],
      [4, 1000, 0.9999659950403956],
    ];
    for (const [t, df, p] of known) expectClose(tCdf(t, df), p, 1e-11);
    const quantiles: [number, number, number][] = [
      [1e-9, 3, -1033.1096745038078],
      [0.001, 7.5, -4.6303190940341015],
      [0.025, 3, -3.1824463052837086],
      [0.4, 4, -0.2707222947075976],
      [0.975, 6, 2.4469118511449786],
      [0.975, 40, 2.021075390306273],
      [0.9995, 2000, 3.2953981367297707],
    ];
    for (const [p, df, t] of quantiles) expectClose(tQuantile(p, df), t, 1e-11);
  });
  test('has the closed forms of one and two degrees of freedom', () => {
    for (const t of [-50, -1.3, -0.01, 0, 0.4, 7]) {
      expectClose(tCdf(t, 1), 0.5 + Math.atan(t) / Math.PI, 1e-12);
      expectClose(tCdf(t, 2), 0.5 + t / (2 * Math.sqrt(2 + t * t)), 1e-12);
    }
    expectClose(tQuantile(0.975, 1), 12.706204736174694, 1e-14);
    expectClose(tQuantile(0.975, 2), 4.302652729749462, 1e-14);
  });
  test('quantile and distribution undo each other, and the tails mirror', () => {
    const p = fc.double({ min: 1e-12, max: 0.5, noNaN: true });
    const df = fc.double({ min: 0.5, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(p, df, (tail, nu) => {
        const t = tQuantile(tail, nu);
        expectClose(tCdf(t, nu), tail, 1e-10);
        expectClose(tCdf(-t, nu), 1 - tCdf(t, nu), 1e-12);
      }),
      settings,
    );
  });
  test('becomes the normal distribution', () => {
    expectClose(tQuantile(0.975, 1e9), 1.959963986912325, 1e-14);
    // Either side of where the method changes.
    expectClose(tQuantile(0.975, 1.0001e6), tQuantile(0.975, 1e6), 1e-9);
    expectClose(tCdf(-5, 1e7), 2.866564037504268e-7, 1e-12);
    expect(tQuantile(0.975, Infinity)).toBe(normalQuantile(0.975));
    expect(tCdf(-1.5, Infinity)).toBe(normalCdf(-1.5));
  });
  test('ends and misuse', () => {
    expect([tQuantile(0, 5), tQuantile(0.5, 5), tQuantile(1, 5)]).toEqual([-Infinity, 0, Infinity]);
    expect([tCdf(-Infinity, 5), tCdf(Infinity, 5)]).toEqual([0, 1]);
    expect(() => tQuantile(0.5, 0)).toThrow('0 degrees of freedom');
    expect(() => tQuantile(-0.1, 3)).toThrow('p = -0.1');
  });
});

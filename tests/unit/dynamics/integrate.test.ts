import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { integrate } from '../../../src/lib/dynamics/integrate';
import { symmetricEigen } from '../../../src/lib/stats/eigen';
import { lorenz } from './trajectories';

const times = (end: number, n: number) => Array.from({ length: n }, (_, i) => (end * i) / (n - 1));

describe('integrate', () => {
  test('exponential growth and decay', () => {
    for (const rate of [-3, 0.7, 2]) {
      const asked = times(4, 23);
      const { states, stopped } = integrate((_, y, out) => (out[0] = rate * y[0]), 0, [1.5], asked);
      expect(stopped).toBeNull();
      states.forEach(([y], i) => {
        const exact = 1.5 * Math.exp(rate * asked[i]);
        expect(Math.abs(y - exact)).toBeLessThan(1e-6 * Math.max(exact, 1e-3));
      });
    }
  });

  test('harmonic oscillator over ten turns, between its steps too', () => {
    const asked = times(20 * Math.PI, 777);
    const { states } = integrate(
      (_, y, out) => {
        out[0] = y[1];
        out[1] = -y[0];
      },
      0,
      [1, 0],
      asked,
      { relative: 1e-10, absolute: 1e-12 },
    );
    states.forEach(([x, v], i) => {
      expect(x).toBeCloseTo(Math.cos(asked[i]), 7);
      expect(v).toBeCloseTo(-Math.sin(asked[i]), 7);
    });
  });

  test('logistic growth', () => {
    const asked = times(12, 40);
    const { states } = integrate((_, y, out) => (out[0] = y[0] * (1 - y[0] / 80)), 0, [3], asked);
    states.forEach(([y], i) => expect(y).toBeCloseTo(80 / (1 + (80 / 3 - 1) * Math.exp(-asked[i])), 5));
  });

  test('depends on time where the rate does', () => {
    const { states } = integrate((t, _, out) => (out[0] = 3 * t * t), 1, [1], [1, 2, 3]);
    [1, 8, 27].forEach((exact, i) => expect(states[i][0]).toBeCloseTo(exact, 9));
  });

  test('affine systems, by their eigenvectors', () => {
    const entry = fc.integer({ min: -200, max: 200 }).map((hundredths) => hundredths / 100);
    const three = fc.array(entry, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(three, three, three, three, (diagonal, off, constant, start) => {
        const [a, b, c] = off;
        const matrix = [
          [diagonal[0], a, b],
          [a, diagonal[1], c],
          [b, c, diagonal[2]],
        ];
        const { values, vectors } = symmetricEigen(matrix);
        const { states } = integrate(
          (_, y, out) =>
            matrix.forEach((row, i) => (out[i] = row.reduce((sum, m, j) => sum + m * y[j], constant[i]))),
          0,
          start,
          [0.3, 1.1],
        );
        const dot = (u: readonly number[], v: readonly number[]) =>
          u.reduce((sum, x, i) => sum + x * v[i], 0);
        [0.3, 1.1].forEach((t, i) => {
          const exact = [0, 0, 0];
          vectors.forEach((vector, k) => {
            // Along an eigenvector: y' = λy + c.
            const forced = Math.abs(values[k]) < 1e-9 ? t : Math.expm1(values[k] * t) / values[k];
            const along = dot(vector, start) * Math.exp(values[k] * t) + dot(vector, constant) * forced;
            vector.forEach((x, j) => (exact[j] += x * along));
          });
          exact.forEach((value, j) => expect(Math.abs(states[i][j] - value)).toBeLessThan(1e-5));
        });
      }),
      { numRuns: 60 },
    );
  });

  test('a tighter tolerance brings the answer nearer', () => {
    const errorAt = (relative: number) => {
      const { states } = integrate((_, y, out) => (out[0] = y[0]), 0, [1], [5], {
        relative,
        absolute: relative,
      });
      return Math.abs(states[0][0] - Math.exp(5));
    };
    expect(errorAt(1e-5)).toBeLessThan(1e-1);
    expect(errorAt(1e-9)).toBeLessThan(errorAt(1e-5) / 100);
  });

  test('answers do not depend on which other times are asked', () => {
    const rate = (_: number, y: Float64Array, out: Float64Array) => lorenz(y, out);
    const alone = integrate(rate, 0, [-8, 8, 27], [1]).states[0];
    const among = integrate(rate, 0, [-8, 8, 27], [0, 0.001, 0.4, 0.77, 1]).states[4];
    expect(Array.from(among)).toEqual(Array.from(alone));
  });

  test('running away in finite time is an outcome: what was reached, and where it ended', () => {
    // y = 1 / (1 − t)
    const { states, stopped } = integrate((_, y, out) => (out[0] = y[0] ** 2), 0, [1], [0, 0.5, 0.9, 2]);
    expect(states.map(([y]) => y)).toHaveLength(3);
    expect(states[2][0]).toBeCloseTo(10, 5);
    expect(stopped?.why).toBe('diverged');
    expect(stopped?.at).toBeCloseTo(1, 3);
  });

  test('leaving the bound and taking too many steps have words', () => {
    const grow = (_: number, y: Float64Array, out: Float64Array) => (out[0] = 5 * y[0]);
    const out = integrate(grow, 0, [1], [1, 10], { bound: 1000 });
    expect(out.states).toHaveLength(1);
    expect(out.stopped?.why).toBe('diverged');
    expect(integrate(grow, 0, [1], [3], { maxSteps: 5 }).stopped?.why).toBe('too many steps');
    expect(integrate((_, __, rate) => (rate[0] = NaN), 0, [1], [3]).stopped?.why).toBe('diverged');
  });

  test('starts at the first time, and asks for ascending ones', () => {
    expect(integrate((_, __, out) => (out[0] = 1), 2, [7], [2, 2]).states.map(([y]) => y)).toEqual([7, 7]);
    expect(integrate((_, __, out) => (out[0] = 1), 2, [7], []).states).toEqual([]);
    expect(() => integrate((_, __, out) => (out[0] = 1), 2, [7], [1])).toThrow('time 1 after 2');
  });
});

/** The CPU twin against every sign there is, against a plain loop, and what it refuses. */
import { describe, expect, test } from 'vitest';
import {
  MOMENT,
  MOMENTS,
  observedUnit,
  unitsOf,
  type HeadFlipsJob,
} from '../../../../src/lib/gpu/headFlipsJob';
import { signFlipsOnCpu } from '../../../../src/lib/models/heads/signFlips';
import { wordAt } from '../../../../src/lib/stats/philox';
import { along, simulate } from './simulated';

const small: HeadFlipsJob = simulate(
  {
    ...{ units: 4, pairs: [5, 4], dims: 3, draws: 40_000 },
    planted: new Map([[1, { first: along(3, 0, 1.5), second: along(3, 0, -1.5) }]]),
  },
  1,
);

/** The three tests with the given signs of each pair, in double precision and nothing clever. */
function testsOf(job: HeadFlipsJob, unit: number, signs1: readonly number[], signs2: readonly number[]) {
  const { dims, first, second } = job;
  const rows = ({ pairs, values }: HeadFlipsJob['first'], scale: number) =>
    Array.from({ length: pairs }, (_, p) =>
      Array.from({ length: dims }, (_, j) => values[(unit * pairs + p) * dims + j] * scale),
    );
  const { scale1, scale2 } = observedUnit(job, unit);
  const [rows1, rows2] = [rows(first, scale1), rows(second, scale2)];
  const dot = (a: number[], b: number[]) => a.reduce((sum, x, j) => sum + x * b[j], 0);
  const mean = (all: number[][], signs: readonly number[]) =>
    Array.from(
      { length: dims },
      (_, j) => all.reduce((sum, row, p) => sum + signs[p] * row[j], 0) / all.length,
    );
  const plain = (all: number[][]) =>
    mean(
      all,
      all.map(() => 1),
    );
  const [d1, d2, u, w] = [plain(rows1), plain(rows2), mean(rows1, signs1), mean(rows2, signs2)];
  const studentised = (m1: number[], m2: number[], sum: number) => {
    const left = (all: number[][], d: number[], m: number) =>
      (all.reduce((s, row) => s + dot(row, d) ** 2, 0) / all.length - m * m) / (all.length - 1);
    return Math.abs(sum) / Math.sqrt(left(rows1, d2, dot(m1, d2)) + left(rows2, d1, dot(m2, d1)));
  };
  const near = 1 - 1e-9;
  return [
    dot(u, u) >= dot(d1, d1) * near,
    dot(w, w) >= dot(d2, d2) * near,
    studentised(u, w, dot(u, d2) + dot(w, d1)) >= studentised(d1, d2, dot(d1, d2)) * near,
  ];
}

const signsOf = (bits: number, count: number) =>
  Array.from({ length: count }, (_, p) => ((bits >> p) & 1 ? -1 : 1));

describe('sign flips on the CPU', () => {
  test('come to the shares of all signs there are', async () => {
    const { signal1, signal2, coupled } = await signFlipsOnCpu(small);
    for (let unit = 0; unit < small.units; unit++) {
      const exact = [0, 0, 0];
      for (let bits = 0; bits < 512; bits++)
        testsOf(small, unit, signsOf(bits, 5), signsOf(bits >> 5, 4)).forEach(
          (hit, k) => (exact[k] += Number(hit)),
        );
      [signal1, signal2, coupled].forEach((counts, k) => {
        const share = exact[k] / 512;
        const sd = Math.sqrt((share * (1 - share)) / small.draws);
        expect(Math.abs(counts[unit] / small.draws - share)).toBeLessThanOrEqual(4 * sd);
      });
      // The signs as they are, and all turned around, always reach.
      expect(exact[0]).toBeGreaterThanOrEqual(32);
    }
  });

  test('take their signs from the documented words, draw by draw', async () => {
    const job = { ...small, draws: 200 };
    const { signal1, coupled } = await signFlipsOnCpu(job);
    for (let unit = 0; unit < job.units; unit++) {
      const reached = [0, 0, 0];
      for (let draw = 0; draw < job.draws; draw++) {
        const signs = [5, 4].map((count, c) => signsOf(wordAt(job.seed, c + 1, draw, 0), count));
        testsOf(job, unit, signs[0], signs[1]).forEach((hit, k) => (reached[k] += Number(hit)));
      }
      expect([signal1[unit], coupled[unit]]).toEqual([reached[0], reached[2]]);
    }
  });

  test('keep moments from which a plain loop’s come out', async () => {
    const job = { ...simulate({ units: 2, pairs: [70, 33], dims: 11 }, 2), draws: 9, kept: 9 };
    const { moments } = await signFlipsOnCpu(job);
    const { scale1, direction2 } = observedUnit(job, 1);
    for (let draw = 0; draw < 9; draw++) {
      const u = new Float64Array(11);
      for (let p = 0; p < 70; p++) {
        const sign = (wordAt(job.seed, 1, draw, p >> 5) >>> (p & 31)) & 1 ? -1 : 1;
        for (let j = 0; j < 11; j++) u[j] += (sign * scale1 * job.first.values[(70 + p) * 11 + j]) / 70;
      }
      const at = (9 + draw) * MOMENTS;
      expect(moments[at + MOMENT.uu]).toBeCloseTo(
        u.reduce((s, x) => s + x * x, 0),
        5,
      );
      expect(moments[at + MOMENT.u2]).toBeCloseTo(
        u.reduce((s, x, j) => s + x * direction2[j], 0),
        5,
      );
    }
  });

  test('of some units are those of the whole', async () => {
    const job = simulate({ units: 6, pairs: [20, 24], dims: 8, kept: 5 }, 3);
    const whole = await signFlipsOnCpu(job);
    const part = await signFlipsOnCpu(unitsOf(job, 2, 5));
    expect(part.coupled).toEqual(whole.coupled.slice(2, 5));
    expect(part.moments).toEqual(whole.moments.slice(2 * 5 * MOMENTS, 5 * 5 * MOMENTS));
  });

  test('count nothing for a unit that is not finite', async () => {
    const job = simulate({ units: 3, pairs: [10, 10], dims: 4 }, 4);
    job.second.values[10 * 4 + 1] = Number.POSITIVE_INFINITY;
    const { signal1, coupled } = await signFlipsOnCpu(job);
    expect([signal1[1], coupled[1]]).toEqual([0, 0]);
    expect(signal1[0]).toBeGreaterThan(0);
  });

  test('refuse what cannot be, and hear an abort', async () => {
    await expect(signFlipsOnCpu({ ...small, seed: -1 })).rejects.toThrow('seed -1');
    await expect(signFlipsOnCpu({ ...small, kept: 50_000 })).rejects.toThrow('50000 of 40000 draws kept');
    await expect(signFlipsOnCpu({ ...small, second: { ...small.second, stream: 1 } })).rejects.toThrow(
      'its own',
    );
    await expect(signFlipsOnCpu({ ...small, dims: 4 })).rejects.toThrow('60 numbers');
    const reason = new Error('enough');
    await expect(signFlipsOnCpu(small, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

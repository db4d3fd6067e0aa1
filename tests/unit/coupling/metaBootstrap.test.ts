import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinedDraws, metaBootstrapOnCpu, metaIntervals } from '$lib/coupling/metaBootstrap';
import { metaRegression } from '$lib/coupling/metaRegression';
import type { MetaJob } from '$lib/gpu/metaBootstrapJob';
import { indexOf, wordAt } from '$lib/stats/philox';
import { aMetaJob } from './metaJobs';
import { panelJob } from './panel';

const QUANTITIES = ['intercept', 'slope', 'tau2', 'zero'] as const;

describe('family-cluster bootstrap on the CPU', () => {
  test('is the meta-regression of the families drawn, copy by copy', async () => {
    await fc.assert(
      fc.asyncProperty(aMetaJob(8), async (job) => {
        const drawn = await metaBootstrapOnCpu(job);
        for (let draw = 0; draw < job.draws; draw++) {
          const fit = oneByOne(job, draw);
          if (fit === null) {
            for (const quantity of QUANTITIES) expect(drawn[quantity][draw]).toBe(Infinity);
            continue;
          }
          close(drawn.slope[draw], fit.slope);
          close(drawn.intercept[draw], fit.intercept);
          close(drawn.tau2[draw], fit.tau2);
          if (fit.slope * job.direction > 1e-6) close(drawn.zero[draw], -fit.intercept / fit.slope, 1e-5);
          else if (fit.slope * job.direction < -1e-6) expect(drawn.zero[draw]).toBe(Infinity);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('gives each draw whatever the range it is made in', async () => {
    const job = panelJob(1200);
    const whole = await metaBootstrapOnCpu(job);
    const cuts = [0, 1, 600, 600, 1199, 1200];
    const parts = await Promise.all(cuts.slice(1).map((to, i) => metaBootstrapOnCpu(job, {}, [cuts[i], to])));
    expect(joinedDraws(parts)).toEqual(whole);
  });

  test('does not ask in which order the intervals stand', async () => {
    const job = panelJob(200);
    const order = Array.from(job.family, (_, i) => i).reverse();
    const pick = (values: Float64Array) => Float64Array.from(order, (i) => values[i]);
    const turned: MetaJob = {
      ...job,
      family: Uint32Array.from(order, (i) => job.family[i]),
      x: pick(job.x),
      gamma: pick(job.gamma),
      variance: pick(job.variance),
    };
    const [one, other] = [await metaBootstrapOnCpu(job), await metaBootstrapOnCpu(turned)];
    for (const quantity of QUANTITIES)
      one[quantity].forEach((value, draw) => close(other[quantity][draw], value));
  });

  test('scales with γ and its standard error; the zero stays', async () => {
    const job = panelJob(200);
    const scaled = {
      ...job,
      gamma: job.gamma.map((value) => 7 * value),
      variance: job.variance.map((value) => 49 * value),
    };
    const [one, other] = [await metaBootstrapOnCpu(job), await metaBootstrapOnCpu(scaled)];
    one.slope.forEach((value, draw) => close(other.slope[draw], 7 * value));
    one.tau2.forEach((value, draw) => close(other.tau2[draw], 49 * value));
    one.zero.forEach((value, draw) => close(other.zero[draw], value));
  });

  test('gives the intervals of the reference on the uniform panel', async () => {
    const { slope, zero, tau2, undefinedDraws } = metaIntervals(await metaBootstrapOnCpu(panelJob(10_000)));
    // Another program with another generator: slope [0.255, 0.639], zero [0.59, 2.64] B, τ² [0.082, 0.269].
    expect(Math.abs(Number(slope.lo) - 0.255)).toBeLessThan(0.015);
    expect(Math.abs(Number(slope.hi) - 0.639)).toBeLessThan(0.015);
    expect(Math.abs(10 ** Number(zero.lo) - 0.6)).toBeLessThan(0.05);
    expect(Math.abs(10 ** Number(zero.hi) - 2.64)).toBeLessThan(0.12);
    expect(Math.abs(Number(tau2.lo) - 0.082)).toBeLessThan(0.01);
    expect(Math.abs(Number(tau2.hi) - 0.269)).toBeLessThan(0.015);
    expect(undefinedDraws).toBe(0);
  });

  test('has no upper bound for the zero where many draws slope the other way', async () => {
    const job = { ...panelJob(2000), direction: -1 } as const;
    const { zero, slope } = metaIntervals(await metaBootstrapOnCpu(job));
    expect(zero).toEqual({ lo: null, hi: null });
    expect(slope.lo).toBeGreaterThan(0);
  });

  test('leaves undefined draws out, and says nothing where they are many', async () => {
    const two: MetaJob = {
      seed: 1,
      stream: 0,
      draws: 1000,
      family: Uint32Array.of(0, 1),
      x: Float64Array.of(0, 1),
      gamma: Float64Array.of(-1, 1),
      variance: Float64Array.of(0.1, 0.1),
      direction: 1,
    };
    const drawn = await metaBootstrapOnCpu(two);
    // Both draws the same family: half of the time.
    expect(Math.abs(drawn.undefinedDraws / 1000 - 0.5)).toBeLessThan(0.08);
    expect(metaIntervals(drawn).slope).toEqual({ lo: null, hi: null });
  });

  test('tells its progress, and stops when told', async () => {
    const told: number[] = [];
    await metaBootstrapOnCpu(panelJob(2048), { onProgress: (f) => told.push(f) });
    expect(told).toEqual([0.5, 1]);
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(metaBootstrapOnCpu(panelJob(10), { signal: stop.signal })).rejects.toThrow('enough');
  });

  test('quotes what is impossible', async () => {
    const job = panelJob(10);
    await expect(metaBootstrapOnCpu({ ...job, draws: 0 })).rejects.toThrow('0 draws');
    await expect(metaBootstrapOnCpu(job, {}, [5, 11])).rejects.toThrow('draws 5 … 11 of 10');
    await expect(metaBootstrapOnCpu({ ...job, family: job.family.map((f) => 2 * f) })).rejects.toThrow(
      'family 1 of 71 has no interval',
    );
    await expect(metaBootstrapOnCpu({ ...job, x: new Float64Array(3) })).rejects.toThrow(
      'arrays of 83, 3, 83, 83',
    );
  });
});

/** The draw as a list of intervals, repeated ones repeated, fitted by `metaRegression`; null for one size. */
function oneByOne(job: MetaJob, draw: number) {
  const families = 1 + Math.max(...job.family);
  const drawn = Array.from({ length: families }, (_, k) =>
    indexOf(wordAt(job.seed, job.stream, draw, k), families),
  ).flatMap((f) => [...job.family.keys()].filter((i) => job.family[i] === f));
  return drawn.length < 2
    ? null
    : metaRegression(
        drawn.map((i) => job.x[i]),
        drawn.map((i) => job.gamma[i]),
        drawn.map((i) => job.variance[i]),
      );
}

function close(actual: number, expected: number, relative = 1e-7): void {
  if (actual === expected) return;
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(
    relative * (1 + Math.abs(expected)),
  );
}

import { describe, expect, test } from 'vitest';
import type { Line } from '$lib/coupling/line';
import { ownSd, type NoiseSettings } from '$lib/coupling/scoreNoise';
import { addTurns, turningLine, turnsOf, turnsOnCpu } from '$lib/coupling/turns';
import { noTurns, type TurnsJob } from '$lib/gpu/turnsJob';
import { openStream } from '$lib/stats/philox';

const PLAIN = { itemCorrelation: 0, runSd: 0 };
const SIZES = [0.1, 0.3, 1, 3, 10];
const STREAM = 0x10000;

function lineOf(b2: number[], sd = 1.43): Line {
  const paramsB = Float64Array.from(SIZES);
  return {
    names: SIZES.map(String),
    paramsB,
    logSize: paramsB.map(Math.log10),
    b1: paramsB.map((_, i) => 30 + 5 * i),
    b2: Float64Array.from(b2),
    sd1: new Float64Array(5).fill(0.5),
    sd2: new Float64Array(5).fill(sd),
  };
}
const bend = [46, 44, 41, 43, 45];
const jobOf = (draws: number, line = lineOf(bend), noise: NoiseSettings = PLAIN): TurnsJob => ({
  seed: 3,
  draws,
  lines: [turningLine(line, noise, STREAM)],
});
/** What is not 0, with its place: comparing thousands of empty bins one by one is slow. */
const filled = (bins: Uint32Array) => [...bins].flatMap((count, bin) => (count === 0 ? [] : [[bin, count]]));
const upOf = async (job: TurnsJob) => turnsOf(await turnsOnCpu(job), 0).up;

describe('turns', () => {
  test('agree with a plain simulation of their definition, vertices included', async () => {
    const line = lineOf(bend);
    const { up, down } = turnsOf(await turnsOnCpu(jobOf(2000)), 0);
    const random = openStream(3, STREAM, 0);
    const leg = 0.98 * Math.SQRT2 * 1.43;
    const vertices: number[] = [];
    for (let draw = 0; draw < 2000; draw++) {
      random.restart(draw);
      const noisy = Array.from(line.b2, (score, i) => score + line.sd2[i] * random.nextNormal());
      const lowest = Math.min(...noisy);
      const at = noisy.indexOf(lowest);
      if (!(at > 0 && at < 4 && noisy[0] - lowest > leg && noisy[4] - lowest > leg)) continue;
      // Lagrange: the parabola's derivative is linear between the midpoints, where it is the chord's slope.
      const [x0, x1, x2] = line.logSize.subarray(at - 1, at + 2);
      const left = (noisy[at] - noisy[at - 1]) / (x1 - x0);
      const right = (noisy[at + 1] - noisy[at]) / (x2 - x1);
      const [m0, m1] = [(x0 + x1) / 2, (x1 + x2) / 2];
      vertices.push(m0 + ((m1 - m0) * -left) / (right - left));
    }
    expect(vertices.length).toBeGreaterThan(100);
    expect(up.count).toBe(vertices.length);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const places = [...up.bins].flatMap((count, bin) =>
      new Array<number>(count).fill(-1 + (2 * (bin + 0.5)) / 8192),
    );
    expect(mean(places)).toBeCloseTo(mean(vertices), 4);
    expect(Math.max(...places)).toBeCloseTo(Math.max(...vertices), 3);
    expect(down.count).toBeLessThan(up.count / 10);
  });

  test('with equal noise, correlation ρ is noise scaled by √(1 − ρ): what is shared moves no leg', async () => {
    const noise = { itemCorrelation: 0.6, runSd: 0 };
    const correlated = await upOf(jobOf(20_000, lineOf(bend), noise));
    const scaled = await upOf(jobOf(20_000, lineOf(bend, ownSd(1.43, noise))));
    expect(Math.abs(correlated.count - scaled.count)).toBeLessThan(20);
  });

  test('the mirror image turns down where the original turns up', async () => {
    const still = (b2: number[]) => ({ ...jobOf(7, lineOf(b2, 0)) });
    const up = turnsOf(await turnsOnCpu(still(bend)), 0);
    const down = turnsOf(await turnsOnCpu(still(bend.map((score) => 90 - score))), 0);
    expect(up.up.count).toBe(7);
    expect(up.down.count).toBe(0);
    expect(filled(down.down.bins)).toEqual(filled(up.up.bins));
  });

  test('any ranges of draws add up to the whole', async () => {
    const job = jobOf(3000);
    const parts = noTurns(job);
    for (const [from, to] of [
      [2999, 3000],
      [0, 1],
      [1, 2999],
      [7, 7],
    ])
      addTurns(parts, await turnsOnCpu(job, {}, { from, to }));
    const whole = await turnsOnCpu(job);
    expect(filled(parts.up)).toEqual(filled(whole.up));
    expect(filled(parts.down)).toEqual(filled(whole.down));
  });

  test('a line keeps its draws when another joins', async () => {
    const [line] = jobOf(1).lines;
    const other = { ...line, b2: line.b2.map((score) => 80 - score), stream: 9 };
    const together = await turnsOnCpu({ seed: 3, draws: 2000, lines: [other, line] });
    expect(filled(turnsOf(together, 1).up.bins)).toEqual(filled((await upOf(jobOf(2000))).bins));
  });

  test('an abort is heard, and an impossible job is named', async () => {
    const stop = new AbortController();
    const run = turnsOnCpu(jobOf(50_000_000), { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 5);
    await expect(run).rejects.toThrow('enough');
    const [line] = jobOf(1).lines;
    const short = { ...line, b2: line.b2.slice(1) };
    await expect(turnsOnCpu({ seed: 3, draws: 10, lines: [short] })).rejects.toThrow('arrays of 5, 4, 5, 5');
    await expect(turnsOnCpu(jobOf(0.5))).rejects.toThrow('0.5 draws');
    await expect(turnsOnCpu(jobOf(10), {}, { from: 3, to: 1 })).rejects.toThrow('draws 3 to 1');
  });
});

/** A small job of every kind of twin, and how to compare two answers quickly. */
import type { TwinJob, TwinKind } from '$lib/coupling/twins';

const wobbly = (n: number, step = 1) => Float64Array.from({ length: n }, (_, i) => Math.sin(i * i * step));

export const jobs: { [K in TwinKind]: TwinJob<K> } = {
  phases: {
    seed: 4,
    draws: 5003,
    delta1: Float64Array.of(4, 9, -3),
    delta2: Float64Array.of(-3, 0.4, 2),
    sd1: Float64Array.of(0.6, 0.7, 0.7),
    sd2: Float64Array.of(2, 2, 2),
    stream: Uint32Array.of(0, 1, 2),
  },
  turns: {
    seed: 4,
    draws: 5003,
    lines: [
      {
        logSize: Float64Array.of(-1, -0.5, 0, 0.5, 1),
        b2: Float64Array.of(46, 44, 41, 43, 45),
        own: new Float64Array(5).fill(1.43),
        shared: new Float64Array(5).fill(0.5),
        leg: 1.98,
        stream: 0x10000,
      },
    ],
  },
  permutations: {
    seed: 4,
    draws: 1003,
    tables: [
      { statistic: 'r', rows: 12, values: wobbly(24), stream: 1 },
      { statistic: 'dEff', rows: 12, values: wobbly(48, 0.3), stream: 2 },
    ],
  },
  pairs: {
    seed: 4,
    draws: 500,
    x: wobbly(40),
    y: wobbly(40, 0.7),
    offset: Uint32Array.of(0, 8, 20, 40),
    stream: Uint32Array.of(1, 2, 3),
    probabilities: [0.025, 0.5, 0.975],
    bins: 32,
  },
  items: {
    seed: 4,
    draws: 203,
    benchmarks: [
      {
        packed: {
          items: 100,
          models: 3,
          levels: 1,
          words: Uint32Array.from({ length: 100 }, (_, i) => (i * 5) % 8),
        },
        stream: 7,
      },
    ],
  },
  meta: {
    seed: 4,
    stream: 0x50000,
    draws: 503,
    family: Uint32Array.of(0, 0, 1, 1, 2, 2, 3),
    x: Float64Array.of(-1, 0, -0.5, 0.7, 0, 1, 1.5),
    gamma: Float64Array.of(-0.4, -0.1, -0.3, 0.2, 0, 0.3, 0.5),
    variance: new Float64Array(7).fill(0.02),
    direction: 1,
  },
};
export const KINDS = Object.keys(jobs) as TwinKind[];

/** An answer as text, its arrays by what is not 0: comparing thousands of empty bins one by one is slow. */
export const asText = (answer: unknown): string =>
  JSON.stringify(answer, (_, value: unknown) =>
    ArrayBuffer.isView(value)
      ? [...(value as Float64Array)].flatMap((entry, at) => (entry === 0 ? [] : `${at}:${entry}`))
      : value,
  );

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clusterRegression, coefficientHalf, predicted } from '$lib/coupling/reference/clusterRegression';
import { withoutJudged } from '$lib/coupling/reference/judged';
import { peerLines, peersOf, type Peer } from '$lib/coupling/reference/peers';
import {
  fieldCoverage,
  leftOutResiduals,
  residualAt,
  residualField,
} from '$lib/coupling/reference/residualField';
import { openStream } from '$lib/stats/philox';
import { tQuantile } from '$lib/stats/studentT';
import { parsePanel } from '$lib/scores/panels';
import { relativeError, uniformPanel } from '../panel';

const panel = uniformPanel();
const [benchmark1, benchmark2] = panel.benchmarks;
const peers = peersOf(panel, { benchmark1, benchmark2 });

/** Families of 1 to 4 models on a plane with known spread between and within. */
function syntheticPanel(families: number, between: number, within: number, seed: number): Peer[] {
  const random = openStream(seed, 7, 0);
  const uniform = () => (random.nextWord() + 0.5) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return Array.from({ length: families }, (_, f) => {
    const shift = between * normal();
    return Array.from({ length: 1 + (f % 4) }, (_, i): Peer => {
      const logSize = -1 + 3 * uniform();
      const b1 = 40 + 15 * logSize + 8 * normal();
      const b2 = 35 + 0.05 * b1 + 2 * logSize + shift + within * normal();
      return { model: `M${f}.${i}`, family: `F${f}`, paramsB: 10 ** logSize, logSize, b1, b2, facts: null };
    });
  }).flat();
}

describe('cluster-robust regression', () => {
  test('agrees with NumPy on the panel: coefficients, robust intervals, variances', () => {
    const field = residualField(peers)!;
    expect(field.n).toBe(147);
    expect(field.clusters).toBe(62);
    // numpy: X'X solve, CR1 sandwich, one-way ANOVA of the residuals; scipy.stats.t for the quantile.
    const [intercept, b1, size] = [39.1330403, 0.0108215836, 1.86937481];
    for (const [i, expected] of [intercept, b1, size].entries())
      expect(relativeError(field.coefficients[i], expected)).toBeLessThan(1e-7);
    expect(field.coefficients[1] - coefficientHalf(field, 1)).toBeCloseTo(-0.0808594678, 8);
    expect(field.coefficients[2] - coefficientHalf(field, 2)).toBeCloseTo(0.0277568358, 8);
    expect(Math.sqrt(field.within)).toBeCloseTo(4.590628936949373, 9);
    expect(Math.sqrt(field.between)).toBeCloseTo(3.676399475440902, 9);
  });

  test('with one observation a cluster is the usual robust regression', () => {
    const x = Float64Array.of(1, 2, 3, 5, 8, 13);
    const y = Float64Array.of(2, 3, 5, 4, 9, 11);
    const alone = clusterRegression([x], y, Uint32Array.of(0, 1, 2, 3, 4, 5), 6)!;
    // HC1, from its formula about the mean of x.
    const mx = x.reduce((a, b) => a + b) / 6;
    const sxx = x.reduce((s, v) => s + (v - mx) ** 2, 0);
    const hc0 = x.reduce((s, v, i) => {
      const e = y[i] - alone.coefficients[0] - alone.coefficients[1] * v;
      return s + ((v - mx) * e) ** 2;
    }, 0);
    expect(alone.covariance[1][1]).toBeCloseTo((hc0 / sxx ** 2) * (6 / 5) * (5 / 4), 12);
    expect(alone.within).toBe(0);
  });

  test('has no answer for constant or collinear predictors, or too few clusters', () => {
    const y = Float64Array.of(1, 2, 4, 3, 5, 7);
    const six = Uint32Array.of(0, 1, 2, 3, 4, 5);
    expect(clusterRegression([new Float64Array(6).fill(2)], y, six, 6)).toBeNull();
    expect(clusterRegression([y, y.map((v) => 2 * v)], y, six, 6)).toBeNull();
    expect(clusterRegression([y], y, Uint32Array.of(0, 0, 1, 1, 2, 2), 3)).toBeNull();
    expect(() => clusterRegression([y], y.subarray(1), six, 6)).toThrow(RangeError);
  });

  test('a prediction holds the spread between and within, with t of the clusters', () => {
    const field = residualField(peers)!;
    const at = [70, Math.log10(7)];
    const row = [1, ...at];
    let variance = field.between + field.within;
    row.forEach((a, i) => row.forEach((b, j) => (variance += a * b * field.covariance[i][j])));
    expect(predicted(field, at).half).toBeCloseTo(tQuantile(0.975, 61) * Math.sqrt(variance), 10);
  });
});

describe('the residual field', () => {
  test('covers the panel’s own models, each judged by the other families, as promised', () => {
    const coverage = fieldCoverage(leftOutResiduals(peers));
    // The same count in NumPy: 141 of 147, 95.9 %.
    expect(coverage).toEqual({ inside: 141, n: 147 });
    const level = fieldCoverage(leftOutResiduals(peers, 'level'));
    expect(level).toEqual({ inside: 140, n: 147 });
  });

  test('covers 95 % of new families of simulated panels, and names few of them', () => {
    let inside = 0;
    let n = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const found = fieldCoverage(leftOutResiduals(syntheticPanel(40, 4, 3, seed)));
      inside += found.inside;
      n += found.n;
    }
    expect(inside / n).toBeGreaterThan(0.93);
    expect(inside / n).toBeLessThan(0.975);
  });

  test('names only what the interval leaves 0 out of', () => {
    const field = residualField(peers)!;
    const { half, value } = predicted(field, [70, 1]);
    const at = (b2: number) => residualAt(field, { b1: 70, b2, logSize: 1 });
    expect(at(value + half - 0.01).named).toBeNull();
    expect(at(value + half + 0.01).named).toBe('high');
    expect(at(value - half - 0.01)).toMatchObject({ named: 'low' });
    expect(at(value).residual).toBeCloseTo(0, 10);
  });

  test('judges no model by its own family', () => {
    const shifted = peers.map((peer) => (peer.family === 'OPT' ? { ...peer, b2: peer.b2 + 500 } : peer));
    const before = leftOutResiduals(peers).filter(({ model }) => model.family === 'OPT');
    const after = leftOutResiduals(shifted).filter(({ model }) => model.family === 'OPT');
    after.forEach(({ residual }, i) => expect(residual).toBeCloseTo(before[i].residual + 500, 8));
  });
});

describe('who is left out', () => {
  test('the family by name, by its usual name, and by a model’s name', () => {
    const left = (family: string | null, models: string[]) =>
      new Set(panel.models.map((row) => row.family)).size -
      new Set(withoutJudged(panel, { family, models }).models.map((row) => row.family)).size;
    expect(left('OPT', [])).toBe(1);
    expect(left('o p t', [])).toBe(1);
    expect(left('Pythia', [])).toBe(1);
    expect(left('Mine', ['pythia-70m-deduped'])).toBe(1);
    expect(left('Mine', ['m1'])).toBe(0);
    expect(left(null, ['---'])).toBe(0);
  });

  test('rows that are not in use, have no size or lack a score are no peers', () => {
    expect(peers.some(({ model }) => model === 'RWKV/rwkv-raven-14b')).toBe(false);
    const published = parsePanel('published', readFileSync('static/panels/published.csv', 'utf8'));
    const [hellaswag, truthfulqa] = published.benchmarks;
    for (const peer of peersOf(published, { benchmark1: hellaswag, benchmark2: truthfulqa }))
      expect(peer.paramsB).toBeGreaterThan(0);
    const ascending = peerLines(peers).every(({ models }) =>
      models.every((model, i) => i === 0 || model.paramsB > models[i - 1].paramsB),
    );
    expect(ascending).toBe(true);
  });
});

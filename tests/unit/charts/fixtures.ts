/** Diagnoses to draw. Families come from the golden values; the invented ones hold every case a chart must be honest about. */
import type {
  CriticalScale,
  DiagnosedModel,
  Diagnosis,
  FiellerSet,
  Interval,
  Verdict,
} from '../../../src/lib/coupling/diagnosis';
import { defaultOptions } from '../../../src/lib/coupling/options';
import golden from '../../golden/families.json';

const hellaswag = {
  key: 'hellaswag',
  task: 'hellaswag',
  label: 'HellaSwag',
  items: 10042,
  itemSd: null,
  chance: 25,
};
const truthfulqa = {
  key: 'tqa',
  task: 'truthfulqa',
  label: 'TruthfulQA MC2',
  items: 817,
  itemSd: 0.41,
  chance: null,
};

/** Scores as the panel gives them: size, HellaSwag, TruthfulQA MC2. */
const scores: Record<'Pythia-deduped' | 'Llama-1' | 'RWKV-4-pile', [number, number, number][]> = {
  'Pythia-deduped': [
    [0.07, 27.17, 47.51],
    [0.16, 31.39, 44.34],
    [0.41, 41.29, 40.95],
    [1, 49.65, 38.94],
    [1.4, 54.96, 38.66],
    [2.8, 60.66, 35.56],
    [6.9, 67.05, 35.19],
    [12, 70.26, 33.0],
  ],
  'Llama-1': [
    [6.7, 77.81, 34.33],
    [13, 80.92, 39.48],
    [32.5, 84.73, 42.27],
    [65.2, 86.09, 43.43],
  ],
  'RWKV-4-pile': [
    [0.169, 31.74, 41.92],
    [0.43, 40.01, 39.58],
    [1.5, 52.25, 35.8],
    [3, 59.66, 32.14],
    [7, 66.31, 33.65],
    [14, 71.07, 32.04],
  ],
};

const se1 = (p: number) => 100 * Math.sqrt(((p / 100) * (1 - p / 100)) / 10042);
const se2 = (100 * 0.41) / Math.sqrt(817);

export function model(name: string, paramsB: number, b1: number, b2: number): DiagnosedModel {
  return {
    id: name,
    model: name,
    paramsB,
    scores: { hellaswag: b1, tqa: b2 },
    se: { hellaswag: se1(b1), tqa: se2 },
    items: { hellaswag: 10042, tqa: 817 },
    atChance: b1 < 28 ? ['hellaswag'] : [],
    sizeTwin: false,
    facts: null,
  };
}

export const scale = (over: Partial<CriticalScale> = {}): CriticalScale => ({
  status: 'none-in-range',
  pCrossed: 0.029365,
  pReversed: 0.00556,
  direction: 'up',
  medianB: 5.414829526199036,
  lo: 3.1616271076368463,
  hi: 6.763113282435981,
  histogram: {
    log10Edges: [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
    share: [0.0006, 0.002, 0.004, 0.007, 0.011, 0.004],
  },
  rangeB: [0.07, 12],
  quadratic: null,
  ...over,
});

export function diagnosis(
  family: string,
  models: DiagnosedModel[],
  intervals: Interval[],
  kind: Verdict['kind'],
  criticalScale: CriticalScale | null,
): Diagnosis {
  return {
    schema: 'crossover.diagnosis/1',
    generator: { name: 'Crossover', version: 'test' },
    input: {
      title: family,
      family,
      benchmark1: { ...hellaswag, metric: null, shots: null },
      benchmark2: { ...truthfulqa, metric: 'mc2', shots: null },
      panel: null,
      models,
      excluded: [],
      assumedItems: [],
    },
    options: defaultOptions(),
    backend: { kind: 'cpu', adapter: null, note: null },
    intervals,
    family: null,
    criticalScale,
    dimensionality: null,
    itemBootstrap: null,
    couplings: null,
    eigenstructure: null,
    width: null,
    forecast: null,
    standing: null,
    recipes: null,
    curation: null,
    interventions: null,
    verdict: { kind, sentence: '', headline: '', basis: '', settle: null, withoutChance: null },
    reasons: {},
    digest: '',
    elapsedMs: 0,
  };
}

/** A family of the golden file, with its intervals and verdict as they stand there. */
export function goldenFamily(name: keyof typeof scores): Diagnosis {
  const family = golden[name];
  const models = family.models.map((m, i) => model(m.split('/')[1], ...scores[name][i]));
  const intervals = family.intervals.map((g, i): Interval => {
    const best = Math.max(g.p_tax, g.p_transition, g.p_bonus);
    const leaning = best === g.p_tax ? 'tax' : best === g.p_bonus ? 'bonus' : 'transition';
    const [kind, lo, hi] = g.fieller as [FiellerSet['kind'], number, number];
    return {
      from: models[i].model,
      to: models[i + 1].model,
      paramsMidB: g.params_mid_b,
      delta1: g.d1,
      delta2: g.d2,
      se1: 0.7,
      se2: se2 * Math.SQRT2,
      gamma: g.gamma,
      se: g.se,
      fieller: { kind, lo, hi },
      pTax: g.p_tax,
      pTransition: g.p_transition,
      pBonus: g.p_bonus,
      phase: best >= 0.95 ? leaning : 'undetermined',
      leaning,
      pB2Falls: 0.5 - 0.5 * Math.tanh(g.d2 / 2.6),
      pB1Falls: 0,
      perDecade: null,
      published: null,
      settle: null,
    };
  });
  const { min, max } = family.crossing;
  const p = Math.max(min.p, max.p);
  const side = min.p >= max.p ? min : max;
  const critical = scale({
    status: p <= 0.05 ? 'none-in-range' : 'undetermined',
    pCrossed: min.p,
    pReversed: max.p,
    direction: min.p >= max.p ? 'up' : 'down',
    medianB: side.median_b,
    lo: side.lo,
    hi: side.hi,
    rangeB: [models[0].paramsB, models.at(-1)?.paramsB ?? 1],
    histogram: histogramAround(side.median_b ?? 1, side.lo ?? 1, side.hi ?? 1, p),
  });
  return diagnosis(name, models, intervals, family.verdict as Verdict['kind'], critical);
}

/** A hump of total mass p between lo and hi with its top at the median: only a shape to draw. */
function histogramAround(median: number, lo: number, hi: number, p: number): CriticalScale['histogram'] {
  const [a, m, b] = [lo / 1.15, median, hi * 1.15].map(Math.log10);
  const log10Edges = Array.from({ length: 21 }, (_, i) => a + ((b - a) * i) / 20);
  const raw = log10Edges.slice(0, -1).map((edge) => Math.exp(-(((edge - m) / ((b - a) / 4)) ** 2)));
  const total = raw.reduce((s, v) => s + v, 0);
  return { log10Edges, share: raw.map((v) => (p * v) / total) };
}

export function interval(over: Partial<Interval> & Pick<Interval, 'from' | 'to' | 'paramsMidB'>): Interval {
  return {
    delta1: 5,
    delta2: -2,
    se1: 0.7,
    se2: 2,
    gamma: -0.4,
    se: 0.4,
    fieller: { kind: 'bounded', lo: -1.3, hi: 0.5 },
    pTax: 0.77,
    pTransition: 0.13,
    pBonus: 0.1,
    phase: 'undetermined',
    leaning: 'tax',
    pB2Falls: 0.8,
    pB1Falls: 0,
    perDecade: null,
    published: null,
    settle: null,
    ...over,
  };
}

/** An invented family in which every kind of step occurs: complement and unbounded sets, a fall of B1, no ratio, a crossing. */
export function everyCase(): Diagnosis {
  const rows: [string, number, number, number][] = [
    ['a-70m', 0.07, 26.5, 46],
    ['a-160m', 0.16, 27.2, 42.5],
    ['a-410m', 0.41, 41, 37],
    ['a-1b', 1, 41.4, 36.5],
    ['a-3b', 3, 39, 34],
    ['a-7b', 7, 39, 38],
    ['a-30b', 30, 52, 45],
    ['a-70b', 70, 60, 45.2],
    ['a-300b', 300, 60.9, 43],
  ];
  const models = rows.map(([name, size, b1, b2]) => model(name, size, b1, b2));
  const twin = { ...model('a-7b-chat', 7, 44, 41), sizeTwin: true };
  models.splice(6, 0, twin);
  const step = (i: number, over: Partial<Interval>): Interval =>
    interval({
      from: rows[i][0],
      to: rows[i + 1][0],
      paramsMidB: Math.sqrt(rows[i][1] * rows[i + 1][1]),
      delta1: rows[i + 1][2] - rows[i][2],
      delta2: rows[i + 1][3] - rows[i][3],
      ...over,
    });
  const open = { pTax: 0.45, pTransition: 0.1, pBonus: 0.45 };
  return diagnosis(
    'Invented',
    models,
    [
      step(0, {
        gamma: -5,
        fieller: { kind: 'complement', lo: -2.1, hi: 0.4 },
        pTax: 0.8,
        pTransition: 0.1,
        pBonus: 0.1,
      }),
      step(1, {
        gamma: -0.4,
        fieller: { kind: 'bounded', lo: -0.72, hi: -0.15 },
        pTax: 0.99,
        pTransition: 0.01,
        pBonus: 0,
        phase: 'tax',
      }),
      step(2, { gamma: -1.25, fieller: { kind: 'all', lo: null, hi: null }, ...open }),
      step(3, {
        gamma: 1.04,
        phase: 'b1-falls',
        leaning: null,
        pTax: 0,
        pTransition: 0,
        pBonus: 0,
        pB1Falls: 0.99,
      }),
      step(4, {
        gamma: null,
        se: null,
        phase: 'undefined-ratio',
        leaning: null,
        pTax: 0,
        pTransition: 0,
        pBonus: 0,
      }),
      step(5, {
        gamma: 0.54,
        fieller: { kind: 'bounded', lo: 0.23, hi: 0.86 },
        pTax: 0,
        pTransition: 0.003,
        pBonus: 0.997,
        phase: 'bonus',
        leaning: 'bonus',
      }),
      step(6, {
        gamma: 0.02,
        fieller: { kind: 'bounded', lo: -0.06, hi: 0.09 },
        pTax: 0.01,
        pTransition: 0.97,
        pBonus: 0.02,
        phase: 'transition',
        leaning: 'transition',
      }),
      step(7, {
        gamma: -2.4,
        fieller: { kind: 'complement', lo: -0.6, hi: 6 },
        pTax: 0.7,
        pTransition: 0.1,
        pBonus: 0.2,
      }),
    ],
    'turns-up',
    scale({
      status: 'crossed',
      pCrossed: 0.991,
      medianB: 4.2,
      lo: 3.1,
      hi: 6.4,
      rangeB: [0.07, 300],
      histogram: histogramAround(4.2, 3.1, 6.4, 0.991),
    }),
  );
}

/** The first `n` models of Pythia. */
export function firstModels(n: number): Diagnosis {
  const all = goldenFamily('Pythia-deduped');
  return {
    ...all,
    input: { ...all.input, models: all.input.models.slice(0, n) },
    intervals: all.intervals.slice(0, Math.max(0, n - 1)),
    criticalScale: null,
    verdict: { ...all.verdict, kind: 'undetermined' },
    reasons: { criticalScale: 'fewer than three sizes' },
  };
}

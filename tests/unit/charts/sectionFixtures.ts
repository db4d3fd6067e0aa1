/** Sections to draw and to speak of: plausible values for a family like Pythia, and the cases that charts must be honest about. */
import type {
  CouplingMatrix,
  Eigenstructure,
  Estimate,
  Interventions,
  RecipeEffect,
  Sections,
  Standing,
  Width,
} from '../../../src/lib/coupling/sections';
import type {
  BenchmarkForecast,
  Forecast,
  MethodForecast,
  MethodScore,
  SparseSystem,
} from '../../../src/lib/dynamics/forecast';
import type { Observed } from '../../../src/lib/charts/forecastWords';
import { goldenFamily } from './fixtures';

export const KEYS = ['hellaswag', 'tqa', 'arc', 'winogrande', 'mmlu'];
export const labels: Record<string, string> = {
  hellaswag: 'HellaSwag',
  tqa: 'TruthfulQA MC2',
  arc: 'ARC-Challenge',
  winogrande: 'WinoGrande',
  mmlu: 'MMLU',
};
export const pythia = goldenFamily('Pythia-deduped');

const estimate = (value: number, half: number): Estimate => ({ value, lo: value - half, hi: value + half });

const R: Record<string, [r: number, p: number, q: number, partial: number]> = {
  'hellaswag tqa': [-0.98, 0.0001, 0.0003, -0.31],
  'hellaswag arc': [0.97, 0.0001, 0.0003, 0.42],
  'hellaswag winogrande': [0.98, 0.0001, 0.0003, 0.55],
  'hellaswag mmlu': [0.41, 0.31, 0.34, -0.12],
  'tqa arc': [-0.93, 0.0008, 0.0014, -0.2],
  'tqa winogrande': [-0.94, 0.0007, 0.0014, -0.25],
  'tqa mmlu': [-0.33, 0.43, 0.43, 0.18],
  'arc winogrande': [0.99, 0.0001, 0.0003, 0.93],
  'arc mmlu': [0.47, 0.24, 0.3, 0.15],
  'winogrande mmlu': [0.44, 0.28, 0.33, 0.1],
};

export const couplings: CouplingMatrix = {
  benchmarks: KEYS,
  pairs: KEYS.flatMap((a, i) =>
    KEYS.slice(i + 1).map((b) => {
      const [r, p, q, partial] = R[`${a} ${b}`];
      return {
        benchmarks: [a, b] as [string, string],
        n: 8,
        r,
        p,
        q,
        partial: { ...estimate(partial, partial > 0.9 ? 0.06 : 0.8), p: 0.4, q: partial > 0.9 ? 0.03 : 0.7 },
        slope: estimate(r / 3, Math.abs(r) > 0.9 ? 0.09 : 0.7),
      };
    }),
  ),
  smallestEigenvalue: 0.004,
  positiveSemiDefinite: true,
};

/** Twenty columns, some pairs without models in common. */
export const manyColumns: CouplingMatrix = {
  benchmarks: Array.from({ length: 20 }, (_, i) => `task-${i + 1}`),
  pairs: Array.from({ length: 20 }, (_, i) => i).flatMap((i) =>
    Array.from({ length: i }, (_, j) => {
      const r = (i + j) % 7 === 0 ? null : Number(Math.sin(i * 3 + j * 5).toFixed(2));
      return {
        benchmarks: [`task-${j + 1}`, `task-${i + 1}`] as [string, string],
        n: r === null ? 2 : 5 + ((i * j) % 9),
        r,
        p: r === null ? null : 0.2,
        q: r === null ? null : Math.abs(r) > 0.9 ? 0.04 : 0.3,
        partial: null,
        slope: null,
      };
    }),
  ),
  smallestEigenvalue: null,
  positiveSemiDefinite: null,
};

const loadings1 = [0.5, -0.48, 0.49, 0.49, 0.2];
const loadings2 = [-0.04, 0.12, 0.03, -0.02, 0.96];

export const eigenstructure: Eigenstructure = {
  n: 8,
  weak: true,
  benchmarks: KEYS,
  scree: [
    { ...estimate(4.02, 0.45), nullMedian: 1.95, null95: 2.6 },
    { value: 0.87, lo: 0.5, hi: 1.2, nullMedian: 1.3, null95: 1.62 },
    { value: 0.08, lo: 0.02, hi: 0.16, nullMedian: 0.85, null95: 1.1 },
    { value: 0.02, lo: 0.005, hi: 0.05, nullMedian: 0.5, null95: 0.78 },
    { value: 0.01, lo: 0.0005, hi: 0.02, nullMedian: 0.22, null95: 0.47 },
  ],
  components: [
    { loadings: loadings1.map((v, i) => estimate(v, i === 4 ? 0.35 : 0.05)) },
    { loadings: loadings2.map((v, i) => estimate(v, i === 4 ? 0.1 : 0.25)) },
  ],
  spread: Array.from({ length: 120 }, (_, d) =>
    KEYS.map((_, i): [number, number] => [
      loadings1[i] + (i === 4 ? 0.16 : 0.025) * Math.sin(d * 12.9898 + i),
      loadings2[i] + (i === 4 ? 0.05 : 0.12) * Math.cos(d * 78.233 + i * 3),
    ]),
  ),
  halves: {
    lower: {
      models: ['pythia-70m', 'pythia-160m', 'pythia-410m', 'pythia-1b'],
      loadings: [0.52, -0.5, 0.45, 0.5, -0.1].map((v, i) => estimate(v, i === 4 ? 0.6 : 0.12)),
    },
    upper: {
      models: ['pythia-1.4b', 'pythia-2.8b', 'pythia-6.9b', 'pythia-12b'],
      loadings: [0.5, -0.46, 0.49, 0.5, 0.22].map((v, i) => estimate(v, i === 4 ? 0.5 : 0.15)),
    },
    pTurns: 0.012,
  },
};

export const width: Width = {
  n: 8,
  r: -0.98,
  partialGivenWidth: { value: -0.52, lo: -0.92, hi: 0.37 },
  published: { r: 0.985, shuffledMedian: 0.962, shuffled95: [0.91, 0.99], draws: 2000 },
};

const LOG_FAN = [1.079, 1.329, 1.579, 1.829, 2.079];
function method(
  id: MethodForecast['method'],
  parameters: number,
  from: number,
  to: number,
  half: number,
  error: number | null,
  marks: string[] = [],
): MethodForecast {
  const at = (t: number) => from + (to - from) * t;
  const ts = LOG_FAN.map((_, i) => i / (LOG_FAN.length - 1));
  const side = (k: number) => ts.map((t) => at(t) + k * (1.4 + half * t));
  return {
    method: id,
    parameters,
    value: to,
    band80: [to - 0.65 * (1.4 + half), to + 0.65 * (1.4 + half)],
    band95: [to - (1.4 + half), to + 1.4 + half],
    leaveLastOut: error,
    fan: {
      logSize: LOG_FAN,
      median: ts.map(at),
      lo80: side(-0.65),
      hi80: side(0.65),
      lo95: side(-1),
      hi95: side(1),
    },
    marks,
  };
}

export const tqaForecast: BenchmarkForecast = {
  benchmark: 'tqa',
  methods: [
    method('logistic', 3, 33.4, 30.1, 3.4, 0.9),
    method('line', 2, 32.6, 26.5, 2.2, 1.1),
    method('persistence', 0, 33, 33, 4.6, 2.2),
    method('quadratic', 3, 33.5, 31.8, 6.5, 2.8),
    method('constant', 1, 39.3, 39.3, 5, 7.2),
    method('sparse', 18, 33.1, 61, 30, null, ['18 parameters for 35 observations', 'unstable']),
  ],
  refused: [],
  chosen: 'logistic',
  why: 'It missed the largest model by 0.9 points when that was left out; persistence by 2.2.',
};
export const hellaswagForecast: BenchmarkForecast = {
  ...tqaForecast,
  benchmark: 'hellaswag',
  methods: [method('persistence', 0, 70.3, 70.3, 5.5, 3.2), method('line', 2, 76, 98, 4, 6.1)],
  refused: [{ method: 'logistic', reason: 'the curve does not converge' }],
  chosen: 'persistence',
  why: 'Nothing beats persistence on the largest model left out.',
};

const score = (id: MethodScore['method'], error: number, base = 2.6): MethodScore => ({
  benchmark: 'tqa',
  method: id,
  families: 24,
  banded: 21,
  relativeError: error * 2.6,
  meanError: error,
  intervalScore80: 9.3,
  intervalScore95: 14.2,
  coverage80: 0.79,
  coverage95: 0.92,
  persistence: { meanError: base, intervalScore80: 9, intervalScore95: 13 },
});
export const panelScores: MethodScore[] = [
  score('persistence', 2.6),
  score('line', 3.1),
  score('logistic', 2.9),
];

const terms = [
  [0, 0],
  [1, 0],
  [0, 1],
];
function system(lambda: number, coefficients: number[][], over: Partial<SparseSystem> = {}): SparseSystem {
  const activeTerms = coefficients.map((row) => row.filter((c) => c !== 0).length);
  return {
    benchmarks: ['hellaswag', 'tqa'],
    degree: 1,
    lambda,
    ridge: 0.05,
    mean: [50.3, 39.3],
    sd: [14.6, 4.7],
    terms,
    coefficients,
    inclusion: [],
    activeTerms,
    observations: 14,
    parameters: activeTerms.reduce((a, b) => a + b, 0),
    eigenvalues: [
      { re: -0.31, im: 0.22 },
      { re: -0.31, im: -0.22 },
    ],
    stable: true,
    fitted: [[], []],
    relativeError: 0.031,
    relativeErrors: [0.035, 0.027],
    refusals: [],
    ...over,
  };
}
export const sparse = {
  lambdas: [0.05, 0.1, 0.3, 1],
  systems: [
    system(0.05, [
      [1.33, -0.21, 0.12],
      [-1.15, 0.08, -0.34],
    ]),
    system(
      0.1,
      [
        [1.33, -0.21, 0.12],
        [-1.15, 0, -0.34],
      ],
      {
        inclusion: [
          [1, 0.83, 0.64],
          [1, 0.22, 0.91],
        ],
      },
    ),
    system(0.3, [
      [1.32, 0, 0],
      [-1.15, 0, -0.34],
    ]),
    system(
      1,
      [
        [1.3, 0, 0],
        [-1.12, 0, 0],
      ],
      {
        stable: false,
        refusals: ['unstable: a real part is not below 0'],
        relativeError: null,
        relativeErrors: [],
      },
    ),
  ],
};

export const forecast: Forecast = {
  times: 10,
  targetB: 120,
  fromB: 12,
  benchmarks: [tqaForecast, hellaswagForecast],
  sparse,
  panelScores,
};

export const observed: Observed[] = pythia.input.models.map((m) => ({
  model: m.model,
  paramsB: m.paramsB,
  value: m.scores.tqa,
  sd: m.se.tqa,
}));

export const standing: Standing = {
  reference: {
    panel: 'uniform',
    title: 'Uniform panel',
    families: 33,
    models: 140,
    assumed: ['HellaSwag: 10-shot acc_norm'],
  },
  field: {
    intercept: 31,
    b1: estimate(0.22, 0.12),
    perDecade: estimate(-2.1, 1.9),
    n: 140,
    families: 33,
    residualSd: 3.9,
  },
  models: pythia.input.models.map((m, i) => {
    const residual = i === 0 ? 9.4 : 3 - i;
    return {
      model: m.model,
      paramsB: m.paramsB,
      residual,
      lo: residual - 8,
      hi: residual + 8,
      named: i === 0 ? 'high' : null,
      isocline: 100 * Math.sqrt((0.187 * m.scores.hellaswag) / 100),
      above: m.scores.tqa > 100 * Math.sqrt((0.187 * m.scores.hellaswag) / 100),
    };
  }),
  isocline: {
    ratio: 0.187,
    panel: { right: 61, publishedRight: 36, alwaysFalls: 64, n: 97 },
    family: { right: 7, publishedRight: 0, alwaysFalls: 7, n: 7 },
  },
};

const difference = (value: number, half: number | null) => ({
  value,
  lo: half === null ? null : value - half,
  hi: half === null ? null : value + half,
});
const pair = (fromModel: string, toModel: string, sizeB: number) => ({
  fromModel,
  toModel,
  fromB: sizeB,
  toB: sizeB,
  delta1: 1,
  delta2: 2,
});
export const recipes: RecipeEffect[] = [
  {
    from: 'Llama-1',
    to: 'Llama-2',
    kind: 'generation',
    differs: '2T tokens, not 1.4T',
    pairs: [
      pair('huggyllama/llama-7b', 'meta-llama/Llama-2-7b', 7),
      pair('huggyllama/llama-13b', 'meta-llama/Llama-2-13b', 13),
    ],
    delta1: difference(1.1, 0.8),
    delta2: difference(1.9, 6.1),
    matchedLevel: difference(1.6, 5.8),
  },
  {
    from: 'Qwen1.5',
    to: 'Qwen2',
    kind: 'generation',
    differs: 'data mixture',
    pairs: [
      pair('Qwen1.5-0.5B', 'Qwen2-0.5B', 0.5),
      pair('Qwen1.5-7B', 'Qwen2-7B', 7),
      pair('Qwen1.5-72B', 'Qwen2-72B', 72),
    ],
    delta1: difference(1.7, 2.2),
    delta2: difference(3.4, 2.6),
    matchedLevel: difference(3, 2.1),
  },
  {
    from: 'Llama-2',
    to: 'CodeLlama',
    kind: 'continued',
    differs: 'code',
    pairs: [
      pair('Llama-2-7b', 'CodeLlama-7b', 7),
      pair('Llama-2-13b', 'CodeLlama-13b', 13),
      pair('Llama-2-70b', 'CodeLlama-70b', 70),
    ],
    delta1: difference(-9.6, 5),
    delta2: difference(-0.8, 2.9),
    matchedLevel: difference(-4.4, 3.3),
  },
  {
    from: 'Falcon',
    to: 'Falcon-RW',
    kind: 'recipe',
    differs: '',
    pairs: [pair('falcon-1b', 'falcon-rw-1b', 1)],
    delta1: difference(-2, null),
    delta2: difference(-1, null),
    matchedLevel: difference(-0.6, null),
  },
];

export const interventions: Interventions = {
  summary: 'Measure: 6.9B → 12B is settled with 7× the TruthfulQA items.',
  list: [
    {
      id: 'measure',
      title: 'Measure again',
      advice: 'No step is settled alone. More TruthfulQA items at 6.9B and 12B settle the last step.',
      supported: true,
      evidence: [
        { what: 'items that would settle 6.9B → 12B', value: 7, lo: null, hi: null, unit: 'times', n: 817 },
        { what: 'steps settled alone', value: 0, lo: null, hi: null, unit: 'share', n: 7 },
      ],
      grade: 'measurement',
      strength: 'settled',
      wouldChange: 'A step settled by the present items.',
      trackRecord: null,
    },
    {
      id: 'curation',
      title: 'Curate the data',
      advice: 'Recipes of the panel at matched level differ within their intervals.',
      supported: false,
      evidence: [
        { what: 'difference at matched level', value: 1.6, lo: -4.2, hi: 7.4, unit: 'points', n: 2 },
      ],
      grade: 'matched-recipe',
      strength: 'leaning',
      wouldChange: 'An interval that leaves zero out.',
      trackRecord: { right: 14, n: 20, baseline: 12, what: 'sign of the next step' },
    },
  ],
};

export const sections: Sections = {
  couplings,
  eigenstructure,
  width,
  forecast,
  standing,
  recipes,
  curation: null,
  interventions,
};

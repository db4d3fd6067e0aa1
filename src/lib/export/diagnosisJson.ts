/** Diagnosis → JSON text, schema `crossover.diagnosis/1` (docs/diagnosis-schema.md). The same diagnosis gives the same text. */
import type { Diagnosis } from '../coupling/diagnosis';
import type { KeyOrder } from './keyOrder';
import { SECTION_KEYS } from './sectionKeys';

const BENCHMARK: KeyOrder<Diagnosis['input']['benchmark1']> = {
  key: 'values',
  task: 'values',
  metric: 'values',
  shots: 'values',
  label: 'values',
  items: 'values',
  itemSd: 'values',
  chance: 'values',
};

const VALUE_LO_HI = { value: 'values', lo: 'values', hi: 'values' } as const;

const ORDER: KeyOrder<Diagnosis> = {
  schema: 'values',
  generator: { name: 'values', version: 'values' },
  input: {
    title: 'values',
    family: 'values',
    benchmark1: BENCHMARK,
    benchmark2: BENCHMARK,
    panel: 'values',
    models: {
      id: 'values',
      model: 'values',
      paramsB: 'values',
      scores: 'values',
      se: 'values',
      items: 'values',
      atChance: 'values',
      sizeTwin: 'values',
      facts: {
        totalB: 'values',
        activeB: 'values',
        tokensT: 'values',
        width: 'values',
        layers: 'values',
        heads: 'values',
        recipe: 'values',
        parent: 'values',
        released: 'values',
      },
    },
    excluded: { row: 'values', model: 'values', reason: 'values' },
    assumedItems: 'values',
  },
  options: {
    family: 'values',
    benchmark1: 'values',
    benchmark2: 'values',
    seed: 'values',
    draws: 'values',
    itemCorrelation: 'values',
    runSd: 'values',
    items: 'values',
    forecastTimes: 'values',
    sparsity: 'values',
    saturatedSystem: 'values',
    reading: 'values',
  },
  backend: { kind: 'values', adapter: 'values', note: 'values' },
  intervals: {
    from: 'values',
    to: 'values',
    paramsMidB: 'values',
    delta1: 'values',
    delta2: 'values',
    se1: 'values',
    se2: 'values',
    gamma: 'values',
    se: 'values',
    fieller: { kind: 'values', lo: 'values', hi: 'values' },
    pTax: 'values',
    pTransition: 'values',
    pBonus: 'values',
    phase: 'values',
    leaning: 'values',
    pB2Falls: 'values',
    pB1Falls: 'values',
    perDecade: { slope: 'values', lo: 'values', hi: 'values' },
    published: { gamma: 'values', atB: 'values', phase: 'values' },
    settle: { itemsTimes: 'values', itemsOf: 'values', withRho06: 'values', detectableDelta2: 'values' },
  },
  family: {
    n: 'values',
    pearson: {
      r: 'values',
      permutationP: 'values',
      permutationExact: 'values',
      fisher: 'values',
      bca: 'values',
      percentile: 'values',
      degenerateMass: 'values',
      bootstrap: 'values',
    },
    spearman: 'values',
    kendall: 'values',
    partialGivenSize: { r: 'values', lo: 'values', hi: 'values' },
    perDecade: VALUE_LO_HI,
    slopes: {
      ols: 'values',
      theilSen: 'values',
      errorsInVariables: {
        slope: 'values',
        se: 'values',
        intercept: 'values',
        chi2PerDof: 'values',
        lo: 'values',
        hi: 'values',
        itemNoiseOnly: 'values',
      },
    },
    sizeTrend: { r1: 'values', r2: 'values' },
  },
  criticalScale: {
    status: 'values',
    pCrossed: 'values',
    pReversed: 'values',
    direction: 'values',
    medianB: 'values',
    lo: 'values',
    hi: 'values',
    histogram: { log10Edges: 'values', share: 'values' },
    rangeB: 'values',
    quadratic: { vertexB: 'values', direction: 'values' },
  },
  dimensionality: {
    n: 'values',
    weak: 'values',
    benchmarks: 'values',
    covariance: { dEff: 'values', lo: 'values', hi: 'values' },
    correlation: { dEff: 'values', lo: 'values', hi: 'values' },
    eigenvalues: 'values',
    eigenvectors: 'values',
    nullDEff: 'values',
  },
  itemBootstrap: {
    benchmarks: 'values',
    models: 'values',
    scores: 'values',
    items: 'values',
    dropped: 'values',
    correlation: 'values',
    digests: 'values',
    seed: 'values',
    draws: 'values',
    backend: { kind: 'values', adapter: 'values', note: 'values' },
    steps: {
      pTax: 'values',
      pTransition: 'values',
      pBonus: 'values',
      pB1Falls: 'values',
      pB2Falls: 'values',
      gamma: 'values',
      perDecade: 'values',
    },
    trend: {
      slope: 'values',
      perDecade: 'values',
      turns: {
        status: 'values',
        pCrossed: 'values',
        pReversed: 'values',
        direction: 'values',
        medianB: 'values',
        lo: 'values',
        hi: 'values',
        histogram: { log10Edges: 'values', share: 'values' },
      },
      verdicts: {
        falls: 'values',
        rises: 'values',
        'turns-up': 'values',
        'turns-down': 'values',
        undetermined: 'values',
      },
    },
  },
  ...SECTION_KEYS,
  verdict: {
    kind: 'values',
    sentence: 'values',
    headline: 'values',
    basis: 'values',
    settle: 'values',
    withoutChance: { kind: 'values', sentence: 'values', models: 'values' },
  },
  reasons: 'values',
  digest: 'values',
  elapsedMs: 'values',
};

/**
 * @returns indented JSON with a final newline; fields beyond the schema follow those of the schema, by name
 * @throws RangeError naming the place of a number that JSON has no word for: undefined is null, never NaN
 */
export function diagnosisJson(diagnosis: Diagnosis): string {
  return `${JSON.stringify(arranged(diagnosis, ORDER, ''), null, 2)}\n`;
}

interface Keys {
  readonly [key: string]: Keys | 'values';
}

function arranged(value: unknown, order: Keys | 'values', path: string): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`diagnosisJson: ${path} is ${value}; a quantity that is undefined must be null`);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry, i) => arranged(entry, order, join(path, i)));
  const fields = value as Record<string, unknown>;
  const named = order === 'values' ? {} : order;
  const present = Object.keys(named).filter((key) => Object.hasOwn(fields, key));
  const others = Object.keys(fields)
    .filter((key) => !Object.hasOwn(named, key))
    .sort();
  return Object.fromEntries(
    [...present, ...others].map((key) => [
      key,
      arranged(fields[key], Object.hasOwn(named, key) ? named[key] : 'values', join(path, key)),
    ]),
  );
}

const join = (path: string, key: string | number) => (path === '' ? `${key}` : `${path}.${key}`);

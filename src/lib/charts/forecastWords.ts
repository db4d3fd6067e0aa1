/** What a forecast says: its title, its sentence, its rows. Pure. */
import type {
  BenchmarkForecast,
  Forecast,
  MethodForecast,
  MethodId,
  MethodScore,
} from '../dynamics/forecast';
import { capitalised, significant } from '../coupling/words';
import { bracket, fixed, percent, size, span } from '../ui/format';
import { named, type Labels } from './naming';
import type { DataTable } from './tables';
import { sizeInWords } from './words';

const NBSP = '\u00a0';

export const METHOD_NAMES: Readonly<Record<MethodId, string>> = {
  persistence: 'persistence',
  constant: 'constant',
  line: 'line',
  quadratic: 'quadratic',
  logistic: 'logistic',
  sparse: 'sparse system',
};

/** What each method takes for granted, for those who choose one. */
export const METHOD_NOTES: Readonly<Record<MethodId, string>> = {
  persistence: 'the last score stays',
  constant: 'the mean of the scores',
  line: 'straight in log size',
  quadratic: 'parabola in log size',
  logistic: 'S-curve in log size',
  sparse: 'all benchmarks drive each other',
};

/** `ten times`, `3 times`, `twice` */
const multiple = (times: number): string =>
  times === 2 ? 'Twice as large' : times === 10 ? 'Ten times larger' : `${significant(times)} times larger`;

/** `28.4 % [24.1, 33.0]` */
export const foretold = ({ value, band95 }: MethodForecast): string =>
  `${fixed(value, 1)}${NBSP}% ${bracket(...band95, 1)}`;

export const methodOf = (forecast: BenchmarkForecast, id: MethodId): MethodForecast | undefined =>
  forecast.methods.find(({ method }) => method === id);

/** Title of the fan. */
export function fanFinding(
  { times }: Forecast,
  benchmark: BenchmarkForecast,
  method: MethodId,
  labels: Labels,
): string {
  const name = named(labels, benchmark.benchmark);
  const chosen = methodOf(benchmark, method);
  if (!chosen) return `${name}: no method could be fitted`;
  const by = method === 'sparse' ? 'the sparse system' : METHOD_NAMES[method];
  return `${multiple(times)}: ${name} ${foretold(chosen)} by ${by}`;
}

export const fanCaption = (method: MethodId, scoreNoise: boolean): string =>
  `${capitalised(METHOD_NAMES[method])}: ${METHOD_NOTES[method]}. Bands 80${NBSP}% and 95${NBSP}%; thin lines: the other methods${scoreNoise ? '; bars: ±2σ of the scores' : ''}`;

/** The plain sentence: what the larger model would score, by the method shown first. */
export function forecastSentence(
  { times, targetB }: Forecast,
  benchmark: BenchmarkForecast,
  family: string,
  labels: Labels,
): string {
  const name = named(labels, benchmark.benchmark);
  const chosen = methodOf(benchmark, benchmark.chosen);
  if (!chosen) return `No method could be fitted to the ${name} scores of ${family}.`;
  return (
    `A model of ${family} ${significant(times)} times larger (${sizeInWords(targetB)}) would score ${fixed(chosen.value, 1)}${NBSP}% on ${name}: ` +
    `80${NBSP}% band ${span(...chosen.band80, 1)}, 95${NBSP}% band ${span(...chosen.band95, 1)}, by ${METHOD_NAMES[benchmark.chosen]}.`
  );
}

export interface Observed {
  model: string;
  paramsB: number;
  value: number;
  /** Standard deviation of the score's noise, points; null when not known. */
  sd: number | null;
}

export function observedLines({ model, paramsB, value, sd }: Observed): string[] {
  const noise = sd === null ? '' : ` ± ${fixed(2 * sd, 1)} (2σ)`;
  return [`${model}, ${size(paramsB)}`, `scored ${fixed(value, 1)}${noise}${NBSP}%`];
}

export function targetLines({ targetB }: Forecast, method: MethodForecast): string[] {
  const error = method.leaveLastOut;
  return [
    `${capitalised(METHOD_NAMES[method.method])} at ${sizeInWords(targetB)}`,
    `${fixed(method.value, 1)}${NBSP}%, 80${NBSP}%: ${span(...method.band80, 1)}, 95${NBSP}%: ${span(...method.band95, 1)}`,
    error === null
      ? 'too few models to leave the largest out'
      : `missed the largest model by ${fixed(error, 1)} points when it was left out`,
    ...method.marks,
  ];
}

export const fanSummary = (
  forecast: Forecast,
  benchmark: BenchmarkForecast,
  method: MethodId,
  labels: Labels,
): string =>
  `${fanFinding(forecast, benchmark, method, labels)}. From ${sizeInWords(forecast.fromB)} to ${sizeInWords(forecast.targetB)}.`;

/** One row a model that was scored, and one a method at the target size. */
export const fanTable = (
  { targetB }: Forecast,
  { methods, refused }: BenchmarkForecast,
  observed: readonly Observed[],
): DataTable => ({
  columns: ['What', 'Size', '%', '80 %', '95 %', 'Note'],
  rows: [
    ...observed.map(({ model, paramsB, value, sd }) => [
      model,
      size(paramsB),
      fixed(value, 2),
      '–',
      '–',
      sd === null ? 'scored' : `scored, σ ${fixed(sd, 2)}`,
    ]),
    ...methods.map((m) => [
      capitalised(METHOD_NAMES[m.method]),
      size(Number(targetB.toPrecision(2))),
      fixed(m.value, 2),
      bracket(...m.band80, 2),
      bracket(...m.band95, 2),
      ['forecast', ...m.marks].join('; '),
    ]),
    ...refused.map(({ method, reason }) => [
      capitalised(METHOD_NAMES[method]),
      '–',
      '–',
      '–',
      '–',
      `refused: ${reason}`,
    ]),
  ],
});

export interface MethodRow {
  method: MethodId;
  name: string;
  chosen: boolean;
  parameters: number;
  value: string;
  band: string;
  leaveLastOut: string;
  /** Over families of the panel, each foretold at its last size: points, beside persistence on the same families. */
  panel: { error: string; persistence: string; coverage: string; families: number } | null;
  marks: string[];
}

const insideWords = ({ coverage80, coverage95 }: MethodScore): string =>
  coverage80 === null || coverage95 === null ? '–' : `${percent(coverage80)}, ${percent(coverage95)}`;

/** Rows of the methods table, by leave-last-out error as the forecast ranks them. */
export const methodRows = (benchmark: BenchmarkForecast, scores: readonly MethodScore[]): MethodRow[] =>
  benchmark.methods.map((m) => {
    const score = scores.find((s) => s.method === m.method && s.benchmark === benchmark.benchmark);
    return {
      method: m.method,
      name: METHOD_NAMES[m.method],
      chosen: m.method === benchmark.chosen,
      parameters: m.parameters,
      value: fixed(m.value, 1),
      band: bracket(...m.band95, 1),
      leaveLastOut: m.leaveLastOut === null ? '–' : fixed(m.leaveLastOut, 1),
      panel: score
        ? {
            error: fixed(score.meanError, 1),
            persistence: fixed(score.persistence.meanError, 1),
            coverage: insideWords(score),
            families: score.families,
          }
        : null,
      marks: m.marks,
    };
  });

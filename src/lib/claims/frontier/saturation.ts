/** How far the best models still differ: spreads of the five best, and their ratio σ. */
import { GPQA, SWE } from '../../frontier/predictions/published';
import { publishedRatio, saturation } from '../../frontier/saturation';
import type { FrontierPoint } from '../../frontier/points';
import type { Calibrated, Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { said } from '../words';
import { benchmarkOf } from './benchmarks';
import { estimate } from './estimate';
import { allRows, frozenRows, OPEN, SAMPLING } from './rows';

type Sets = 'sameSet' | 'ownSets';

/** Spreads and their ratio, over the k best by SWE-bench or the k best of each. */
function spreads(rows: readonly FrontierPoint[], k: number, sets: Sets): Values {
  const found = publishedRatio(rows, k)[sets];
  if (found === null || found.ratio === null)
    throw new RangeError(`spreads: fewer than ${k} rows that differ`);
  return { swe: found.spreadX, gpqa: found.spreadY, ratio: found.ratio };
}

/** As printed: their ratio is the printed σ. */
const PRINTED = { swe: 1.3, gpqa: 9.1, hle: 26.4 };
const TOP_K = 10;

function reliability(data: ClaimData, key: string, name: string): Calibrated {
  const table = data.frontier();
  const {
    reliability: found,
    lo,
    hi,
    k,
  } = saturation(table, benchmarkOf(table, key), {
    ...{ values: 'published', items: {}, topK: TOP_K },
    ...SAMPLING,
  });
  return estimate(`Reliability of ${name} among the ${k} best of all 39 rows, 90 % bounds`, found, {
    ...{ interval: lo !== null && hi !== null ? ([lo, hi] as const) : null, n: k },
  });
}

const common = { paper: 'B', group: 'frontier-matrix', open: OPEN } as const;

export const claims: Claim[] = [
  {
    ...common,
    ...{ id: 'b-top-five', where: '‘Asymmetric saturation’', data: ['frontier'] },
    statement: 'The five best on SWE-bench span 1.3 points there and 9.1 points on GPQA.',
    figures: [
      rounded('swe', 'SWE-bench', PRINTED.swe, 1, { unit: 'points' }),
      rounded('gpqa', 'GPQA', PRINTED.gpqa, 1, { unit: 'points' }),
    ],
    procedure: 'Largest less smallest score of the five frozen rows with the highest SWE-bench.',
    recompute: (data) => [
      { condition: null, values: spreads(frozenRows(data), 5, 'sameSet') },
      { condition: 'over the six best', values: spreads(frozenRows(data), 6, 'sameSet') },
      { condition: 'with the later rows', values: spreads(allRows(data), 5, 'sameSet') },
    ],
    calibrate: (data) => reliability(data, SWE, 'SWE-bench'),
    why: ([five, six]) =>
      `The five best span ${said(five.values.swe, 1)} and ${said(five.values.gpqa, 1)} points. ${said(six.values.swe, 1)} is the span of the six best, whose GPQA spans ${said(six.values.gpqa, 1)}: the sentence holds one number of each set. That SWE-bench is the narrower holds for either.`,
  },
  {
    ...common,
    ...{ id: 'b-sigma', where: '‘Benchmark rotation’; data/benchmark_rotation_nc.json', data: ['frontier'] },
    statement: 'σ(SWE/GPQA) = 0.143, below the 0.2 that calls for another pair.',
    figures: [rounded('ratio', 'σ', 0.143, 3)],
    procedure:
      'Ratio of the two ranges, each over the five best frozen rows on its own benchmark, as the text defines it.',
    recompute: (data) => [
      { condition: null, values: spreads(frozenRows(data), 5, 'ownSets') },
      {
        condition: 'over the five best on SWE-bench for both',
        values: spreads(frozenRows(data), 5, 'sameSet'),
      },
      { condition: 'over these five, with the later rows', values: spreads(allRows(data), 5, 'sameSet') },
      {
        condition: 'as the ratio of the two printed spreads, 1.3 and 9.1',
        values: { swe: PRINTED.swe, gpqa: PRINTED.gpqa, ratio: PRINTED.swe / PRINTED.gpqa },
      },
    ],
    calibrate: (data) => reliability(data, GPQA, 'GPQA Diamond'),
    why: ([own, same, later]) =>
      `By the text’s definition σ is ${said(own.values.ratio)}, above the threshold; over the same five models ${said(same.values.ratio)}; with Opus 4.7 among them ${said(later.values.ratio)}. A ratio of two ranges of five rests on single models.`,
  },
  {
    ...common,
    ...{ id: 'b-sigma-hle', where: '‘Benchmark rotation’; data/benchmark_rotation_nc.json', data: [] },
    statement: 'σ(SWE/HLE) = 0.049 and σ(GPQA/HLE) = 0.345.',
    figures: [rounded('swe', 'σ(SWE/HLE)', 0.049, 3), rounded('gpqa', 'σ(GPQA/HLE)', 0.345, 3)],
    procedure: 'Ratios of ranges over the five best, as before.',
    recompute: () => [],
    missing: 'The HLE scores of the models: neither the paper nor the repository has them.',
    why: `They are the ratios of printed spreads, 1.3 and 9.1 to 26.4: ${said(PRINTED.swe / PRINTED.hle, 3)} and ${said(PRINTED.gpqa / PRINTED.hle, 3)}.`,
  },
];

/**
 * The seven predictions of the paper (arXiv:2605.18840) as data, in neutral words. The criteria leave gaps between pass and fail and name
 * neither a fixed panel nor a protocol; both are part of what is shown.
 */

export const SWE = 'swe_bench_verified';
export const GPQA = 'gpqa_diamond';
export const IFEVAL = 'ifeval';
export const HLE = 'hle';

export interface PublishedPrediction {
  id: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  title: string;
  /** Month by which it is decided; null where it waits for releases instead. */
  deadline: string | null;
  pass: string;
  fail: string;
  /** Benchmarks it needs, and how many models (or releases) at least. */
  needs: string[];
  least: number;
  /** What is counted as n. */
  counts: string;
}

export const PREDICTIONS: readonly PublishedPrediction[] = [
  {
    id: 1,
    title: 'The best models bunch on SWE-bench Verified but not on GPQA Diamond',
    deadline: '2026-12',
    pass: 'the five best on SWE-bench Verified lie within 2 points there and spread over more than 5 on GPQA Diamond',
    fail: 'the five best on SWE-bench Verified spread over more than 5 points there',
    needs: [SWE, GPQA],
    least: 5,
    counts: 'models with both scores',
  },
  {
    id: 2,
    title: 'GPQA Diamond and IFEval rise together',
    deadline: '2026-12',
    pass: 'r of GPQA Diamond and IFEval above 0.6 over eight or more models',
    fail: 'r below 0.3, or fewer than five models with both scores',
    needs: [GPQA, IFEVAL],
    least: 5,
    counts: 'models with both scores',
  },
  {
    id: 3,
    title: 'The next two DeepSeek releases stand below the line',
    deadline: null,
    pass: 'h below 0 for both of the next two DeepSeek releases after May 2026',
    fail: 'h above +5 for either of them',
    needs: [SWE, GPQA],
    least: 2,
    counts: 'releases after May 2026 with both scores',
  },
  {
    id: 4,
    title: 'The next two Google releases stand above the line',
    deadline: null,
    pass: 'h above +3 for both of the next two Google releases after May 2026',
    fail: 'h below 0 for either of them',
    needs: [SWE, GPQA],
    least: 2,
    counts: 'releases after May 2026 with both scores',
  },
  {
    id: 5,
    title: 'SWE-bench Verified and GPQA Diamond stay correlated',
    deadline: '2027-05',
    pass: 'r above 0.5 over thirty or more models',
    fail: 'r below 0.3',
    needs: [SWE, GPQA],
    least: 30,
    counts: 'models with both scores',
  },
  {
    id: 6,
    title: 'IFEval saturates while HLE still spreads',
    deadline: '2027-12',
    pass: 'the ten best on IFEval lie within 3 points and the ten best on HLE spread over more than 15',
    fail: 'the ten best on IFEval spread over more than 8 points',
    needs: [IFEVAL, HLE],
    least: 10,
    counts: 'models with an IFEval score',
  },
  {
    id: 7,
    title: 'SWE-bench Verified and HLE part',
    deadline: '2026-12',
    pass: 'r of SWE-bench Verified and HLE below 0 over ten or more models',
    fail: 'r above +0.3',
    needs: [SWE, HLE],
    least: 10,
    counts: 'models with both scores',
  },
];

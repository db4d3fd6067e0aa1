/** What paper A says of frontier models: one correlation, which its abstract carries over from paper B. */
import { fisherInterval, pearson } from '../stats/correlation';
import type { Calibrated, Claim, Values } from './claim';
import type { ClaimData } from './data';
import { rounded } from './figure';

/** Rows of the frontier panel as published; `frozen` ones make up the published line. */
function values(data: ClaimData, kept: (row: Record<string, string>) => boolean): Values {
  const rows = data.rows('frontier').filter(kept);
  const r = pearson(
    rows.map(({ swe_bench_verified }) => Number(swe_bench_verified)),
    rows.map(({ gpqa_diamond }) => Number(gpqa_diamond)),
  );
  if (r === null) throw new RangeError('frontier panel: a benchmark is constant');
  return { r, models: rows.length, labs: new Set(rows.map(({ family }) => family)).size };
}

const frozen = (data: ClaimData): Values => values(data, (row) => row.frozen === '1');

function fisher(data: ClaimData): Calibrated {
  const { r, models } = frozen(data);
  const interval = fisherInterval(r, models);
  return {
    what: 'The same correlation with Fisher’s 95 % interval, models taken as independent',
    ...{ value: r, lo: interval?.[0] ?? null, hi: interval?.[1] ?? null },
    ...{ unit: '', n: models, reason: null },
  };
}

export const claims: Claim[] = [
  {
    id: 'a-frontier-r',
    paper: 'A',
    where: 'Abstract',
    group: 'frontier-line',
    statement: 'SWE-bench Verified and GPQA Diamond are correlated at r = +0.72 over 34 models of 10 labs.',
    figures: [
      rounded('r', 'r', 0.72, 2),
      rounded('models', 'models', 34, 0, { unit: 'models' }),
      rounded('labs', 'labs', 10, 0),
    ],
    procedure: 'Pearson correlation over the 34 frozen rows of the frontier panel, scores as published.',
    data: ['frontier'],
    recompute: (data) => [
      { condition: null, values: frozen(data) },
      { condition: 'with the five later models', values: values(data, () => true) },
    ],
    calibrate: fisher,
    why: 'It holds on the published scores. They are two other benchmarks than those of the base models and compare labs, not sizes of a family, so they do not continue the same quantity.',
    open: { page: 'frontier', values: 'published' },
  },
];

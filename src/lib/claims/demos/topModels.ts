/** The published saturation ratio of the frontier panel, range over range, for every number of models at the top. */
import { PUBLISHED_ROTATION, PUBLISHED_TOP, publishedRatio, topOf } from '../../frontier/saturation';
import type { ClaimData } from '../data';

const FEWEST = 3;
const MOST = 15;

export interface TopRatio {
  k: number;
  /** Of the k best on SWE-bench Verified, and of the k best on either benchmark. */
  sameSet: { spreadX: number; spreadY: number; ratio: number | null };
  ownSets: { spreadX: number; spreadY: number; ratio: number | null };
}

export interface TopModels {
  models: { model: string; x: number; y: number }[];
  ratios: TopRatio[];
  /** Models in the published ratio, and the value below which it asks for another benchmark. */
  published: { k: number; threshold: number };
  /** Names of the k best on each, most first, for the largest k. */
  byX: string[];
  byY: string[];
}

/** The rows that the published line is fitted to, and those with the five later models. */
export interface TopModelSets {
  frozen: TopModels;
  withLater: TopModels;
}

/** Of the frontier panel, x SWE-bench Verified, y GPQA Diamond, as published. */
export function topModels(data: ClaimData): TopModelSets {
  const rows = data.rows('frontier');
  return { frozen: ratiosOf(rows.filter(({ frozen }) => frozen === '1')), withLater: ratiosOf(rows) };
}

function ratiosOf(rows: readonly Record<string, string>[]): TopModels {
  const models = rows.map(({ model, swe_bench_verified, gpqa_diamond }) => ({
    model,
    x: Number(swe_bench_verified),
    y: Number(gpqa_diamond),
  }));
  const ratios = Array.from({ length: MOST - FEWEST + 1 }, (_, i): TopRatio[] => {
    const { sameSet, ownSets } = publishedRatio(models, FEWEST + i);
    return sameSet && ownSets ? [{ k: FEWEST + i, sameSet, ownSets }] : [];
  }).flat();
  const names = (of: 'x' | 'y') =>
    topOf(
      models.map((model) => ({ name: model.model, value: model[of] })),
      MOST,
    ).map(({ name }) => name);
  return {
    ...{ models, ratios, published: { k: PUBLISHED_TOP, threshold: PUBLISHED_ROTATION } },
    ...{ byX: names('x'), byY: names('y') },
  };
}

/**
 * "Curation at 1 B equals 10 B" (arXiv:2605.18838), as two questions to a panel. At which size do ordinary lines, trained on web
 * or mixed data, reach the scores of a curated model? And how far are its scores from those of ordinary models ten times its
 * size? Curated lines differ from the others in more than their data: an association of released models.
 */
import type { ScoreTable } from '../../scores/table';
import { tQuantile } from '../../stats/studentT';
import { mean } from '../../stats/summary';
import type { Estimate } from '../sections';
import { clusterRegression, type ClusterRegression } from './clusterRegression';
import { panelModels, type PanelModel } from './comparedModels';
import { effectSize, type EffectSize } from './effectSize';
import { ORDINARY } from './matchedPairs';
import { familyNumbers } from './peers';

/** The size that the claim compares with, as a multiple, and how near to it a model must be. */
const CLAIMED_TIMES = 10;
const NEAR = 1.5;

/** Line of a benchmark on log10 size over ordinary lines, families as clusters; 95 % t with one less than the families. */
export interface OrdinaryLine {
  intercept: number;
  perDecade: Estimate;
  n: number;
  families: number;
}

/** Where the ordinary line reaches a score: billions, and as a multiple of the model's own size. */
export interface EquivalentSize {
  sizeB: Estimate;
  times: Estimate;
  /** The size is outside those of the ordinary models. */
  extrapolated: boolean;
}

export interface CuratedModel {
  model: string;
  family: string;
  totalB: number;
  /** By benchmark 1, and by benchmark 2; null where that line's slope is not clear of 0: it reaches no score at a definite size. */
  equivalent: [EquivalentSize | null, EquivalentSize | null];
  /** Its scores minus those of ordinary models of ten times its size (within a factor of 1.5), t over their lines. */
  againstTenfold: { models: number; lines: number; delta1: EffectSize; delta2: EffectSize } | null;
}

export interface Curation {
  /** Null when there are too few ordinary lines for an interval, or all are of one size. */
  ordinary: [OrdinaryLine | null, OrdinaryLine | null];
  models: CuratedModel[];
  /** Geometric mean of `times` over curated lines (each with the mean of its models), t over lines; null where none has one. */
  times: [(EffectSize & { lines: number }) | null, (EffectSize & { lines: number }) | null];
}

/**
 * Intervals of equivalent sizes are Fieller's: all sizes at which the ordinary line's expected score is not told apart from the
 * model's. They hold the uncertainty of that line, not the scatter of single models about it.
 * @param table a panel with recipes @param pair keys of benchmark 1 and 2
 */
export function curationAtLevel(table: ScoreTable, pair: readonly [string, string]): Curation {
  const models = panelModels(table, pair);
  const ordinary = models.filter(({ facts }) => facts.recipe !== null && ORDINARY.has(facts.recipe));
  const fits = ([({ b1 }) => b1, ({ b2 }) => b2] as ((model: PanelModel) => number)[]).map((of) =>
    lineOf(ordinary, of),
  );
  const sizes = ordinary.map(({ logSize }) => logSize);
  const range = [Math.min(...sizes), Math.max(...sizes)] as const;
  const curated = models
    .filter(({ facts }) => facts.recipe === 'curated')
    .map((model): CuratedModel => ({
      model: model.model,
      family: model.family,
      totalB: model.totalB,
      equivalent: [
        equivalentSize(fits[0], model.b1, model.logSize, range),
        equivalentSize(fits[1], model.b2, model.logSize, range),
      ],
      againstTenfold: againstTenfold(model, ordinary),
    }));
  return {
    ordinary: [described(fits[0]), described(fits[1])],
    models: curated,
    times: [pooledTimes(curated, 0), pooledTimes(curated, 1)],
  };
}

function lineOf(models: readonly PanelModel[], of: (model: PanelModel) => number): ClusterRegression | null {
  const { family, families } = familyNumbers(models);
  const logSize = Float64Array.from(models, (model) => model.logSize);
  return clusterRegression([logSize], Float64Array.from(models, of), family, families);
}

function described(fit: ClusterRegression | null): OrdinaryLine | null {
  if (fit === null) return null;
  const [intercept, value] = fit.coefficients;
  const half = tQuantile(0.975, fit.clusters - 1) * Math.sqrt(fit.covariance[1][1]);
  return {
    intercept,
    perDecade: { value, lo: value - half, hi: value + half },
    n: fit.n,
    families: fit.clusters,
  };
}

/** {x : (y − a − bx)² ≤ t²·Var(a + bx)}, an interval when the slope is clear of 0 (Fieller 1954). */
function equivalentSize(
  fit: ClusterRegression | null,
  score: number,
  ownLogSize: number,
  [least, most]: readonly [number, number],
): EquivalentSize | null {
  if (fit === null) return null;
  const [a, b] = fit.coefficients;
  const t2 = tQuantile(0.975, fit.clusters - 1) ** 2;
  const [[vaa, vab], [, vbb]] = fit.covariance;
  const d = score - a;
  const quadratic = b * b - t2 * vbb;
  if (!(quadratic > 0)) return null;
  const half = -(d * b + t2 * vab);
  const constant = d * d - t2 * vaa;
  // The point d/b is in the set, so that the discriminant is at least 0 but for rounding.
  const root = Math.sqrt(Math.max(0, half * half - quadratic * constant));
  const at = { value: d / b, lo: (-half - root) / quadratic, hi: (-half + root) / quadratic };
  const raised = (shift: number): Estimate => ({
    value: 10 ** (at.value - shift),
    lo: 10 ** (at.lo - shift),
    hi: 10 ** (at.hi - shift),
  });
  return {
    sizeB: raised(0),
    times: raised(ownLogSize),
    extrapolated: at.value < least || at.value > most,
  };
}

function againstTenfold(
  curated: PanelModel,
  ordinary: readonly PanelModel[],
): CuratedModel['againstTenfold'] {
  const near = ordinary.filter(
    ({ logSize }) => Math.abs(logSize - curated.logSize - Math.log10(CLAIMED_TIMES)) <= Math.log10(NEAR),
  );
  if (near.length === 0) return null;
  const lines = new Map<string, PanelModel[]>();
  for (const model of near) lines.set(model.family, [...(lines.get(model.family) ?? []), model]);
  const against = (of: (model: PanelModel) => number) =>
    effectSize([...lines.values()].map((line) => of(curated) - mean(line.map(of))));
  return {
    models: near.length,
    lines: lines.size,
    delta1: against(({ b1 }) => b1),
    delta2: against(({ b2 }) => b2),
  };
}

function pooledTimes(
  models: readonly CuratedModel[],
  benchmark: 0 | 1,
): (EffectSize & { lines: number }) | null {
  const lines = new Map<string, number[]>();
  for (const { family, equivalent } of models) {
    const times = equivalent[benchmark]?.times.value;
    if (times !== undefined) lines.set(family, [...(lines.get(family) ?? []), Math.log10(times)]);
  }
  if (lines.size === 0) return null;
  const { value, lo, hi } = effectSize([...lines.values()].map(mean));
  const raised = (log: number | null) => (log === null ? null : 10 ** log);
  return { value: 10 ** value, lo: raised(lo), hi: raised(hi), lines: lines.size };
}

/**
 * What the width of models tells beyond their level and size: the residual field with log2 d_model as a third predictor, over a
 * panel. Wider models of one size are shallower, so this is a contrast of shapes. An association.
 */
import type { Estimate } from '../sections';
import { clusterRegression, coefficientHalf, type ClusterRegression } from './clusterRegression';
import { familyNumbers, type Peer } from './peers';
import { residualField } from './residualField';

export interface WidthField {
  /** Points of benchmark 2 per doubling of d_model at the same level and size. */
  perDoubling: Estimate;
  n: number;
  families: number;
  /** Families whose side of the field the width foretells, fitted without them; against the more frequent side. */
  record: { right: number; n: number; baseline: number } | null;
}

type Shaped = Peer & { logWidth: number };

/** Null when too few models have a known width. */
export function widthField(models: readonly Peer[]): WidthField | null {
  const shaped = models.flatMap((model): Shaped[] => {
    const width = model.facts?.width ?? null;
    return width !== null && width > 0 ? [{ ...model, logWidth: Math.log2(width) }] : [];
  });
  const field = withWidth(shaped);
  if (field === null) return null;
  const value = field.coefficients[3];
  const half = coefficientHalf(field, 3);
  return {
    perDoubling: { value, lo: value - half, hi: value + half },
    n: field.n,
    families: field.clusters,
    record: recordOf(shaped),
  };
}

function withWidth(models: readonly Shaped[]): ClusterRegression | null {
  const column = (of: (model: Shaped) => number) => Float64Array.from(models, of);
  const { family, families } = familyNumbers(models);
  return clusterRegression(
    [column(({ b1 }) => b1), column(({ logSize }) => logSize), column(({ logWidth }) => logWidth)],
    column(({ b2 }) => b2),
    family,
    families,
  );
}

function recordOf(models: readonly Shaped[]): WidthField['record'] {
  const sides: { above: boolean; foretold: boolean }[] = [];
  for (const family of new Set(models.map((model) => model.family))) {
    const others = models.filter((model) => model.family !== family);
    const wide = withWidth(others);
    const plain = residualField(others);
    if (wide === null || plain === null) return null;
    let residual = 0;
    let difference = 0;
    for (const { family: own, b1, b2, logSize, logWidth } of models) {
      if (own !== family) continue;
      const expected = at(plain, [b1, logSize]);
      residual += b2 - expected;
      difference += at(wide, [b1, logSize, logWidth]) - expected;
    }
    sides.push({ above: residual > 0, foretold: difference > 0 });
  }
  const above = sides.filter((side) => side.above).length;
  return {
    right: sides.filter((side) => side.above === side.foretold).length,
    n: sides.length,
    baseline: Math.max(above, sides.length - above),
  };
}

const at = ({ coefficients }: ClusterRegression, x: readonly number[]): number =>
  x.reduce((sum, value, j) => sum + value * coefficients[j + 1], coefficients[0]);

/** Models of the panel within a fifth of a size and of another width, the nearest in size first. */
export function otherShapes(
  models: readonly Peer[],
  { paramsB, width }: { paramsB: number; width: number },
  k: number,
): { model: string; paramsB: number; width: number; b2: number }[] {
  return models
    .flatMap(({ model, paramsB: size, b2, facts }) => {
      const theirs = facts?.width ?? null;
      const apart = Math.abs(Math.log(size / paramsB));
      return theirs !== null && theirs !== width && apart <= Math.log(1.2)
        ? [{ model, paramsB: size, width: theirs, b2, apart }]
        : [];
    })
    .sort((a, b) => a.apart - b.apart)
    .slice(0, k)
    .map(({ apart: _apart, ...shape }) => shape);
}

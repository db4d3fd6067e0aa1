/** Families of the uniform panel with what size accounts for taken out of both scores. */
import { fisherInterval, partialCorrelation, pearson } from '../../stats/correlation';
import { ols } from '../../stats/regression';
import type { ClaimData } from '../data';
import { familyLine } from '../uniform';

/** Fisher's interval of a partial correlation needs five models. */
const LEAST_MODELS = 5;

export interface GivenSize {
  family: string;
  /** Ascending in size. Residuals: points above the family's own line in log size. */
  points: { sizeB: number; b1: number; b2: number; residual1: number; residual2: number }[];
  r: number;
  /** Given log size, with Fisher's 95 % interval. */
  partial: { value: number; lo: number; hi: number };
}

/** Every family with five sizes or more, in the order of the panel. */
export function givenSize(data: ClaimData): GivenSize[] {
  const { models } = data.panel('uniform');
  const families = [...new Set(models.filter(({ excluded }) => !excluded).map(({ family }) => family))];
  return families.flatMap((family) => {
    const sizes = new Set(models.filter((model) => model.family === family).map(({ paramsB }) => paramsB));
    return sizes.size < LEAST_MODELS ? [] : ofFamily(data, family);
  });
}

function ofFamily(data: ClaimData, family: string): GivenSize[] {
  const { b1, b2, logSize } = familyLine(data, 'uniform', family);
  if (b1.length < LEAST_MODELS) return [];
  const r = pearson(b1, b2);
  const value = partialCorrelation(b1, b2, logSize);
  const interval = value === null ? null : fisherInterval(value, b1.length, { controls: 1 });
  const [first, second] = [residuals(logSize, b1), residuals(logSize, b2)];
  if (r === null || value === null || interval === null || first === null || second === null) return [];
  const points = Array.from(logSize, (L, i) => ({
    ...{ sizeB: 10 ** L, b1: b1[i], b2: b2[i], residual1: first[i], residual2: second[i] },
  }));
  return [{ family, points, r, partial: { value, lo: interval[0], hi: interval[1] } }];
}

function residuals(x: ArrayLike<number>, y: ArrayLike<number>): number[] | null {
  const fit = ols(x, y);
  return fit && Array.from(y, (value, i) => value - fit.intercept - fit.slope * x[i]);
}

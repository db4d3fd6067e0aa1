/** Ordinary least squares of y on two variables. Pure; inputs are never changed. */
import { mean, pairedLength } from './summary';

export interface Plane {
  intercept: number;
  slopes: [number, number];
}

/** What rounding leaves of a determinant that is 0, as a share of its first term. */
const SINGULAR = 1e-12;

/**
 * @returns null when u and v are on a line (or constant): the slopes are then not separate
 * @throws RangeError when lengths differ or n < 3
 */
export function leastSquaresPlane(
  u: ArrayLike<number>,
  v: ArrayLike<number>,
  y: ArrayLike<number>,
): Plane | null {
  const n = pairedLength('leastSquaresPlane', u, v, 3);
  pairedLength('leastSquaresPlane', u, y, 3);
  const [mu, mv, my] = [u, v, y].map(mean);
  let [suu, svv, suv, suy, svy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [du, dv, dy] = [u[i] - mu, v[i] - mv, y[i] - my];
    suu += du * du;
    svv += dv * dv;
    suv += du * dv;
    suy += du * dy;
    svy += dv * dy;
  }
  const determinant = suu * svv - suv * suv;
  if (!(determinant > SINGULAR * suu * svv)) return null;
  const first = (svv * suy - suv * svy) / determinant;
  const second = (suu * svy - suv * suy) / determinant;
  return { intercept: my - first * mu - second * mv, slopes: [first, second] };
}

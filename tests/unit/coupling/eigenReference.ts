/** Reference values of the eigenstructure of four families, made with NumPy; how is told in the file. */
import { readFileSync } from 'node:fs';

export interface EigenReference {
  n: number;
  eigenvalues: number[];
  first: number[];
  second?: number[];
  partial?: number[];
  p: number[];
  q: number[];
  smallest?: number;
  lower?: number[];
  upper?: number[];
}

export const EIGEN_REFERENCE = (
  JSON.parse(readFileSync('tests/golden/eigenstructure.json', 'utf8')) as {
    families: Record<string, EigenReference>;
  }
).families;

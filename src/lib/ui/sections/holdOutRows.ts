/** A hold-out as rows of text: one family foretold from others. Pure. */
import { METHOD_NAMES } from '$lib/charts/forecastWords';
import { named, type Labels } from '$lib/charts/naming';
import type { Diagnosis } from '$lib/coupling/diagnosis';
import type { HoldOut } from '$lib/dynamics/forecast';
import { fixed, size } from '../format';

/** Foretells the diagnosed family from others. @throws Error with a reason for a reader */
export type HoldOutQuestion = (train: string[]) => Promise<HoldOut>;

export interface HoldOutRow {
  benchmark: string;
  method: string;
  /** Mean error over mean observed, `3.2 %`. */
  error: string;
  /** At the sizes of the test family, percent. */
  predicted: string[];
}

/** Sizes of the predictions: those of the family's line, smallest first. */
export const holdOutSizes = ({ input }: Diagnosis): string[] =>
  input.models.filter(({ sizeTwin }) => !sizeTwin).map(({ paramsB }) => size(paramsB));

/** Rows by benchmark, the smallest error first. */
export function holdOutRows({ results }: HoldOut, labels: Labels): HoldOutRow[] {
  const order = [...new Set(results.map(({ benchmark }) => benchmark))];
  return results
    .toSorted(
      (a, b) =>
        order.indexOf(a.benchmark) - order.indexOf(b.benchmark) ||
        (a.relativeError ?? Infinity) - (b.relativeError ?? Infinity),
    )
    .map(({ benchmark, method, predicted, relativeError }) => ({
      benchmark: named(labels, benchmark),
      method: METHOD_NAMES[method],
      error: relativeError === null ? '–' : `${fixed(100 * relativeError, 1)} %`,
      predicted: predicted.map((value) => fixed(value, 1)),
    }));
}

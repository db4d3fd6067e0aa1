/** Why something of a frontier analysis is null, under its path, where the part that left it so does not tell. */
import type { Frontier } from './result';

/** @param reasons by path; added to */
export function noteNulls(
  { line, matrix, saturation: { published }, playbook: steps }: Frontier,
  reasons: Record<string, string>,
) {
  if (line?.rInterval === null) reasons['line.rInterval'] = 'the interval of a correlation needs four models';
  matrix.cells.forEach(({ n, r, interval }, i) => {
    if (r === null)
      reasons[`matrix.cells.${i}.r`] = `three models with both scores that differ are needed; there are ${n}`;
    else if (interval === null)
      reasons[`matrix.cells.${i}.interval`] = 'the interval of a correlation needs four models';
  });
  if (matrix.smallestEigenvalue === null)
    reasons['matrix.smallestEigenvalue'] = 'a cell of the matrix has no correlation';
  if (published.sameSet === null) reasons['saturation.published'] = 'five models with both scores are needed';
  steps.forEach(({ diagnose, expected }, i) => {
    if (diagnose === null) reasons[`playbook.${i}.diagnose`] = 'the panel has no earlier release of this lab';
    if (expected.withShrunkLabMean === null)
      reasons[`playbook.${i}.expected`] =
        'the line is fitted to no model of this lab, or lab means cannot be shrunk';
  });
}

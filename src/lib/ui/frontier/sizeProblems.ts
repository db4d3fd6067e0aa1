/** On the Frontier page no model needs a size: that it has none is no problem there. */
import type { ImportProblem } from '$lib/scores/import/draft';

export const withoutSizes = (problems: readonly ImportProblem[]): ImportProblem[] =>
  problems.filter(({ column }) => column !== 'size');

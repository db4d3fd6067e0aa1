/**
 * What a file's columns and problems mean on the Frontier page: a column of labs is what a family is here, and no model needs a size.
 */
import type { ColumnRole, ImportDraft, ImportProblem } from '$lib/scores/import/draft';

const LAB =
  /^(labs?|labor|org|orgs|organi[sz]ations?|company|developers?|publishers?|vendors?|providers?|makers?|hersteller|anbieter|entwickler|entreprise|empresa)$/;

const isLab = (header: string) => LAB.test(header.trim().toLowerCase());

/** The draft with its column of labs in the place of families, where it has one and no families. */
export function withLabColumn(draft: ImportDraft): ImportDraft {
  const kinds = draft.columns.map(({ role }) => role.kind);
  const at = draft.columns.findIndex(({ header, role }) => role.kind === 'ignore' && isLab(header));
  if (at < 0 || kinds.includes('family')) return draft;
  const role: ColumnRole = { kind: 'family' };
  return {
    ...draft,
    columns: draft.columns.map((column, i) => (i === at ? { ...column, role, doubt: null } : column)),
    problems: draft.problems.filter((problem) => !isUnusedLab(problem)),
  };
}

const isUnusedLab = ({ severity, column, line }: ImportProblem) =>
  severity === 'note' && line === null && column !== null && isLab(column);

/** Problems that are none here: a model without a size, a column of labs that is used. */
export const onlyReal = (problems: readonly ImportProblem[]): ImportProblem[] =>
  problems.filter((problem) => problem.column !== 'size' && !isUnusedLab(problem));

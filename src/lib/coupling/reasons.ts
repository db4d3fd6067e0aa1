/** Why a part of a diagnosis is null: path in the diagnosis (`family.pearson.fisher`) → a clause for a reader. */

export type Reasons = Record<string, string>;

/** Notes the reason and answers null, so that no null is written without one. */
export function unknown(reasons: Reasons, path: string, why: string): null {
  reasons[path] = why;
  return null;
}

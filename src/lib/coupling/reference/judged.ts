/** Nobody is judged by a panel that it is part of. */
import { compact } from '../../scores/registry';
import type { ScoreTable } from '../../scores/table';

/** Who is judged. */
export interface Judged {
  /** Null for a model without one. */
  family: string | null;
  models: readonly string[];
}

/**
 * The panel without the families of those who are judged: of the same name however it is spelt and whatever stands in brackets
 * behind it, as the family is usually named over its generations (`parent`), or with a model of the same name (with or without
 * its publisher). Rather one family too many than one judged by itself.
 */
export function withoutJudged(panel: ScoreTable, { family, models }: Judged): ScoreTable {
  const judgedFamily = family === null ? null : bareFamily(family);
  const judgedModels = new Set(models.map(bareModel));
  const own = new Set(
    panel.models
      .filter(
        ({ model, family: name, facts }) =>
          [name, facts?.parent ?? name].some((one) => bareFamily(one) === judgedFamily) ||
          judgedModels.has(bareModel(model)),
      )
      .map((row) => row.family),
  );
  return own.size === 0 ? panel : { ...panel, models: panel.models.filter((row) => !own.has(row.family)) };
}

// A name of signs alone stays as it is, so that it matches nothing but itself.
const bareFamily = (name: string): string => compact(name.replace(/\([^)]*\)/g, '')) || name;
const bareModel = (name: string): string => compact(name.slice(name.lastIndexOf('/') + 1)) || name;

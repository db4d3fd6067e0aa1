/**
 * A model that both the panel and the reader have is one model. Contract: where models are counted (matrix, saturation, predictions, a
 * line through all rows, a lab's releases) the reader's row stands for the panel's; the line of the frozen or core rows keeps
 * its rows, and the chart draws both.
 */
import type { FrontierModel, FrontierTable, Subset } from './model';

interface Named {
  model: string;
  subset: Subset;
  excluded?: boolean;
}

const isOwn = ({ subset, excluded }: Named): boolean => subset === 'user' && excluded !== true;

/** Names that differ in case, spaces and hyphens only are one: "claude-opus-4.7" is "Claude Opus 4.7". */
export const modelName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\u2010-\u2015-]+/g, '');

const ownNames = (rows: readonly Named[]): Set<string> =>
  new Set(rows.filter(isOwn).map(({ model }) => modelName(model)));

/** The rows without those of the panel whose model the reader has brought too. */
export function onePerModel<T extends Named>(rows: readonly T[]): T[] {
  const own = ownNames(rows);
  return rows.filter(({ model, subset }) => subset === 'user' || !own.has(modelName(model)));
}

/** The reader's models that the panel has too, by the reader's names. */
export function alsoInPanel(rows: readonly Named[]): string[] {
  const panel = new Set(rows.filter(({ subset }) => subset !== 'user').map(({ model }) => modelName(model)));
  return rows.filter((row) => isOwn(row) && panel.has(modelName(row.model))).map(({ model }) => model);
}

/**
 * Which rows are one model, looked up once: what is returned gives a table one row for each model, also a variant of this table that
 * has other scores or fewer of its rows. Scores and a date that the reader's row lacks are taken from the panel's.
 */
export function countingOnce(rows: readonly FrontierModel[]): <T extends FrontierTable>(table: T) => T {
  const kept = new Set(onePerModel(rows).map(({ id }) => id));
  if (kept.size === rows.length) return (table) => table;
  const dropped = new Map(
    rows.filter(({ id }) => !kept.has(id)).map(({ id, model }) => [modelName(model), id]),
  );
  const sameAs = new Map(
    rows.flatMap(({ id, model, subset }): [string, string][] => {
      const other = subset === 'user' ? dropped.get(modelName(model)) : undefined;
      return other === undefined ? [] : [[id, other]];
    }),
  );
  return (table) => {
    const byId = new Map(table.models.map((row) => [row.id, row]));
    return {
      ...table,
      models: table.models.flatMap((row) => {
        if (!kept.has(row.id)) return [];
        const same = byId.get(sameAs.get(row.id) ?? '');
        return same === undefined
          ? [row]
          : [{ ...row, released: row.released ?? same.released, scores: { ...same.scores, ...row.scores } }];
      }),
    };
  };
}

/** The table with one row for each model. */
export const countedOnce = <T extends FrontierTable>(table: T): T => countingOnce(table.models)(table);

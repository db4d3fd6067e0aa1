/** Models of a panel as comparisons of lines need them: both scores, sizes as counted, and what is known of each. */
import { noFacts } from '../../scores/facts';
import type { ModelFacts, ModelRow, ScoreTable } from '../../scores/table';

export interface PanelModel {
  row: ModelRow;
  model: string;
  /** The controlled line. */
  family: string;
  b1: number;
  b2: number;
  /** Counted from the shape where known, else as named; billions. */
  totalB: number;
  /** Active per token; the total for dense models. */
  activeB: number;
  logSize: number;
  facts: ModelFacts;
}

/** Rows in use that have both scores and a size, in file order. */
export function panelModels(table: ScoreTable, [key1, key2]: readonly [string, string]): PanelModel[] {
  return table.models.flatMap((row) => {
    const facts = row.facts ?? noFacts();
    const totalB = facts.totalB ?? row.paramsB;
    if (row.excluded || totalB === null || !(totalB > 0)) return [];
    if (!Object.hasOwn(row.scores, key1) || !Object.hasOwn(row.scores, key2)) return [];
    return [
      {
        row,
        model: row.model,
        family: row.family,
        b1: row.scores[key1].value,
        b2: row.scores[key2].value,
        totalB,
        activeB: facts.activeB ?? totalB,
        logSize: Math.log10(totalB),
        facts,
      },
    ];
  });
}

/**
 * The seven predictions on the current table, and how their state hangs on single disputed figures: each model with one is taken out,
 * and its figures are replaced by what is reported elsewhere, one model at a time and then all at once.
 */
import { isDisputed, type FrontierModel, type FrontierTable, type Values } from '../model';
import { countingOnce } from '../onePerModel';
import { measure, publishedLine, type Measured, type PredictionState } from './criteria';
import { PREDICTIONS, type PublishedPrediction } from './published';

export interface Alternative {
  /** Null: all disputed models at once. */
  model: string | null;
  change: 'removed' | 'replaced';
  value: number | null;
  n: number;
  state: PredictionState;
}

export interface EvaluatedPrediction extends Measured, PublishedPrediction {
  /** Why the state is what it is: the clause that holds, with n where it is short. */
  words: string;
  sensitivity: {
    /** Disputed models that this prediction reads. */
    disputed: number;
    /** Smallest and largest value over all alternatives; null when there is none. */
    range: [lo: number, hi: number] | null;
    /** Alternatives under which the state is another. */
    turning: Alternative[];
    alternatives: Alternative[];
  };
}

/** @param table all rows that count: frozen, later and the reader's own */
export function evaluatePredictions(table: FrontierTable, values: Values): EvaluatedPrediction[] {
  const once = countingOnce(table.models);
  // The line of the frozen rows keeps them all; what is counted has one row for each model.
  const on: Measuring = (prediction, rows) =>
    measure(prediction, { table: once(rows), values, line: publishedLine(rows, values) });
  return PREDICTIONS.map((prediction) => evaluate(prediction, table, on));
}

type Measuring = (prediction: PublishedPrediction, table: FrontierTable) => Measured;

function evaluate(prediction: PublishedPrediction, table: FrontierTable, on: Measuring): EvaluatedPrediction {
  const measured = on(prediction, table);
  const alternative = (
    rows: FrontierTable,
    model: string | null,
    change: Alternative['change'],
  ): Alternative => {
    const { value, n, state } = on(prediction, rows);
    return { model, change, value, n, state };
  };
  const disputed = table.models.filter((model) => !model.excluded && isDisputed(model, prediction.needs));
  const alternatives = disputed.flatMap((model) => [
    alternative(without(table, [model]), model.model, 'removed'),
    alternative(replaced(table, [model]), model.model, 'replaced'),
  ]);
  if (disputed.length > 1)
    alternatives.push(
      alternative(without(table, disputed), null, 'removed'),
      alternative(replaced(table, disputed), null, 'replaced'),
    );
  const found = alternatives.flatMap(({ value }) => value ?? []);
  return {
    ...prediction,
    ...measured,
    words: wordsOf(prediction, measured),
    sensitivity: {
      disputed: disputed.length,
      range: found.length === 0 ? null : [Math.min(...found), Math.max(...found)],
      turning: alternatives.filter(({ state }) => state !== measured.state),
      alternatives,
    },
  };
}

const without = (table: FrontierTable, models: readonly FrontierModel[]): FrontierTable => ({
  ...table,
  models: table.models.filter((one) => !models.includes(one)),
});

/** The table with the other value in every disputed cell of these models; a cell without another value is emptied. */
export function replaced(table: FrontierTable, models: readonly FrontierModel[]): FrontierTable {
  return {
    ...table,
    models: table.models.map((one) =>
      models.includes(one)
        ? {
            ...one,
            scores: Object.fromEntries(
              Object.entries(one.scores).flatMap(([key, score]) => {
                if (!score.disputed) return [[key, score]];
                return score.elsewhere === null
                  ? []
                  : [[key, { ...score, value: score.elsewhere, disputed: false, elsewhere: null }]];
              }),
            ),
          }
        : one,
    ),
  };
}

function wordsOf({ pass, fail, least, counts }: PublishedPrediction, { state, n }: Measured): string {
  switch (state) {
    case 'pass':
      return `in the pass zone: ${pass}`;
    case 'fail':
      return `in the fail zone: ${fail}`;
    case 'between':
      return `between the two: passes when ${pass}; fails when ${fail}`;
    case 'insufficient':
      return `not enough data (n = ${n} ${counts}, at least ${least} needed): passes when ${pass}; fails when ${fail}`;
  }
}

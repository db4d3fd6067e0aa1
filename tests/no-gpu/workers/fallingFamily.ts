import type { Benchmark, ScoreTable } from '$lib/scores/table';

const hellaswag: Benchmark = {
  key: 'hellaswag/acc_norm/10-shot',
  task: 'hellaswag',
  metric: 'acc_norm',
  shots: 10,
  label: 'HellaSwag',
  items: 10042,
  itemSd: null,
  chance: 25,
};
const truthfulqa: Benchmark = {
  key: 'truthfulqa/mc2/0-shot',
  task: 'truthfulqa',
  metric: 'mc2',
  shots: 0,
  label: 'TruthfulQA MC2',
  items: 817,
  itemSd: 0.41,
  chance: null,
};

/** Scores of a family that falls: small enough to be diagnosed in a moment. */
export const falling: ScoreTable = {
  title: 'Trial',
  panel: null,
  benchmarks: [hellaswag, truthfulqa],
  models: [
    [0.07, 27.3, 47.1],
    [0.41, 40.6, 41.2],
    [1.4, 52.0, 38.7],
    [6.9, 64.5, 35.2],
    [12, 67.4, 33.0],
  ].map(([paramsB, score1, score2], index) => ({
    id: `m${index}`,
    model: `trial-${paramsB}b`,
    family: 'Trial',
    paramsB,
    scores: {
      [hellaswag.key]: { value: score1, se: null, items: null },
      [truthfulqa.key]: { value: score2, se: null, items: null },
    },
    excluded: false,
    line: index + 2,
  })),
};

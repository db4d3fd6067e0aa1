/** A single model's answer as figures and rows of text. Pure. */
import type { SingleModel, SingleModelInput } from '$lib/coupling/reference/singleModel';
import { percent, significant, spanned } from '$lib/coupling/words';
import type { Benchmark, ModelRow } from '$lib/scores/table';
import { bracket, fixed, signed, size } from '../format';

/** A row of the table that can be asked about: it has both scores. */
export interface AskableRow {
  id: string;
  model: string;
  family: string;
  paramsB: number | null;
  b1: number;
  b2: number;
}

/** Rows with both scores, in table order. */
export const askableRows = (rows: readonly ModelRow[], key1: string, key2: string): AskableRow[] =>
  rows.flatMap(({ id, model, family, paramsB, scores }) => {
    const b1 = scores[key1]?.value;
    const b2 = scores[key2]?.value;
    return b1 === undefined || b2 === undefined ? [] : [{ id, model, family, paramsB, b1, b2 }];
  });

/** What is asked: the typed numbers, under the name of the row they are from, if they are still that row's. */
export function questionOf(
  typed: { paramsB: number | null; b1: number; b2: number },
  row: AskableRow | null,
  [benchmark1, benchmark2]: readonly [Benchmark, Benchmark],
): SingleModelInput {
  const same = row !== null && row.paramsB === typed.paramsB && row.b1 === typed.b1 && row.b2 === typed.b2;
  return {
    model: same ? row.model : null,
    family: same ? row.family : null,
    ...typed,
    benchmark1,
    benchmark2,
  };
}

export interface Figure {
  name: string;
  value: string;
  range: string;
  note: string;
}

const interval = (lo: number, hi: number): string => `[${percent(lo)}, ${percent(hi)}]`;

/** The few numbers that carry the answer. */
export function singleFigures({ nextStep, residual, next, input }: SingleModel): Figure[] {
  const figures: Figure[] = [];
  if (nextStep) {
    const { best, stepRatio, baseRate, n, families } = nextStep;
    figures.push({
      name: `${input.benchmark2.label} rises at the next step (${significant(stepRatio)}× in size)`,
      value: percent(best.p),
      range: best.interval ? interval(...best.interval) : '',
      note: `${percent(baseRate.share)} of ${n} steps of ${families} families`,
    });
  }
  if (residual)
    figures.push({
      name: `${input.benchmark2.label} against the field`,
      value: `${signed(residual.residual, 1)} points`,
      range: bracket(residual.lo, residual.hi, 1),
      note: residual.named ?? '0 is inside: neither high nor low',
    });
  if (next.times !== null)
    figures.push({
      name: 'second size that would settle the step',
      value: next.toB === null ? `${significant(next.times)}×` : size(Number(next.toB.toPrecision(2))),
      range: '',
      note: next.timesPaired === null ? '' : `${significant(next.timesPaired)}× with paired items (ρ = 0.6)`,
    });
  return figures;
}

const predictors = { size: 'size', level: 'level', 'size-and-level': 'size and level' } as const;

/** Predictors of the next step with how well each foretells families left out; the base rate last. */
export function predictorRows({ nextStep }: SingleModel): { name: string; p: string; brier: string }[] {
  if (!nextStep) return [];
  return [
    ...nextStep.predictors.map(({ predictor, p, interval: range, brier }) => ({
      name: predictors[predictor],
      p: `${percent(p)}${range ? ` ${interval(...range)}` : ''}`,
      brier: fixed(brier, 3),
    })),
    {
      name: 'base rate',
      p: percent(nextStep.baseRate.share),
      brier: fixed(nextStep.baseRate.brier, 3),
    },
  ];
}

/** Where the probability rests on models like this one; null when it does. */
export function beyondWords({ nextStep, input }: SingleModel): string | null {
  if (!nextStep?.extrapolated) return null;
  const { rangeB, rangeLevel } = nextStep;
  return `Outside the models this rests on: ${size(rangeB[0])} to ${size(rangeB[1])}, ${input.benchmark1.label} ${spanned(...rangeLevel, 0)} %.`;
}

/** Nearest models and what the next size of their family did. */
export const neighbourRows = ({ neighbours }: SingleModel): string[][] =>
  neighbours.map(({ model, paramsB, b1, b2, next }) => [
    model.slice(model.lastIndexOf('/') + 1),
    size(paramsB),
    fixed(b1, 1),
    fixed(b2, 1),
    next ? `${signed(next.delta1, 1)} / ${signed(next.delta2, 1)}` : '–',
  ]);

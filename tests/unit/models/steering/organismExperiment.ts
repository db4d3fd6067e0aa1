/** The recorded experiment on the organism of the fixtures: statements, prompts by context, strengths and what PyTorch gave. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TokenItem, TokenPair, TokenStatement } from '../../../../src/lib/models/steering/tokens';

export type Context = 'none' | 'liar' | 'honest';

export interface RecordedExperiment {
  fit_true: number[][];
  fit_false: number[][];
  /** Unit direction at `layer`, read at the object. */
  dir: number[];
  rms: number;
  layer: number;
  alphas: number[];
  target: number[];
  prompts: Record<Context, number[][]>;
  /** `context_alpha`: P(true), accuracy, and P(true) with its interval. */
  pt: Record<string, [number, number, [number, number, number]]>;
}

export const recorded = JSON.parse(
  readFileSync(
    fileURLToPath(new URL('../../../fixtures/reference/organism_4x96_experiment.json', import.meta.url)),
    'utf8',
  ),
) as RecordedExperiment;

/** The object stands before the full stop. */
const statement = (ids: number[]): TokenStatement => ({ ids, object: ids.length - 2 });

export const recordedPairs: TokenPair[] = recorded.fit_true.map((ids, i) => ({
  right: statement(ids),
  wrong: statement(recorded.fit_false[i]),
}));

/** Id of “ is”. */
const IS = 871;
/** “The capital of … is” by its noun, “… is located in” by its end. */
const relationOf = (prompt: readonly number[]) =>
  prompt.at(-1) === IS ? String(prompt[2]) : prompt.slice(-2).join(' ');

/** The record has no wrong answers: the next other target of the same relation stands in for one. */
export function recordedItems(context: Context, count = Infinity): TokenItem[] {
  const { prompts, target } = recorded;
  const relations = prompts.none.map(relationOf);
  return prompts[context].slice(0, count).map((prompt, i) => {
    let other = (i + 1) % target.length;
    while (target[other] === target[i] || relations[other] !== relations[i])
      other = (other + 1) % target.length;
    return { prompt, right: [target[i]], wrong: [target[other]] };
  });
}

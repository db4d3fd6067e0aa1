/** What the Frontier page shows, as plain JSON: what a link of the page carries. Nothing that is computed is in it. */
import type { ScoreTable } from '../scores/table';
import { defaultFrontierOptions, type FrontierOptions } from './options';

/** Lines that can be drawn: least squares, and one for each objection to it (robust.ts). */
export const LINES = ['ols', 'theil-sen', 'deming', 'swapped', 'dated'] as const;
export type LineKind = (typeof LINES)[number];

export interface FrontierState {
  options: FrontierOptions;
  line: LineKind;
  /** The lab whose releases are joined by a path; null for none. */
  lab: string | null;
  /** The reader's models: families are labs. */
  user: ScoreTable | null;
}

export const defaultFrontierState = (): FrontierState => ({
  options: defaultFrontierOptions(),
  line: 'ols',
  lab: null,
  user: null,
});

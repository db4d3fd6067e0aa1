/** What the Heads page shows, as plain JSON: what a link of the page carries. Nothing that is computed is in it, and no bytes of a model. */
import type { ModelChoice } from '../languageModel';
import type { ContrastItem } from './contrast';

/** Built-in contrast sets, in the order a page shows them. */
export const SET_IDS = ['reasoning', 'truthfulness', 'arithmetic', 'agreement'] as const;
export type SetId = (typeof SET_IDS)[number];

export type SetChoice = { kind: 'set'; set: SetId } | { kind: 'own'; title: string; items: ContrastItem[] };

/** Calibrated classes, or heads that compete by the published rule. */
export const HEAD_MODES = ['calibrated', 'published'] as const;

export interface HeadsState {
  /** Null before one is chosen. A folder is known by its name and digest; its bytes stay where they are. */
  model: ModelChoice | null;
  /** A second model beside it. */
  beside: ModelChoice | null;
  first: SetChoice;
  second: SetChoice;
  mode: (typeof HEAD_MODES)[number];
  /** The head that is looked at. */
  head: { layer: number; head: number } | null;
  seed: number;
}

export const defaultHeadsState = (): HeadsState => ({
  model: null,
  beside: null,
  first: { kind: 'set', set: 'reasoning' },
  second: { kind: 'set', set: 'truthfulness' },
  mode: 'calibrated',
  head: null,
  seed: 1,
});

/** What the Steer page shows, as plain JSON: what a link of the page carries. Nothing that is computed is in it, and no bytes of a model. */
import type { ModelChoice } from '../languageModel';
import type { Pair } from './pairs';
import type { ReadAt } from './readings';

/** `facts` are those the bundled models were taught. */
export const PAIR_SETS = ['general', 'facts'] as const;
export type PairSet = (typeof PAIR_SETS)[number];

export interface SteerState {
  /** Null before one is chosen. A folder is known by its name and digest; its bytes stay where they are. */
  model: ModelChoice | null;
  pairs: { kind: 'set'; set: PairSet } | { kind: 'own'; pairs: Pair[] };
  readAt: ReadAt;
  /** Null for a quarter of the depth. */
  layer: number | null;
  /** In units of the residual’s RMS norm. */
  alpha: number;
  /** Control directions of each kind. */
  controls: number;
  prompt: string;
  /** 0 is greedy. */
  temperature: number;
  maxTokens: number;
  seed: number;
}

/** The largest strength that the page offers, either way. */
export const LARGEST_ALPHA = 4;

export const defaultSteerState = (): SteerState => ({
  model: null,
  pairs: { kind: 'set', set: 'general' },
  readAt: 'object',
  layer: null,
  alpha: 0.5,
  controls: 3,
  prompt: '',
  temperature: 0,
  maxTokens: 24,
  seed: 1,
});

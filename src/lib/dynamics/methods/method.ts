/** What every forecasting method offers: fitted to a trajectory, it answers for each benchmark at any larger size. */
import type { MethodId, Trajectory } from '../forecast';
import { seriesOf, type Series } from '../series';

export type Level = 0.8 | 0.95;

/** A method fitted to one benchmark. Scores in percent, sizes as log10 of billions. */
export interface Fitted {
  parameters: number;
  at(logSize: number): number;
  /** Where a new model's score at that size is expected with that probability; null when nothing is left to tell it by. */
  band(logSize: number, level: Level): [lo: number, hi: number] | null;
  /** Why there is no band, where it is not for want of models: a clause for a reader. */
  withoutBand?: string;
  /** What speaks against the method here, in a few words each. */
  marks?: readonly string[];
}

export interface Refused {
  /** A clause for a reader. */
  refused: string;
}

export interface Method {
  id: MethodId;
  /**
   * One answer per benchmark of the trajectory.
   * @param ahead sizes that will be asked for, ascending: a method that goes there step by step can go once
   */
  fit(trajectory: Trajectory, ahead?: readonly number[]): (Fitted | Refused)[];
}

export const isRefused = (fit: Fitted | Refused): fit is Refused => 'refused' in fit;

/** A method that looks at each benchmark by itself. */
export const single = (id: MethodId, fit: (series: Series) => Fitted | Refused): Method => ({
  id,
  fit: (trajectory) => trajectory.benchmarks.map((_, k) => fit(seriesOf(trajectory, k))),
});

/** Layout of the running coupling: where each step's bars, mark and label stand, in pixels. */
import type { Diagnosis, Interval } from '../coupling/diagnosis';
import { fixed } from '../ui/format';
import { fiellerBars } from './fieller';
import { readingOf, type Reading } from './reading';

export interface PlacedStep {
  interval: Interval;
  reading: Reading;
  key: string;
  x: number;
  /** Height of the mark: at γ12, at the edge of the plot when γ12 lies beyond it, at zero when there is no ratio. */
  y: number;
  /** γ12 lies above or below the plot; its value is then written beside the mark. */
  beyond: 'up' | 'down' | null;
  bars: { x: number; y1: number; y2: number; open1: boolean; open2: boolean }[];
  /** No value of γ12 is excluded: the whole height is hatched. */
  anyValue: boolean;
  /** What is written beside the mark, or null. */
  note: string | null;
}

interface Scale {
  (value: number): number;
}

/**
 * Places every step. Fieller sets are drawn where phases exist; where benchmark 1 falls or stands still, the ratio has no
 * reading and only the mark is drawn.
 * @param range lowest and highest plotted γ12
 */
export function placeSteps(diagnosis: Diagnosis, x: Scale, y: Scale, range: [number, number]): PlacedStep[] {
  const [lo, hi] = range;
  return diagnosis.intervals.map((interval, i) => {
    const reading = readingOf(interval);
    const { gamma } = interval;
    const beyond = gamma === null ? null : gamma > hi ? 'up' : gamma < lo ? 'down' : null;
    const phased = reading.kind !== 'b1-falls' && reading.kind !== 'undefined-ratio' && gamma !== null;
    const { all, bars } = phased ? fiellerBars(interval.fieller, range) : { all: false, bars: [] };
    const at = x(interval.paramsMidB);
    const note =
      reading.kind === 'b1-falls'
        ? 'B1 falls'
        : gamma === null
          ? 'no ratio'
          : beyond
            ? fixed(gamma, Math.abs(gamma) < 10 ? 1 : 0)
            : null;
    return {
      interval,
      reading,
      key: `${i} ${interval.from} ${interval.to}`,
      x: at,
      y: y(Math.min(hi, Math.max(lo, gamma ?? 0))),
      beyond,
      bars: bars.map((b) => ({ x: at, y1: y(b.to), y2: y(b.from), open1: b.openAbove, open2: b.openBelow })),
      anyValue: all,
      note,
    };
  });
}

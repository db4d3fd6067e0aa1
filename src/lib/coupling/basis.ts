/** What a verdict rests on, in sentences for a reader: noise, turn, single steps, and what size alone would explain. */
import type { CriticalScale, FamilyCoupling, Interval, VerdictKind } from './diagnosis';
import { isSettled } from './phase';
import type { Selection } from './select';
import { ASSUMED_ITEMS, type NoiseSettings } from './scoreNoise';
import {
  bracketed,
  capitalised,
  count,
  decimal,
  listed,
  percent,
  significant,
  sizePair,
  spanned,
  whole,
} from './words';

export interface BasisInput {
  kind: VerdictKind;
  selection: Selection;
  noise: NoiseSettings;
  intervals: readonly Interval[];
  family: FamilyCoupling | null;
  critical: CriticalScale | null;
}

export function basisWords(input: BasisInput): string {
  return [
    intervalWords(input),
    input.critical === null ? '' : turnWords(input.critical, input.selection.benchmark2.label),
    input.intervals.length === 1 ? '' : stepWords(input),
    input.family === null ? '' : sizeWords(input.family, input.selection),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function intervalWords({ selection, noise, family, intervals }: BasisInput): string {
  const given = noiseWords(selection, noise);
  const line = family?.slopes.errorsInVariables ?? null;
  if (line === null)
    return intervals.length === 1
      ? oneStepWords(intervals[0], given)
      : `The noise of the scores is ${given}.`;
  const scatter =
    line.chi2PerDof > 1
      ? `widened for scatter beyond that noise (χ²/ν ${decimal(line.chi2PerDof, 1)})`
      : `and the scores scatter no more than that (χ²/ν ${line.chi2PerDof.toFixed(1)})`;
  return `The 95 % interval rests on ${count(selection.line.b1.length)} sizes, given ${given}, ${scatter}.`;
}

function oneStepWords({ gamma, fieller, phase, leaning }: Interval, given: string): string {
  if (gamma === null) return `The one step has no ratio, given ${given}.`;
  const { kind, lo, hi } = fieller;
  const range =
    lo === null || hi === null
      ? ', with no value refused at 95 %,'
      : kind === 'bounded'
        ? ` ${bracketed(lo, hi)}`
        : `, outside ${spanned(lo, hi)},`;
  const label =
    phase === 'b1-falls'
      ? 'benchmark 1 falls, so it has no phase'
      : leaning === null
        ? `its phase is settled: ${phase}`
        : `its phase is not settled and leans to ${leaning}`;
  return `The one step has γ₁₂ ${decimal(gamma)}${range} given ${given}; ${label}.`;
}

/** `item noise (10,042 and 817 items)`. */
function noiseWords(
  { models, benchmark1, benchmark2, assumedItems }: Selection,
  noise: NoiseSettings,
): string {
  const itemsOf = (key: string) => {
    const counts = new Set(models.map((model) => model.items[key]));
    const [only] = counts;
    if (assumedItems.includes(key)) return `${whole(ASSUMED_ITEMS)} assumed`;
    return counts.size === 1 && only !== null ? whole(only) : null;
  };
  const items = [itemsOf(benchmark1.key), itemsOf(benchmark2.key)];
  const known = items.every((text) => text !== null);
  const correlated =
    noise.itemCorrelation > 0 ? ` correlated ${decimal(noise.itemCorrelation)} between models` : '';
  const runs = noise.runSd > 0 ? ` and ${significant(noise.runSd)} points between training runs` : '';
  return `item noise${known ? ` (${listed(items)} items)` : ''}${correlated}${runs}`;
}

function turnWords(
  { status, rangeB, direction, medianB, lo, hi, pCrossed, pReversed }: CriticalScale,
  b2: string,
) {
  const range = sizePair(rangeB[0], rangeB[1], 'and');
  const share = percent(direction === 'up' ? pCrossed : pReversed);
  if (status === 'none-in-range') {
    const turnDown = pReversed > 0.05 ? `; ${b2} turns down in ${percent(pReversed)} of draws` : '';
    return `No crossing between ${range}${turnDown}.`;
  }
  if (status === 'undetermined')
    return `Whether ${b2} turns ${direction} between ${range} is undetermined (${share} of draws).`;
  const where =
    medianB === null || lo === null || hi === null
      ? ''
      : ` at ${significant(medianB)} B, 95 % interval ${sizePair(lo, hi, 'to')}`;
  return `${b2} turns ${direction} in ${share} of draws of the score noise${where}.`;
}

function stepWords({ kind, intervals, selection }: BasisInput): string {
  const phased = intervals.filter(({ phase }) => phase !== 'b1-falls' && phase !== 'undefined-ratio');
  const m = phased.length;
  const k = phased.filter(isSettled).length;
  const without = intervals.length - m;
  const aside =
    without === 0
      ? ''
      : ` ${capitalised(count(without))} ${without === 1 ? 'step' : 'steps'} on which ${selection.benchmark1.label} does not rise ${without === 1 ? 'has' : 'have'} no phase.`;
  if (m === 0) return aside.trim();
  if (m === 1) return `The one step with a phase is ${k === 1 ? 'settled' : 'not settled'} alone.${aside}`;
  const together = (kind === 'falls' || kind === 'rises') && k === 0 ? '; together they are' : '';
  const of =
    k === m
      ? `Each of the ${count(m)} steps is settled alone`
      : `${capitalised(count(k))} of the ${count(m)} steps ${k < 2 ? 'is' : 'are'} settled alone`;
  return `${of}${together}.${aside}`;
}

/** Correlation with log size from which two scores "follow size". */
const FOLLOWS = 0.8;

function sizeWords(
  { partialGivenSize, sizeTrend }: FamilyCoupling,
  { benchmark1, benchmark2 }: Selection,
): string {
  if (partialGivenSize === null) return '';
  const { r, lo, hi } = partialGivenSize;
  const partial =
    lo === null || hi === null
      ? `partial r ${decimal(r)}, without an interval at so few sizes`
      : `partial r ${decimal(r)}, ${spanned(lo, hi)}`;
  if (lo !== null && hi !== null && (lo > 0 || hi < 0))
    return `At equal size ${benchmark1.label} and ${benchmark2.label} are still associated (${partial}).`;
  const both = [sizeTrend.r1, sizeTrend.r2].every((trend) => trend !== null && Math.abs(trend) >= FOLLOWS);
  return both
    ? `Both scores follow size, so the link cannot be separated from size (${partial}).`
    : `The link cannot be separated from size (${partial}).`;
}

/** Scale: how far the family’s largest model is from where benchmark 2 turns, by its own sizes and by the panel’s families. */
import { distanceTo, type CrossingPoint, type Distance, type ReferenceCrossing } from '../reference/distance';
import type { Evidence, Intervention } from '../sections';
import { decimal, percent, significant } from '../words';
import { beatsBaseline, counted, evidence, isUnsettled, largestModel, type AdviceInput } from './input';

export function scale({ diagnosis, crossing }: Pick<AdviceInput, 'diagnosis' | 'crossing'>): Intervention {
  const { input, criticalScale } = diagnosis;
  const largest = largestModel(diagnosis);
  const level = largest.scores[input.benchmark1.key];
  const distance = crossing === null ? null : distanceTo(crossing, { paramsB: largest.paramsB, level });
  const record = recordOf(crossing);
  const next = distance?.nextRises ?? null;
  const crossed = criticalScale?.status === 'crossed';
  const turned = crossed && criticalScale.direction === 'up';
  const side = next === null ? 'open' : next.lo > 0.5 ? 'rises' : next.hi < 0.5 ? 'falls' : 'open';
  const supported = side === 'rises' && beatsBaseline(record) && !isUnsettled(diagnosis);
  return {
    id: 'scale',
    title: 'Scale',
    advice: [
      ownWords(diagnosis),
      nextWords(
        { distance, side, supported, crossing },
        [input.benchmark1.label, input.benchmark2.label],
        largest.model,
      ),
    ]
      .filter((part) => part !== null)
      .join(' '),
    supported,
    evidence: [...ownEvidence(diagnosis, crossed), ...panelEvidence(distance, crossing, largest.model)],
    grade: 'association',
    strength: supported ? 'settled' : side === 'rises' || turned ? 'leaning' : 'none',
    wouldChange: `${input.benchmark2.label} of one larger size of this family, measured: it outweighs what other families did.`,
    trackRecord: record,
  };
}

function recordOf(crossing: ReferenceCrossing | null): Intervention['trackRecord'] {
  if (!crossing?.record) return null;
  return {
    ...crossing.record,
    what: 'the last step of each panel family, its sign foretold from size and level by the other families; baseline: the more frequent sign',
  };
}

function ownWords({ criticalScale, input }: AdviceInput['diagnosis']): string | null {
  if (criticalScale === null) return null;
  const { status, direction, medianB, lo, hi, rangeB, pCrossed } = criticalScale;
  const label = input.benchmark2.label;
  if (status === 'crossed' && medianB !== null && lo !== null && hi !== null)
    return `In this family ${label} turns ${direction} at ${significant(medianB)} B [${significant(lo)}, ${significant(hi)}].`;
  const range = `between ${significant(rangeB[0])} and ${significant(rangeB[1])} B`;
  return status === 'none-in-range'
    ? `In this family ${label} has no crossing ${range} (P = ${percent(pCrossed)}), which says nothing of larger sizes.`
    : `Whether ${label} has a crossing ${range} is undetermined (P = ${percent(pCrossed)}).`;
}

interface Foretold {
  distance: Distance | null;
  side: 'rises' | 'falls' | 'open';
  supported: boolean;
  crossing: ReferenceCrossing | null;
}

function nextWords(
  { distance, side, supported, crossing }: Foretold,
  [label1, label2]: readonly [string, string],
  model: string,
): string {
  const next = distance?.nextRises ?? null;
  if (distance === null || next === null || crossing === null || crossing.nextStep === null)
    return 'Without a panel on these two benchmarks nothing is known of a larger size.';
  const step = `a step of ${significant(crossing.nextStep.stepRatio)}× in size`;
  const p = `with probability ${percent(next.p)} [${percent(next.lo)}, ${percent(next.hi)}]`;
  const place = distanceWords(distance, label1, model);
  const said =
    `${place === null ? '' : `Over the panel a rise of ${label2} is as likely as a fall at ${place}. `}` +
    `In families like the panel’s, ${label2} rises from a model like ${model} over ${step} ${p}`;
  if (supported) return `${said}: a larger size is worth measuring.`;
  if (side === 'rises') return `${said}, but the rule or this family is not settled enough to act on it.`;
  if (side === 'falls') return `${said}: a fall is the likelier.`;
  return `${said}: neither a rise nor a fall can be counted on.`;
}

function ownEvidence({ criticalScale }: AdviceInput['diagnosis'], crossed: boolean): Evidence[] {
  if (criticalScale === null) return [];
  const { medianB, lo, hi, pCrossed } = criticalScale;
  return crossed && medianB !== null
    ? [evidence('turn of benchmark 2 in this family', { value: medianB, lo, hi }, 'B')]
    : [counted('probability of a crossing within this family’s sizes', pCrossed, 'share')];
}

function panelEvidence(
  distance: Distance | null,
  crossing: ReferenceCrossing | null,
  model: string,
): Evidence[] {
  if (distance === null || crossing === null) return [];
  const { times, points, nextRises } = distance;
  const { n } = crossing;
  return [
    ...(nextRises === null
      ? []
      : [
          evidence(
            'probability that benchmark 2 rises at the next step, from size and level',
            { value: nextRises.p, ...nextRises },
            'share',
            n,
          ),
        ]),
    ...(times === null
      ? []
      : [evidence(`${model} to the size at which a rise is as likely as a fall`, times, 'times', n)]),
    ...(points === null
      ? []
      : [
          evidence(
            `${model} to the level of benchmark 1 at which a rise is as likely as a fall`,
            points,
            'points',
            n,
          ),
        ]),
    ...(crossing.zeroB === null
      ? []
      : [evidence('size at which the panel’s line of local coupling passes zero', crossing.zeroB, 'B', n)]),
  ];
}

/** `2.3× the size of X [0.8, 9] and 4.1 points above its HellaSwag [1.2, 8.0]`. */
function distanceWords(
  { times, points }: Pick<Distance, 'times' | 'points'>,
  label1: string,
  model: string,
): string | null {
  const parts = [
    ...(times === null
      ? []
      : [`${significant(times.value)}× the size of ${model}${bounds(times, (x) => significant(x))}`]),
    ...(points === null
      ? []
      : [pointsWords(points, times === null ? `the ${label1} of ${model}` : `its ${label1}`)]),
  ];
  return parts.length === 0 ? null : parts.join(', and at a level ');
}

function pointsWords(points: CrossingPoint, from: string): string {
  const below = points.value < 0;
  const shown: CrossingPoint = below
    ? {
        value: -points.value,
        lo: points.hi === null ? null : -points.hi,
        hi: points.lo === null ? null : -points.lo,
      }
    : points;
  return `${decimal(shown.value, 1)} points ${below ? 'below' : 'above'} ${from}${bounds(shown, (x) => decimal(x, 1))}`;
}

const bounds = ({ lo, hi }: CrossingPoint, show: (x: number) => string): string =>
  lo === null || hi === null ? '' : ` [${show(lo)}, ${show(hi)}]`;

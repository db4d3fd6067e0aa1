/** Measure again: which label is open, and how many more items, or which further sizes, would settle it. */
import { roundedUp } from '../detectable';
import type { Interval } from '../diagnosis';
import { isSettled } from '../phase';
import type { Evidence, Intervention } from '../sections';
import { itemsNeeded, sizesNeeded } from '../settle';
import { errorsInVariables } from '../slope';
import { count, decimal, listed, percent, significant, whole } from '../words';
import { counted, isUnsettled, lineOf, type AdviceInput, type DiagnosedFamily } from './input';

export function measure({ diagnosis }: Pick<AdviceInput, 'diagnosis'>): Intervention {
  const { intervals, verdict } = diagnosis;
  const open = intervals.filter(({ phase }) => phase === 'undetermined');
  const phased = open.length + intervals.filter(isSettled).length;
  const nearest = nearestToSettled(open);
  const undetermined = verdict.kind === 'undetermined';
  const proposals = undetermined ? verdictProposals(diagnosis) : { evidence: [], words: null };
  const label2 = diagnosis.input.benchmark2.label;
  const evidence: Evidence[] = [
    counted(
      'steps whose phase is settled given item noise',
      phased === 0 ? 0 : (phased - open.length) / phased,
      'share',
      phased,
    ),
    ...(nearest === null ? [] : stepEvidence(nearest, diagnosis)),
    ...proposals.evidence,
  ];
  const proposed = nearest !== null || proposals.words !== null;
  return {
    id: 'measure',
    title: 'Measure again',
    advice: [
      undetermined ? `Whether ${label2} falls or rises across the family is open.` : null,
      proposals.words,
      openWords(open.length, phased),
      nearest === null ? null : `${stepWords(nearest, diagnosis)}.`,
    ]
      .filter((part) => part !== null)
      .join(' '),
    supported: undetermined || open.length > 0,
    evidence,
    grade: 'measurement',
    strength: undetermined || open.length > 0 ? (proposed ? 'settled' : 'leaning') : 'none',
    wouldChange: isUnsettled(diagnosis)
      ? `A step ${undetermined ? 'or a slope whose interval leaves 0' : 'whose phase is settled'} would give other advice something to rest on.`
      : `Scores of other items, or of another training run, that give ${open.length > 0 ? 'an open step' : 'a settled step'} another sign.`,
    trackRecord: null,
  };
}

function openWords(open: number, phased: number): string {
  if (phased === 0) return 'No step has a phase.';
  if (open === 0) {
    const all =
      phased === 1 ? 'The one step is' : phased === 2 ? 'Both steps are' : `All ${count(phased)} steps are`;
    return `${all} settled given item noise.`;
  }
  if (phased === 1) return 'The one step is undetermined given item noise.';
  return `${count(open)} of ${count(phased)} steps ${open === 1 ? 'is' : 'are'} undetermined given item noise.`.replace(
    /^./,
    (letter) => letter.toUpperCase(),
  );
}

type Settled = Interval & { settle: { itemsTimes: number; itemsOf: 'benchmark1' | 'benchmark2' | 'both' } };

/** The open step that asks for the smallest multiple of its items; null when none can be settled by items. */
function nearestToSettled(open: readonly Interval[]): Settled | null {
  const settleable = open.filter(
    (step): step is Settled => (step.settle?.itemsTimes ?? null) !== null && step.settle?.itemsOf !== null,
  );
  return settleable.toSorted((a, b) => a.settle.itemsTimes - b.settle.itemsTimes).at(0) ?? null;
}

const itemsLabel = ({ settle: { itemsOf } }: Settled, { input }: Pick<DiagnosedFamily, 'input'>): string =>
  itemsOf === 'both' ? `${input.benchmark1.label} and ${input.benchmark2.label}` : input[itemsOf].label;

/** Items that the larger model of the step has; null when not known. */
function itemsOf(step: Settled, { input }: Pick<DiagnosedFamily, 'input'>): number | null {
  const model = input.models.find((one) => one.model === step.to);
  const keys =
    step.settle.itemsOf === 'both' ? (['benchmark1', 'benchmark2'] as const) : [step.settle.itemsOf];
  const counts = keys.map((key) => model?.items[input[key].key] ?? null);
  return counts.includes(null) ? null : counts.reduce<number>((sum, n) => sum + (n ?? 0), 0);
}

function stepEvidence(step: Settled, diagnosis: Pick<DiagnosedFamily, 'input'>): Evidence[] {
  const items = itemsOf(step, diagnosis);
  const { itemsTimes, detectableDelta2 } = step.settle;
  return [
    counted(
      `present items of ${itemsLabel(step, diagnosis)} that would settle ${step.from} → ${step.to}`,
      itemsTimes,
      'times',
    ),
    ...(items === null
      ? []
      : [
          counted(
            `further items of ${itemsLabel(step, diagnosis)} for that`,
            Math.ceil((itemsTimes - 1) * items),
            'items',
          ),
        ]),
    ...(detectableDelta2 === null
      ? []
      : [
          counted(
            `smallest change in ${diagnosis.input.benchmark2.label} that the present items could settle on that step`,
            detectableDelta2,
            'points',
          ),
        ]),
  ];
}

function stepWords(step: Settled, diagnosis: Pick<DiagnosedFamily, 'input'>): string {
  const items = itemsOf(step, diagnosis);
  const further = items === null ? '' : ` (${whole(Math.ceil((step.settle.itemsTimes - 1) * items))} more)`;
  const paired = step.settle.withRho06 ? ', as would paired items (ρ ≈ 0.6)' : '';
  return `Nearest to it is ${step.from} → ${step.to}, leaning to ${step.leaning ?? 'no phase'} (${percent(Math.max(step.pTax, step.pTransition, step.pBonus))}): ${significant(roundedUp(step.settle.itemsTimes))}× the ${itemsLabel(step, diagnosis)} items${further} would settle it${paired}, if the scores stay as they are`;
}

/** What would settle the verdict, each number with the present scores as the truth. */
function verdictProposals(diagnosis: DiagnosedFamily): { evidence: Evidence[]; words: string | null } {
  const { options, family } = diagnosis;
  const line = lineOf(diagnosis);
  const fit = errorsInVariables(line, options);
  const times = fit === null ? null : itemsNeeded(line, options);
  const between = sizesNeeded(line, fit, options, 'between');
  const beyond = sizesNeeded(line, fit, options, 'beyond');
  const sizes = between !== null && (beyond === null || between.length <= beyond.length) ? between : beyond;
  const slope = family?.slopes.errorsInVariables ?? null;
  const evidence: Evidence[] = [
    ...(slope === null
      ? []
      : [
          {
            what: 'slope along the family',
            value: slope.slope,
            lo: slope.lo,
            hi: slope.hi,
            unit: 'points per point' as const,
            n: line.b1.length,
          },
        ]),
    ...(times === null
      ? []
      : [counted('present test items of both benchmarks that would settle the slope', times, 'times')]),
    ...(sizes === null ? [] : [counted('further sizes that would settle the slope', sizes.length, 'models')]),
  ];
  const parts = [
    ...(times === null ? [] : [`${significant(times)} times the test items of both benchmarks`]),
    ...(sizes === null
      ? []
      : [
          `${count(sizes.length)} further ${sizes.length === 1 ? 'size' : 'sizes'} near ${listed(sizes.map((size) => significant(size)))} B`,
        ]),
  ];
  if (parts.length > 0) {
    const words = `${parts.join(', or ')} would settle it, if the scores stay as they are and the family on its line.`;
    return { evidence, words: words.charAt(0).toUpperCase() + words.slice(1) };
  }
  const within = slope === null ? '' : ` (${decimal(slope.lo)} to ${decimal(slope.hi)} points per point)`;
  return {
    evidence,
    words: `Neither a hundred times the items nor six further sizes on the same line would settle it${within}.`,
  };
}

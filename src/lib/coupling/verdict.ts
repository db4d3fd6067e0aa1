/**
 * The verdict: one plain sentence by one rule. A turn that is settled outranks a slope; a slope counts when its whole
 * interval is on one side of 0; otherwise it is undetermined, and the sentence says so. No word of cause.
 */
import type { Benchmark } from '../scores/table';
import type { CriticalScale, ErrorsInVariables, FamilyCoupling, Verdict, VerdictKind } from './diagnosis';
import type { Line } from './line';
import { bracketed, decimal, significant } from './words';

/** What the rule looks at. */
export interface Evidence {
  line: Line;
  slope: ErrorsInVariables | null;
  critical: CriticalScale | null;
  /** Correlation of benchmark 1 with log size: whether it rises along the family at all. */
  trend1: FamilyCoupling['sizeTrend']['r1'];
}

export interface Names {
  family: string;
  benchmark1: Benchmark;
  benchmark2: Benchmark;
}

export function verdictKind({ slope, critical }: Pick<Evidence, 'slope' | 'critical'>): VerdictKind {
  if (critical?.status === 'crossed') return critical.direction === 'up' ? 'turns-up' : 'turns-down';
  if (slope !== null && slope.hi < 0) return 'falls';
  if (slope !== null && slope.lo > 0) return 'rises';
  return 'undetermined';
}

/** Headline and sentence of a kind. */
export function verdictWords(
  kind: VerdictKind,
  evidence: Evidence,
  names: Names,
): Pick<Verdict, 'sentence' | 'headline'> {
  const { slope, critical } = evidence;
  if ((kind === 'turns-up' || kind === 'turns-down') && critical !== null)
    return turning(kind, critical, names);
  if (slope === null) return withoutSlope(evidence, names);
  const headline = `${claim(kind, evidence, names)}: ${decimal(slope.slope)} points per point`;
  const interval = bracketed(slope.lo, slope.hi);
  return { headline, sentence: `${headline} ${interval}${paperWord(kind, evidence)}.` };
}

function turning(
  kind: 'turns-up' | 'turns-down',
  { medianB, lo, hi }: CriticalScale,
  { family, benchmark2 }: Names,
): Pick<Verdict, 'sentence' | 'headline'> {
  const way = kind === 'turns-up' ? 'up' : 'down';
  const headline = `${benchmark2.label} turns ${way} across ${family}`;
  if (medianB === null || lo === null || hi === null) return { headline, sentence: `${headline}.` };
  const range = `[${significant(lo)}, ${significant(hi)}]`;
  const word = kind === 'turns-up' ? ' (a crossing from tax to bonus, in the paper’s words)' : '';
  return {
    headline: `${headline} at ${significant(medianB)} B`,
    sentence: `${headline} at ${significant(medianB)} B ${range}${word}.`,
  };
}

function claim(kind: VerdictKind, evidence: Evidence, { family, benchmark1, benchmark2 }: Names): string {
  const [b1, b2] = [benchmark1.label, benchmark2.label];
  if (kind === 'undetermined')
    return `Whether ${b2} falls or rises with ${b1} across ${family} is undetermined`;
  if (grows(evidence)) return `${b2} ${kind} as ${b1} rises across ${family}`;
  // Benchmark 1 does not rise with size: the sign of the slope is not the direction of benchmark 2 along the family.
  return kind === 'falls'
    ? `${b2} falls where ${b1} is higher across ${family}`
    : `${b2} rises where ${b1} is higher across ${family}`;
}

/** Benchmark 1 rises along the family: tax and bonus are words for that case only. */
const grows = ({ trend1 }: Evidence) => trend1 !== null && trend1 > 0;

function paperWord(kind: VerdictKind, evidence: Evidence): string {
  if (!grows(evidence)) return '';
  if (kind === 'falls') return ' (an alignment tax, in the paper’s word)';
  return kind === 'rises' ? ' (an alignment bonus, in the paper’s word)' : '';
}

function withoutSlope({ line }: Evidence, names: Names): Pick<Verdict, 'sentence' | 'headline'> {
  const headline = claim('undetermined', { line, slope: null, critical: null, trend1: null }, names);
  const why =
    line.b1.length < 3
      ? 'two sizes are one step'
      : line.b1.every((score) => score === line.b1[0])
        ? `${names.benchmark1.label} is the same at all sizes`
        : `${names.benchmark1.label} differs too little between the sizes`;
  return { headline, sentence: `${headline}: ${why}.` };
}

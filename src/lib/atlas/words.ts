/** What the Atlas says, as functions of what was computed. No word of cause: families differ in more than one thing. */
import type { VerdictKind } from '../coupling/diagnosis';
import type { Population } from '../coupling/population';
import { bracketed, capitalised, count, decimal, percent, significant, sizeLabel } from '../coupling/words';
import { hasStep, sizesOf, type AtlasFamily } from './family';
import type { PublishedScale } from './publishedScales';

interface Named {
  label: string;
}

const PHRASES: Record<Exclude<VerdictKind, 'undetermined'>, string> = {
  falls: 'falls in',
  rises: 'rises in',
  'turns-up': 'turns up in',
  'turns-down': 'turns down in',
};
const TOLD = ['falls', 'rises', 'turns-up', 'turns-down'] as const;

export type VerdictCounts = Record<VerdictKind, number>;

/** Families with a step, by verdict. */
export function verdictCounts(families: readonly AtlasFamily[]): VerdictCounts {
  const counts: VerdictCounts = { falls: 0, rises: 0, 'turns-up': 0, 'turns-down': 0, undetermined: 0 };
  for (const { summary } of families) if (summary.kind !== null) counts[summary.kind]++;
  return counts;
}

/** The page's headline: `TruthfulQA MC2 falls in six of 37 families as HellaSwag grows, rises in seven; 24 are undetermined`. */
export function headline(families: readonly AtlasFamily[], benchmark2: Named): string {
  const stepped = families.filter(hasStep);
  const all = stepped.length;
  if (all === 0) return `No family here has two sizes with both scores`;
  const counts = verdictCounts(stepped);
  const told = TOLD.filter((kind) => counts[kind] > 0);
  const open = counts.undetermined;
  const of = all === 1 ? 'the one family' : `${count(all)} families`;
  if (told.length === 0)
    return all === 1
      ? `What ${benchmark2.label} does along the one family is undetermined`
      : `What ${benchmark2.label} does is undetermined in all ${count(all)} families`;
  const [first, ...others] = told;
  const start = `${benchmark2.label} ${PHRASES[first]} ${count(counts[first])} of ${of}`;
  const rest = others.map((kind) => `${PHRASES[kind]} ${count(counts[kind])}`);
  return `${[start, ...rest].join(', ')}${open === 0 ? '' : `; ${count(open)} ${open === 1 ? 'is' : 'are'} undetermined`}`;
}

/** What stands under the headline: which families are meant, and which are only listed. */
export function coverage(families: readonly AtlasFamily[]): string {
  const stepped = families.filter(hasStep);
  const short = stepped.filter((family) => sizesOf(family) < 3).length;
  const single = families.length - stepped.length;
  const parts = ['Each family is judged alone, along its own sizes.'];
  if (short > 0)
    parts.push(
      `${capitalised(count(short))} ${short === 1 ? 'has' : 'have'} two sizes, too few for a verdict.`,
    );
  if (single > 0)
    parts.push(
      `${capitalised(count(single))} more ${single === 1 ? 'has' : 'have'} no step at all and ${single === 1 ? 'is' : 'are'} listed apart.`,
    );
  return parts.join(' ');
}

const billions = (value: number): string => `${significant(value)} B`;
const billionRange = (lo: number | null, hi: number | null): string =>
  lo === null && hi === null
    ? ''
    : ` [${lo === null ? '…' : significant(lo)}, ${hi === null ? '…' : significant(hi)}]`;

/** Where local coupling passes zero over size, or why nothing can be said of it. */
export function zeroSentence({
  slope,
  slopeInterval,
  zeroB,
  familyCount,
  input,
  reasons,
}: Population): string {
  if (slope === null) return `There is no line over size: ${reasons.slope ?? 'too few intervals'}.`;
  const { label: b2 } = input.benchmark2;
  if (slopeInterval === null)
    return `Local coupling changes by ${decimal(slope)} per decade of size; one family gives no interval.`;
  const per = `${decimal(slope)} ${bracketed(...slopeInterval)} per decade of size`;
  if (slopeInterval[0] <= 0 && slopeInterval[1] >= 0)
    return `Over ${count(familyCount)} families local coupling neither rises nor falls with size for certain: ${per}.`;
  if (zeroB.value === null) return `Local coupling changes with size (${per}) and passes zero nowhere.`;
  const [below, above] = slope > 0 ? ['fall', 'rise'] : ['rise', 'fall'];
  return (
    `Over ${count(familyCount)} families local coupling ${slope > 0 ? 'rises' : 'falls'} with size (${per}) and passes zero at ` +
    `${billions(zeroB.value)}${billionRange(zeroB.lo, zeroB.hi)}: below it ${b2} tends to ${below}, above it to ${above}.`
  );
}

/** Which single predictor foretells the sign of a family's step better, by leave-one-family-out Brier score. */
export function signSentence({ predictors, input }: Population): string {
  const score = (name: string) => predictors.find(({ predictor }) => predictor === name)?.brier ?? null;
  const [base, size, level] = [score('base-rate'), score('size'), score('level')];
  if (base === null || size === null || level === null)
    return 'Which predictor foretells the sign of a step cannot be told from these families.';
  const { label: b1 } = input.benchmark1;
  const better = level < size ? `the level of ${b1}` : 'size';
  const worse = level < size ? 'size' : `the level of ${b1}`;
  const [first, second] = level < size ? [level, size] : [size, level];
  if (first >= base)
    return `Neither size nor the level of ${b1} foretells the sign of a left-out family’s step better than the base rate (Brier ${decimal(base)}).`;
  if (Math.abs(first - second) < 0.005)
    return `Size and the level of ${b1} foretell the sign of a left-out family’s step equally well (Brier ${decimal(first)}, base rate ${decimal(base)}).`;
  return `For a left-out family, ${better} foretells the sign of a step better than ${worse}: Brier ${decimal(first)} against ${decimal(second)}, base rate ${decimal(base)}.`;
}

/** How often benchmark 2 rises on either side of the size that the papers name. */
export function riseSentence({ rises: { atB, below, above }, input }: Population): string {
  const { label } = input.benchmark2;
  const on = ({ rises, n }: { rises: number; n: number }) => `${rises} of ${n}`;
  const size = `${significant(atB)} B`;
  if (below.n === 0 && above.n === 0) return `No interval lies wholly on one side of ${size}.`;
  return `${label} rises on ${on(below)} intervals that end at ${size} or below and on ${on(above)} that start there or above.`;
}

/** Verdict, slope and crossing of a family in one line, as a card's name for those who do not see it. */
export function familyLine(family: AtlasFamily, verdict: string): string {
  const { summary } = family;
  if (summary.kind === null) return `${family.family}: no verdict`;
  const slope =
    summary.slope === null || summary.lo === null || summary.hi === null
      ? null
      : `${decimal(summary.slope)} points per point ${bracketed(summary.lo, summary.hi)}`;
  return [`${family.family}: ${verdict}`, sizesWords(family), slope]
    .filter((part) => part !== null)
    .join(', ');
}

/** `8 sizes, 70M to 12B` */
export function sizesWords(family: AtlasFamily): string {
  const n = sizesOf(family);
  const sizes = family.points.map(({ paramsB }) => paramsB);
  const [lo, hi] = [sizes[0], sizes[sizes.length - 1]];
  if (lo === undefined) return 'no size with both scores';
  if (n < 2) return `one size, ${sizeLabel(lo)}`;
  return `${n} sizes, ${sizeLabel(lo)} to ${sizeLabel(hi)}`;
}

/** Why a family has no verdict, shortly; the summary's own sentence is longer. */
export function singleReason({ points, summary }: AtlasFamily): string {
  const [only] = points;
  if (points.length === 1) return `one size, ${sizeLabel(only.paramsB)}`;
  return points.length === 0 ? 'no model with both scores' : summary.headline;
}

/** The N_c that the data give: `4.4 B [2.1, 7]`, `none in range`; in parentheses where the turn itself is not settled. */
export function scaleWords({ summary }: AtlasFamily): string {
  const { turn } = summary;
  if (turn === null) return '–';
  if (turn.status === 'none-in-range') return 'none in range';
  if (turn.medianB === null) return 'undetermined';
  const place = `${turn.direction === 'down' ? 'down at ' : ''}${billions(turn.medianB)}${billionRange(turn.lo, turn.hi)}`;
  return turn.status === 'crossed' ? place : `(${place})`;
}

/** The same in a card's few words: `turns up at 4.4 B [2.1, 7]`, `no turn in range`, `a turn is open (47 %)`. */
export function turnWords({ summary }: AtlasFamily): string | null {
  const { turn, pCrossed } = summary;
  if (turn === null || pCrossed === null) return null;
  if (turn.status === 'none-in-range') return 'no turn up in range';
  const p = turn.direction === 'up' ? pCrossed : turn.pReversed;
  if (turn.status !== 'crossed' || turn.medianB === null)
    return `a turn ${turn.direction} is open (${percent(p)})`;
  return `turns ${turn.direction} at ${billions(turn.medianB)}${billionRange(turn.lo, turn.hi)}`;
}

/** `3.5 B [2.9, 13.4]`, `none given`, `–` for a family that the paper's table does not name. */
export function publishedWords(published: PublishedScale | null): string {
  if (published === null) return '–';
  if (published.scaleB === null) return 'none given';
  const { scaleB, interval } = published;
  const range = interval === null ? '' : ` [${significant(interval[0], 3)}, ${significant(interval[1], 3)}]`;
  return `${significant(scaleB)} B${range}`;
}

/** `12 of 37 families`; and of those without a step, when there are any. */
export function shownWords(shown: readonly AtlasFamily[], all: readonly AtlasFamily[]): string {
  const of = (which: (family: AtlasFamily) => boolean) => [
    shown.filter(which).length,
    all.filter(which).length,
  ];
  const [stepped, allStepped] = of(hasStep);
  const [single, allSingle] = of((family) => !hasStep(family));
  const first = `${stepped} of ${allStepped} ${allStepped === 1 ? 'family' : 'families'}`;
  return allSingle === 0 ? first : `${first}, ${single} of ${allSingle} without a step`;
}

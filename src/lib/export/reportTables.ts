/** The two tables of a report: intervals between consecutive sizes, and models with their scores. */
import type { DiagnosedModel, Diagnosis, FiellerSet, Interval } from '../coupling/diagnosis';
import { pairedWords, settlingWords } from '../coupling/detectable';
import { bracketed, decimal, percent, sizeLabel, whole } from '../coupling/words';
import { markdownList, markdownTable, markdownText as md } from './markdown';

const NONE = '–';

export function intervalTable({ intervals, input, options, itemBootstrap }: Diagnosis): string {
  if (intervals.length === 0) return 'No two sizes to compare.';
  const [b1, b2] = [md(input.benchmark1.label), md(input.benchmark2.label)];
  const header = [
    'From',
    'To',
    'Size',
    `Δ ${b1}`,
    `Δ ${b2}`,
    'γ₁₂',
    '95 % Fieller',
    'P(tax)',
    'P(transition)',
    'P(bonus)',
    'Phase',
    `Δ ${b2} per decade`,
  ];
  const rows = intervals.map((interval) => {
    const { from, to, paramsMidB, delta1, delta2, se1, se2, gamma, fieller, perDecade } = interval;
    const phases = hasPhases(interval)
      ? [interval.pTax, interval.pTransition, interval.pBonus].map(percent)
      : [NONE, NONE, NONE];
    return [
      md(from),
      md(to),
      sizeLabel(paramsMidB),
      `${decimal(delta1)} ± ${decimal(se1)}`,
      `${decimal(delta2)} ± ${decimal(se2)}`,
      gamma === null ? NONE : decimal(gamma),
      fiellerText(fieller),
      ...phases,
      phaseText(interval, b1),
      perDecade === null ? NONE : `${decimal(perDecade.slope)} ${bracketed(perDecade.lo, perDecade.hi)}`,
    ];
  });
  const note = 'Size: geometric mean of the two. ± one standard error, in points.';
  const paired = itemBootstrap === null ? pairedWords(intervals, options) : null;
  return [
    markdownTable(header, rows, [2, 3, 4, 5, 7, 8, 9]),
    note,
    ...settlingList(intervals, input),
    ...(paired === null ? [] : [paired]),
  ].join('\n\n');
}

/** What would settle each undetermined step. */
function settlingList(
  intervals: Diagnosis['intervals'],
  { benchmark1, benchmark2 }: Diagnosis['input'],
): string[] {
  const labels = { benchmark1: benchmark1.label, benchmark2: benchmark2.label };
  const lines = intervals.flatMap(({ from, to, settle }) => {
    if (settle === null) return [];
    const least = settle.detectableDelta2;
    const detectable =
      least === null ? '' : `; the present items would settle a Δ of ${decimal(least, 1)} points or more`;
    return [`${md(from)} → ${md(to)}: ${md(settlingWords(settle, labels) + detectable)}`];
  });
  if (lines.length === 0) return [];
  return ['What would settle the undetermined steps, if the scores stay as they are:', markdownList(lines)];
}

const hasPhases = ({ phase }: Interval) => phase !== 'b1-falls' && phase !== 'undefined-ratio';

/** All three kinds of a Fieller set, in words a reader can check. */
export function fiellerText({ kind, lo, hi }: FiellerSet): string {
  if (kind === 'all' || lo === null || hi === null) return 'any value';
  return kind === 'bounded' ? bracketed(lo, hi) : `(−∞, ${decimal(lo)}] or [${decimal(hi)}, ∞)`;
}

function phaseText({ phase, leaning, pB1Falls }: Interval, b1: string): string {
  if (phase === 'b1-falls') return `${b1} falls (P ${percent(pB1Falls)})`;
  if (phase === 'undefined-ratio') return `undefined: ${b1} does not change`;
  return phase === 'undetermined' && leaning !== null ? `undetermined, leaning ${leaning}` : phase;
}

export function modelTable({ input }: Diagnosis): string {
  const { benchmark1, benchmark2, models } = input;
  const labels = new Map([benchmark1, benchmark2].map(({ key, label }) => [key, label]));
  const header = ['Model', 'Size', md(benchmark1.label), md(benchmark2.label), 'Notes'];
  const rows = models.map((model) => [
    md(model.model),
    sizeLabel(model.paramsB),
    scoreText(model, benchmark1.key),
    scoreText(model, benchmark2.key),
    modelNotes(model, labels).map(md).join('; '),
  ]);
  const note =
    `Scores in percent, ± one standard error of the items. ` +
    `Identities: ${md(benchmark1.key)} and ${md(benchmark2.key)}.`;
  return `${markdownTable(header, rows, [1, 2, 3])}\n\n${note}`;
}

function scoreText({ scores, se, items }: DiagnosedModel, key: string): string {
  const score = scores[key];
  if (score === undefined) return NONE;
  const error = se[key] === undefined ? '' : ` ± ${decimal(se[key])}`;
  const count = items[key] ?? null;
  return `${decimal(score)}${error}${count === null ? '' : ` (${whole(count)} items)`}`;
}

function modelNotes({ atChance, sizeTwin }: DiagnosedModel, labels: Map<string, string>): string[] {
  const notes = atChance.map((key) => `at chance on ${labels.get(key) ?? key}`);
  return sizeTwin ? [...notes, 'same size as an earlier model: shown, not joined'] : notes;
}

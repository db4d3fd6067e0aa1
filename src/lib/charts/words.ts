/** What the charts say: titles that state the finding, captions, summaries for screen readers, texts of points. Pure. */
import type { CriticalScale, DiagnosedModel, Diagnosis, FiellerSet, Interval } from '../coupling/diagnosis';
import { fixed, percent, size } from '../ui/format';
import { readingOf } from './reading';

const NBSP = '\u00a0';
const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** `three`; from thirteen on in digits. */
export const numberWord = (n: number): string => NUMBERS[n] ?? String(n);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A size as a quantity, two significant digits: `5.4 B`, `70 M`. For estimates; a model's own size is `size`. */
export const sizeInWords = (paramsB: number): string =>
  size(Number(paramsB.toPrecision(2))).replace(/([KMBT])$/, `${NBSP}$1`);

/** A share with one decimal where that tells something: `97.1 %`, `0.1 %`, `100 %`. */
export function share(p: number): string {
  const tenths = Math.round(p * 1000) / 10;
  if (p > 0 && tenths === 0) return `less than 0.1${NBSP}%`;
  if (p < 1 && tenths === 100) return `more than 99.9${NBSP}%`;
  return `${Number.isInteger(tenths) ? tenths : tenths.toFixed(1)}${NBSP}%`;
}

/** `−1.84 … 0.19`, `outside −0.20 … 1.30`, `any value`. */
export function fiellerInWords({ kind, lo, hi }: FiellerSet): string {
  if (kind === 'all' || (lo === null && hi === null)) return 'any value';
  if (kind === 'complement') return `outside ${fixed(lo)} … ${fixed(hi)}`;
  if (lo === null) return `up to ${fixed(hi)}`;
  if (hi === null) return `from ${fixed(lo)}`;
  return `${fixed(lo)} … ${fixed(hi)}`;
}

/** Model that an interval names, by name or by id. */
export function modelOf({ input }: Diagnosis, name: string): DiagnosedModel | undefined {
  return input.models.find((m) => !m.sizeTwin && (m.model === name || m.id === name));
}

const sizeOf = (diagnosis: Diagnosis, name: string): string => {
  const model = modelOf(diagnosis, name);
  return model ? size(model.paramsB) : name;
};

/** `70M → 160M` */
export const stepName = (diagnosis: Diagnosis, { from, to }: Interval): string =>
  `${sizeOf(diagnosis, from)} → ${sizeOf(diagnosis, to)}`;

/** What is certain about a step: `tax`, `leans tax`, `undetermined`, `HellaSwag falls`. */
export function stepReading({ input }: Diagnosis, interval: Interval): string {
  const reading = readingOf(interval);
  if (reading.kind === 'b1-falls') return `${input.benchmark1.label} falls: no phase`;
  if (reading.kind === 'undefined-ratio') return `${input.benchmark1.label} unchanged: no ratio`;
  if (reading.settled) return reading.kind;
  return reading.kind === 'open' ? 'undetermined' : `undetermined, leans ${reading.kind}`;
}

/** `tax 91 %, transition 5 %, bonus 4 %` */
export const phaseShares = (i: Pick<Interval, 'pTax' | 'pTransition' | 'pBonus'>): string =>
  `tax ${percent(i.pTax)}, transition ${percent(i.pTransition)}, bonus ${percent(i.pBonus)}`;

/** Title of the trajectory: where benchmark 2 goes along the sizes. */
export function trajectoryFinding(diagnosis: Diagnosis): string {
  const { input, intervals, verdict, criticalScale } = diagnosis;
  const name = input.benchmark2.label;
  const first = input.models.at(0);
  const last = input.models.at(-1);
  if (!first || !last) return `No model has both scores`;
  if (intervals.length === 0) return `One size of ${input.family}: no step to judge`;
  const end = sizeInWords(last.paramsB);
  if (verdict.kind === 'turns-up' || verdict.kind === 'turns-down') {
    const way = verdict.kind === 'turns-up' ? 'up' : 'down';
    return criticalScale?.medianB
      ? `${name} turns ${way} at ${sizeInWords(criticalScale.medianB)}`
      : `${name} turns ${way} within the sizes`;
  }
  if (verdict.kind === 'falls' || verdict.kind === 'rises') {
    const against = intervals.filter((i) =>
      verdict.kind === 'falls' ? i.delta2 >= 0 : i.delta2 <= 0,
    ).length;
    if (against === 0) return `${name} ${verdict.kind} all the way to ${end}`;
    return `${name} ${verdict.kind} to ${end}, in ${numberWord(intervals.length - against)} of ${numberWord(intervals.length)} steps`;
  }
  const falling = intervals.filter((i) => i.pB2Falls >= 0.95).length;
  const rising = intervals.filter((i) => i.pB2Falls <= 0.05).length;
  if (falling + rising === 0) return `${name} moves within noise up to ${end}`;
  if (intervals.length === 1)
    return `${name} ${falling ? 'falls' : 'rises'} from ${size(first.paramsB)} to ${size(last.paramsB)}`;
  const ways = [
    falling && `falls in ${numberWord(falling)}`,
    rising && `rises in ${numberWord(rising)}`,
  ].filter(Boolean);
  const rest = falling + rising < intervals.length ? ', the rest within noise' : '';
  return `${name} ${ways.join(' and ')} of ${numberWord(intervals.length)} steps${rest}`;
}

export function trajectoryCaption({ input, intervals }: Diagnosis): string {
  const base = `${input.benchmark2.label} against ${input.benchmark1.label}, %; ellipses: 95${NBSP}% score noise`;
  return intervals.some((i) => i.phase === 'undetermined') ? `${base}; dashed steps are not settled` : base;
}

/** Summary for screen readers, before the single points. */
export function trajectorySummary(diagnosis: Diagnosis): string {
  const { input } = diagnosis;
  const sizes = input.models.map((m) => m.paramsB);
  const span = sizes.length > 0 ? `, ${size(Math.min(...sizes))} to ${size(Math.max(...sizes))}` : '';
  return `${trajectoryFinding(diagnosis)}. Scores of ${input.models.length === 1 ? 'one model' : `${numberWord(input.models.length)} models`} of ${input.family}${span}.`;
}

/** Lines of a model's tooltip; joined by commas they are its accessible name. */
export function modelLines({ input }: Diagnosis, model: DiagnosedModel): string[] {
  const pair = [input.benchmark1, input.benchmark2];
  const scores = pair.map(({ key, label }) => {
    const se = model.se[key];
    const noise = se > 0 ? ` ± ${fixed(1.96 * se, 1)}` : '';
    return `${label} ${fixed(model.scores[key] ?? null, 1)}${noise}${NBSP}%`;
  });
  const lines = [`${model.model}, ${size(model.paramsB)}`, ...scores];
  const guessing = pair.filter(({ key }) => model.atChance.includes(key)).map(({ label }) => label);
  if (guessing.length > 0) lines.push(`at chance on ${guessing.join(' and ')}`);
  if (model.sizeTwin) lines.push('same size as another model: not joined');
  return lines;
}

const every = (n: number): string => (n === 2 ? 'Both' : `All ${numberWord(n)}`);

/** Title of the running coupling: how many steps lean where, and how many are settled on their own. */
export function couplingFinding({ intervals }: Diagnosis): string {
  const total = intervals.length;
  if (total === 0) return 'No step yet: two sizes are needed';
  const readings = intervals.map(readingOf);
  const settled = readings.filter((r) => r.settled);
  const of = (kind: string) => readings.filter((r) => r.kind === kind).length;
  const [down, up, flat] = [of('tax'), of('bonus'), of('transition')];
  if (total === 1) {
    const [only] = readings;
    if (only.settled) return `The one step is settled: ${only.kind}`;
    if (down + up + flat === 0) return 'The one step leans nowhere';
    return `The one step leans ${down ? 'down' : up ? 'up' : 'flat'}, not settled`;
  }
  if (settled.length === total && new Set(settled.map((r) => r.kind)).size === 1)
    return `${every(total)} steps are settled alone: ${settled[0].kind}`;
  const ways: [count: number, way: string][] = [
    [down, 'down'],
    [up, 'up'],
    [flat, 'flat'],
  ];
  const most = Math.max(down, up, flat);
  const first = ways.filter(([count]) => count === most);
  const lean = (count: number, way: string) =>
    `${numberWord(count)} ${count === 1 ? 'leans' : 'lean'} ${way}`;
  const all = numberWord(total);
  const leaning =
    most === 0
      ? `${total === 2 ? 'Neither' : 'None'} of ${all} steps leans either way`
      : first.length > 1
        ? `Of ${all} steps, ${first.map(([count, way]) => lean(count, way)).join(' and ')}`
        : most === total
          ? `${every(total)} steps lean ${first[0][1]}`
          : `${capital(numberWord(most))} of ${all} steps ${most === 1 ? 'leans' : 'lean'} ${first[0][1]}`;
  const alone =
    settled.length === 0
      ? 'none is settled alone'
      : settled.length === total
        ? 'each is settled alone'
        : `${numberWord(settled.length)} ${settled.length === 1 ? 'is' : 'are'} settled alone`;
  return `${leaning}, ${alone}`;
}

export const couplingCaption = (_: Diagnosis): string =>
  `Local coupling γ₁₂ between sizes with 95${NBSP}% Fieller interval; below, where the critical scale N_c falls`;

export function couplingSummary(diagnosis: Diagnosis): string {
  const { input, criticalScale } = diagnosis;
  const unit = `Points of ${input.benchmark2.label} per point of ${input.benchmark1.label}`;
  return `${couplingFinding(diagnosis)}. ${unit}. Critical scale: ${criticalStatement(criticalScale, diagnosis.reasons.criticalScale)}.`;
}

/** Lines of a step's tooltip; joined by commas they are its accessible name. */
export function stepLines(diagnosis: Diagnosis, interval: Interval): string[] {
  const { benchmark1, benchmark2 } = diagnosis.input;
  const lines = [stepName(diagnosis, interval)];
  if (interval.gamma === null)
    lines.push(
      `${benchmark1.label} ${fixed(interval.delta1, 1)}, ${benchmark2.label} ${fixed(interval.delta2, 1)} points`,
    );
  else lines.push(`γ₁₂ ${fixed(interval.gamma)}, 95${NBSP}%: ${fiellerInWords(interval.fieller)}`);
  if (interval.phase !== 'b1-falls' && interval.phase !== 'undefined-ratio')
    lines.push(phaseShares(interval));
  lines.push(stepReading(diagnosis, interval));
  return lines;
}

/**
 * Statement under the density of N_c.
 * @param scale null when it was not computed; `reason` then says why
 */
export function criticalStatement(scale: CriticalScale | null, reason?: string): string {
  if (!scale) return reason ? `not computed: ${reason}` : 'not computed for fewer than three sizes';
  if (scale.status === 'none-in-range') {
    const turnDown = scale.pReversed > 0.05 ? `, a turn down in ${share(scale.pReversed)}` : '';
    return `no crossing in ${share(1 - scale.pCrossed)} of draws${turnDown}`;
  }
  const estimate =
    scale.medianB === null
      ? ''
      : scale.lo === null || scale.hi === null
        ? ` at ${sizeInWords(scale.medianB)}`
        : ` at ${sizeInWords(scale.medianB)} [${rangeOfSizes(scale.lo, scale.hi)}]`;
  if (scale.status === 'crossed') return `${scale.direction === 'up' ? 'crossing' : 'turn down'}${estimate}`;
  const p = scale.direction === 'up' ? scale.pCrossed : scale.pReversed;
  return `undetermined: turns ${scale.direction} in ${share(p)} of draws${estimate && `, then${estimate}`}`;
}

/** `3.2, 6.8` where both are billions, as in the estimate before it; with units otherwise. */
function rangeOfSizes(lo: number, hi: number): string {
  const plain = (v: number) => String(Number(v.toPrecision(2)));
  const inBillions = (v: number) => v >= 1 && v < 1000;
  return inBillions(lo) && inBillions(hi)
    ? `${plain(lo)}, ${plain(hi)}`
    : `${sizeInWords(lo)}, ${sizeInWords(hi)}`;
}

/**
 * Benchmark rotation: whether another benchmark of the table tells of the family’s models what benchmark 1 does not, more
 * reliably than the present second one.
 */
import { ASSUMED_ITEMS, itemNoise } from '../scoreNoise';
import type { Evidence, Intervention } from '../sections';
import { STREAM } from '../streams';
import { bracketed, decimal } from '../words';
import { counted, evidence, isUnsettled, joinedModels, type AdviceInput } from './input';
import {
  reliabilities,
  type MeasuredColumn,
  type ReliabilityComparison,
  type ResampledShare,
} from './reliability';

/** Scores that differ by noise to less than a fifth of their variance need no other benchmark. */
const RELIABLE = 0.8;

export function rotation({
  diagnosis,
  benchmarks,
}: Pick<AdviceInput, 'diagnosis' | 'benchmarks'>): Intervention {
  const { benchmark1, benchmark2 } = diagnosis.input;
  const models = joinedModels(diagnosis);
  const axis = models.map(({ scores }) => scores[benchmark1.key]);
  const compared = reliabilities(columnsOf({ diagnosis, benchmarks }), axis, {
    seed: diagnosis.options.seed,
    stream: STREAM.reliability,
  });
  const current = compared.find(({ key }) => key === benchmark2.key) ?? null;
  const candidate =
    compared
      .filter((one) => one !== current && one.key !== benchmark1.key && one.own !== null)
      .toSorted((a, b) => (b.own?.value ?? 0) - (a.own?.value ?? 0))
      .at(0) ?? null;
  const better = candidate !== null && (candidate.difference?.lo ?? 0) > 0;
  const needed = current !== null && current.reliability.value < RELIABLE;
  const supported = better && needed && !isUnsettled(diagnosis);
  return {
    id: 'rotation',
    title: 'Benchmark rotation',
    advice: adviceWords({ current, candidate, needed, better, supported }, models.length, [
      benchmark1.label,
      benchmark2.label,
    ]),
    supported,
    evidence: evidenceOf(compared, candidate, benchmark1.label, models.length),
    grade: compared.length === 0 ? 'none' : 'association',
    strength: supported ? 'settled' : needed && better ? 'leaning' : 'none',
    wouldChange: `More items of ${benchmark2.label}, or sizes that lie further apart, and its reliability with them.`,
    trackRecord: null,
  };
}

/** Benchmark 2 first, then all others on which every model of the family has a score. */
function columnsOf({
  diagnosis,
  benchmarks,
}: Pick<AdviceInput, 'diagnosis' | 'benchmarks'>): MeasuredColumn[] {
  const { input, options } = diagnosis;
  const models = joinedModels(diagnosis);
  const others = [input.benchmark1, ...benchmarks].filter(({ key }) => key !== input.benchmark2.key);
  const columns = new Map([input.benchmark2, ...others].map((benchmark) => [benchmark.key, benchmark]));
  return [...columns.values()].flatMap(({ key, label, items, itemSd }): MeasuredColumn[] => {
    if (!models.every(({ scores }) => scores[key] !== undefined)) return [];
    const sd = models.map(
      (model) =>
        model.se[key] ??
        itemNoise(model.scores[key], options.items[key] ?? items ?? ASSUMED_ITEMS, itemSd, null),
    );
    return [{ key, label, scores: models.map(({ scores }) => scores[key]), sd }];
  });
}

function evidenceOf(
  compared: readonly ReliabilityComparison[],
  candidate: ReliabilityComparison | null,
  label1: string,
  models: number,
): Evidence[] {
  return [
    ...compared.map(({ label, reliability }) =>
      evidence(
        `reliability of ${label}: variance between the models that is not item noise`,
        reliability,
        'share',
        models,
      ),
    ),
    ...(candidate === null || candidate.own === null
      ? []
      : [
          evidence(
            `variance of ${candidate.label} that is neither item noise nor in line with ${label1}`,
            candidate.own,
            'share',
            models,
          ),
        ]),
    ...(candidate === null || candidate.r === null
      ? []
      : [counted(`r of ${candidate.label} with ${label1} along the family`, candidate.r, 'r', models)]),
  ];
}

interface Compared {
  current: ReliabilityComparison | null;
  candidate: ReliabilityComparison | null;
  needed: boolean;
  better: boolean;
  supported: boolean;
}

function adviceWords(
  { current, candidate, needed, better, supported }: Compared,
  models: number,
  [label1, label2]: readonly [string, string],
): string {
  if (current === null)
    return models < 3
      ? 'Reliability needs three sizes; there are two.'
      : `${label2} is the same in all models, so there is no variance to be reliable.`;
  const own = `${label2} has a reliability of ${share(current.reliability)} over these models`;
  if (!needed)
    return (current.reliability.lo ?? 0) >= RELIABLE
      ? `${own}: it tells them apart, and need not be replaced.`
      : `${own}: by its value it tells them apart, but over so few models the interval leaves that open. Nothing here speaks for replacing it.`;
  if (candidate === null || candidate.own === null)
    return `${own}, and the table has no other benchmark on which all of them are scored.`;
  const other = `${candidate.label} has one of ${share(candidate.reliability)}, and ${share(candidate.own)} that is not in line with ${label1}`;
  if (supported) return `${own}; ${other}: add ${candidate.label} beside it. It asks something else.`;
  if (better) return `${own}; ${other}. But no step of this family is settled yet: measure first.`;
  return `${own}; ${other}, which is not clearly more than that of ${label2}.`;
}

const share = ({ value, lo, hi }: ResampledShare): string =>
  `${decimal(value)}${lo === null || hi === null ? '' : ` ${bracketed(lo, hi)}`}`;

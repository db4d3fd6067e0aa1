/** Table and options → diagnosis. Composes this room; computes nothing itself. */
import type { ScoreTable } from '../scores/table';
import { pearson } from '../stats/correlation';
import { basisWords } from './basis';
import type { Backend } from './backend';
import { criticalScale, type SimulateTurns } from './criticalScale';
import { settlingOf } from './detectable';
import { digestOf } from './digest';
import type { Diagnosis, Interval, ItemBootstrap, Verdict } from './diagnosis';
import { familyCoupling } from './familyCoupling';
import { applicable, phasesByItems, turnByItems } from './itemReplacement';
import { without } from './line';
import type { DiagnosisOptions } from './options';
import { pacer } from './pacing';
import { withoutNegativeZeros } from './plain';
import { unknown, type Reasons } from './reasons';
import type { Sections } from './sections';
import { select, type Selection } from './select';
import { settleWords } from './settle';
import { errorsInVariables } from './slope';
import { dimensionality } from './spectrum';
import { intervalsOf, phaseJob, stepsOf, type PhasedStep } from './step';
import { STREAM } from './streams';
import { verdictKind, verdictWords, type Evidence } from './verdict';

/** Set at build; what runs unbuilt (a test, a script) has none. */
const VERSION = typeof __CROSSOVER_VERSION__ === 'string' ? __CROSSOVER_VERSION__ : 'unbuilt';

export interface DiagnosisControl {
  /** Share done, 0…1, ascending, and what is being computed, for a reader. */
  onProgress?(fraction: number, stage: string): void;
  signal?: AbortSignal;
  /** The paired item bootstrap, where results of single items are known; it counts when it is of these very scores. */
  items?: ItemBootstrap | null;
}

/**
 * Diagnoses one family of a table. The same table, options and kind of backend give the same numbers.
 * @throws DiagnosisError when nothing can be computed, with what to do; the signal's reason when aborted
 */
export async function diagnose(
  table: ScoreTable,
  options: DiagnosisOptions,
  backend: Backend,
  control: DiagnosisControl = {},
): Promise<Diagnosis> {
  const started = performance.now();
  const { signal } = control;
  signal?.throwIfAborted();
  const stage = (name: string, from: number, to: number) => ({
    onProgress: (fraction: number) => control.onProgress?.(from + fraction * (to - from), name),
    signal,
  });
  const { seed, draws } = options;
  const reasons: Reasons = {};
  const selection = select(table, options);
  const { line } = selection;

  const steps = stepsOf(line, options);
  const phases = await backend.run(
    'phases',
    phaseJob(steps, seed, draws),
    stage('Phases of the steps', 0, 0.5),
  );
  const items =
    applicable(control.items ?? null, selection, options) ??
    unknown(reasons, 'itemBootstrap', 'no results of single items belong to these scores and settings');
  const intervals = intervalsOf(steps, phases.answer, draws, reasons).map((formula, i) => {
    const step = items === null ? formula : { ...formula, ...phasesByItems(items, i, formula.delta1) };
    return { ...step, settle: whatSettles(step, i, selection, options, items !== null, reasons) };
  });

  let answerer = phases.backend;
  const simulateTurns: SimulateTurns = async (job, watched) => {
    const turns = await backend.run('turns', job, watched);
    // A device that fails does not come back: the last answer tells of it.
    answerer = turns.backend;
    return turns.answer;
  };
  const turns = { seed, draws, stream: STREAM.criticalScale };
  const formulaTurn = await criticalScale(
    line,
    options,
    turns,
    reasons,
    stage('Critical scale', 0.5, 0.75),
    simulateTurns,
  );
  const critical = items === null ? formulaTurn : turnByItems(items, formulaTurn, reasons);
  const background = stage('Background statistics', 0.75, 0.8);
  const pause = pacer(signal);
  await pause();
  const family = await familyCoupling(line, options, { seed, backend, signal }, reasons);
  background.onProgress(0.5);
  await pause();
  const joined = selection.models.filter((model) => !model.sizeTwin);
  const keys = table.benchmarks.map(({ key }) => key);
  const spectrum = dimensionality(joined, keys, seed, reasons);
  background.onProgress(1);
  await pause();

  const evidence: Evidence = {
    line,
    slope: family?.slopes.errorsInVariables ?? null,
    critical,
    trend1: family?.sizeTrend.r1 ?? null,
  };
  const kind = verdictKind(evidence);
  const verdict: Verdict = {
    kind,
    ...verdictWords(kind, evidence, selection),
    basis: basisWords({ kind, selection, noise: options, intervals, family, critical }),
    settle: kind === 'undetermined' ? settleWords(selection, options) : null,
    withoutChance: await verdictWithoutChance(
      selection,
      options,
      stage('Without models at chance', 0.8, 1),
      simulateTurns,
    ),
  };

  const results = withoutNegativeZeros({
    input: inputOf(table, selection),
    options,
    intervals,
    family,
    criticalScale: critical,
    dimensionality: spectrum,
    itemBootstrap: items,
  });
  const digest = await digestOf(results);
  control.onProgress?.(1, 'Done');
  return {
    schema: 'crossover.diagnosis/1',
    generator: { name: 'Crossover', version: VERSION },
    ...results,
    backend: answerer,
    ...noSections(reasons),
    verdict,
    reasons,
    digest,
    elapsedMs: performance.now() - started,
  };
}

/** Stated until `deepen` has computed them. */
function noSections(reasons: Reasons): Sections {
  const later = 'not computed with the verdict; computed after it';
  return {
    couplings: unknown(reasons, 'couplings', later),
    eigenstructure: unknown(reasons, 'eigenstructure', later),
    width: unknown(reasons, 'width', later),
    forecast: unknown(reasons, 'forecast', later),
    standing: unknown(reasons, 'standing', later),
    recipes: unknown(reasons, 'recipes', later),
    curation: unknown(reasons, 'curation', later),
    interventions: unknown(reasons, 'interventions', later),
  };
}

function inputOf(table: ScoreTable, selection: Selection): Diagnosis['input'] {
  const { family, benchmark1, benchmark2, models, excluded, assumedItems } = selection;
  return {
    title: table.title,
    family,
    benchmark1,
    benchmark2,
    panel: table.panel,
    models,
    excluded,
    assumedItems,
  };
}

/** @param i position of the step along the line @param paired its phases are those of the items themselves */
function whatSettles(
  step: PhasedStep,
  i: number,
  { line, models, benchmark1, benchmark2 }: Selection,
  options: DiagnosisOptions,
  paired: boolean,
  reasons: Reasons,
): Interval['settle'] {
  const { sd1, sd2 } = line;
  const itemsOf = (key: string) => models.find(({ model }) => model === step.to)?.items[key] ?? null;
  const settle = settlingOf(
    { ...step, sd1: [sd1[i], sd1[i + 1]], sd2: [sd2[i], sd2[i + 1]] },
    [itemsOf(benchmark1.key), itemsOf(benchmark2.key)],
    options,
    `intervals.${i}`,
    reasons,
  );
  // Items that are paired already leave nothing to suppose.
  return settle && paired ? { ...settle, withRho06: false } : settle;
}

/** The same rule for the models that stand clear of chance; null when all do, or fewer than 3 would be left. */
async function verdictWithoutChance(
  selection: Selection,
  options: DiagnosisOptions,
  control: { onProgress(fraction: number): void; signal: AbortSignal | undefined },
  simulateTurns: SimulateTurns,
): Promise<Verdict['withoutChance']> {
  const joined = selection.models.filter((model) => !model.sizeTwin);
  const guessing = new Set(joined.flatMap((model, i) => (model.atChance.length > 0 ? [i] : [])));
  if (guessing.size === 0 || joined.length - guessing.size < 3) return null;
  const line = without(selection.line, guessing);
  const { seed, draws } = options;
  const turns = { seed, draws, stream: STREAM.criticalScaleWithoutChance };
  const evidence: Evidence = {
    line,
    slope: errorsInVariables(line, options),
    critical: await criticalScale(line, options, turns, {}, control, simulateTurns),
    trend1: pearson(line.b1, line.logSize),
  };
  const kind = verdictKind(evidence);
  return {
    kind,
    sentence: verdictWords(kind, evidence, selection).sentence,
    models: joined.filter((_, i) => guessing.has(i)).map(({ model }) => model),
  };
}

/**
 * A verdict's diagnosis, its table and a panel of other families → the sections below the verdict. Composes this room;
 * computes nothing itself. The same input gives the same numbers.
 */
import type { ScoreTable } from '../scores/table';
import { couplingMatrix } from './couplingMatrix';
import type { DiagnosisControl } from './diagnose';
import type { Diagnosis } from './diagnosis';
import { eigenstructure } from './eigenstructure';
import { forecast, forecastDefaults } from './forecasting';
import { interventions } from './advice/interventions';
import { withoutNegativeZeros } from './plain';
import { unknown, type Reasons } from './reasons';
import { curationAtLevel } from './reference/curation';
import { referenceCrossing } from './reference/distance';
import { matchPair } from './reference/match';
import { recipeEffects } from './reference/recipes';
import { standing } from './reference/standing';
import type { Sections } from './sections';
import { width } from './width';

/** Sections, and under its path why each null is one. */
export type Deepened = Sections & { reasons: Reasons };

/**
 * @param table that the diagnosis is of; only its family is read
 * @param reference panel of other families, as it comes; null for none
 * @throws the signal's reason when aborted
 */
export async function deepen(
  table: ScoreTable,
  diagnosis: Diagnosis,
  reference: ScoreTable | null,
  control: Pick<DiagnosisControl, 'onProgress' | 'signal'> = {},
): Promise<Deepened> {
  const { signal } = control;
  signal?.throwIfAborted();
  const stage = (name: string, from: number, to: number) => ({
    onProgress: (fraction: number) => control.onProgress?.(from + fraction * (to - from), name),
    signal,
  });
  const reasons: Reasons = {};
  const { input, options } = diagnosis;
  const joined = input.models.filter(({ sizeTwin }) => !sizeTwin);
  const keys = table.benchmarks.map(({ key }) => key);
  const pair: [string, string] = [input.benchmark1.key, input.benchmark2.key];

  const couplings = await couplingMatrix(
    joined,
    table,
    options,
    stage('All benchmark pairs', 0, 0.15),
    reasons,
  );
  const spectrum = await eigenstructure(
    joined,
    keys,
    input,
    options,
    stage('Eigenstructure', 0.15, 0.35),
    reasons,
  );
  const shape = width(joined, pair, options, reasons);
  const { forecastTimes: times, sparsity: lambda, saturatedSystem: insist } = options;
  const defaults = forecastDefaults();
  const foretold = await forecast(
    { table, family: input.family },
    options,
    reference,
    { times, sparse: { ...defaults.sparse, lambda }, insist },
    reasons,
    stage('Forecasts', 0.35, 0.7),
  );
  const place =
    reference === null ? unknown(reasons, 'standing', NO_PANEL) : standing(input, reference, reasons);
  const recipes = recipesOf(diagnosis, reference, reasons);
  const curated = curationOf(diagnosis, reference, reasons);
  const crossing =
    reference === null
      ? unknown(reasons, 'interventions.crossing', NO_PANEL)
      : await referenceCrossing(input, reference, options, reasons, stage('Crossing of the panel', 0.7, 1));

  const advice = interventions({
    diagnosis,
    table,
    sections: { width: shape, standing: place },
    panel: reference,
    crossing,
    recipes: recipes ?? [],
  });
  control.onProgress?.(1, 'Done');
  return withoutNegativeZeros<Deepened>({
    couplings,
    eigenstructure: spectrum,
    width: shape,
    forecast: foretold,
    standing: place,
    recipes,
    curation: curated,
    interventions: advice,
    reasons,
  });
}

const NO_PANEL = 'there is no panel of other families to set it against';

/** Differences between lines of the panel, whatever the family is: the reader sees all of them, advice leaves its own out. */
function recipesOf(
  { input }: Diagnosis,
  reference: ScoreTable | null,
  reasons: Reasons,
): Sections['recipes'] {
  if (reference === null) return unknown(reasons, 'recipes', NO_PANEL);
  const match = matchPair(input, reference);
  if (match.kind === 'refused') return unknown(reasons, 'recipes', match.reason);
  const effects = recipeEffects(reference, [match.benchmark1.key, match.benchmark2.key]);
  return effects.length > 0
    ? effects
    : unknown(reasons, 'recipes', 'the panel has no two lines that can be compared at matched size');
}

function curationOf(
  { input }: Diagnosis,
  reference: ScoreTable | null,
  reasons: Reasons,
): Sections['curation'] {
  if (reference === null) return unknown(reasons, 'curation', NO_PANEL);
  const match = matchPair(input, reference);
  if (match.kind === 'refused') return unknown(reasons, 'curation', match.reason);
  const found = curationAtLevel(reference, [match.benchmark1.key, match.benchmark2.key]);
  return found.models.length > 0
    ? found
    : unknown(reasons, 'curation', 'the panel has no curated model with both scores');
}

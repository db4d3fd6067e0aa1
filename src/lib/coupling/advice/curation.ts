/**
 * Data curation: where the family stands in the residual field, and what changes of recipe or generation in the panel are
 * associated with at matched level and size. Such lines differ in more than their data, and the words say so.
 */
import { curatedAgainstWeb, meanGeneration, residualRecord } from '../reference/recipeContrast';
import type { Evidence, Intervention } from '../sections';
import { bracketed, decimal, listed } from '../words';
import { beatsBaseline, evidence, isLow, isUnsettled, largestModel, type AdviceInput } from './input';

export function curation(input: AdviceInput): Intervention {
  const { diagnosis, standing, residuals, recipes } = input;
  const contrast = curatedAgainstWeb(residuals);
  const generation = meanGeneration(recipes);
  const largest = largestModel(diagnosis);
  const own = standing?.models.find(({ model }) => model === largest.model) ?? null;
  const record = residualRecord(recipes, residuals);
  const trackRecord = record && {
    ...record,
    what: 'older lines of the panel below the field whose next generation stands higher at matched level, and those above it whose next does not; baseline: the more frequent outcome',
  };
  const effect =
    contrast !== null && contrast.lo > 0
      ? contrast
      : generation !== null && generation.lo > 0
        ? generation
        : null;
  // A track record is the generations’: it speaks only where they are what is rested on.
  const trusted = effect === contrast || beatsBaseline(trackRecord);
  const supported = effect !== null && isLow(input) && trusted && !isUnsettled(diagnosis);
  const found: Evidence[] = [
    ...(own === null
      ? []
      : [
          evidence(
            `${own.model} above the residual field`,
            { value: own.residual, lo: own.lo, hi: own.hi },
            'points',
            standing?.field.n ?? null,
          ),
        ]),
    ...(contrast === null
      ? []
      : [
          evidence(
            `curated (${listed(contrast.curated)}) against web-trained families of the panel, at matched level and size`,
            contrast,
            'points',
            contrast.curated.length + contrast.web,
          ),
        ]),
    ...(generation === null
      ? []
      : [
          evidence(
            'next generation of a line at matched size and level, mean over lines of the panel',
            generation,
            'points',
            generation.n,
          ),
        ]),
    ...recipes
      .filter(({ recipe }) => recipe === 'curated')
      .map(({ to, matchedLevel, pairs }) =>
        evidence(
          `${to} against web-trained lines of its size, at matched level`,
          matchedLevel,
          'points',
          pairs.length,
        ),
      ),
  ];
  return {
    id: 'curation',
    title: 'Data curation',
    advice: adviceWords({ supported, effect, contrast, generation }, input),
    supported,
    evidence: found,
    grade:
      found.length === 0
        ? 'none'
        : effect !== null && effect === generation
          ? 'matched-recipe'
          : 'association',
    strength: supported ? 'settled' : effect !== null ? 'leaning' : 'none',
    wouldChange:
      'Two models of one size and one recipe but for the training data, both measured: the panel has none, and its lines differ in tokens and age as well.',
    trackRecord,
  };
}

function adviceWords(
  {
    supported,
    effect,
    contrast,
    generation,
  }: {
    supported: boolean;
    effect: { value: number; lo: number; hi: number } | null;
    contrast: ReturnType<typeof curatedAgainstWeb>;
    generation: ReturnType<typeof meanGeneration>;
  },
  input: AdviceInput,
): string {
  const { label } = input.diagnosis.input.benchmark2;
  if (contrast === null && generation === null)
    return 'No panel with known recipes covers these two benchmarks, so nothing can be said of other training data.';
  const said = [
    contrast === null
      ? null
      : `curated families stand ${points(contrast)} from web-trained ones in ${label} at matched level and size`,
    generation === null
      ? null
      : `the next generation of a line stands ${points(generation)} from the one before`,
  ].filter((part) => part !== null);
  const facts = `In the panel ${said.join(', and ')}.`;
  if (supported)
    return `${facts} Try another data recipe at a small size, and measure it beside the present one at the same size.`;
  if (effect === null)
    return `${facts} ${said.length > 1 ? 'Both intervals hold' : 'The interval holds'} 0, so another recipe is not supported.`;
  if (isUnsettled(input.diagnosis))
    return `${facts} But no step of this family is settled yet: measure first.`;
  if (!isLow(input))
    return `${facts} But ${label} neither falls along this family nor stands low in the panel.`;
  return `${facts} But over the panel’s lines the rule is right no more often than saying the same of all.`;
}

const points = ({ value, lo, hi }: { value: number; lo: number; hi: number }) =>
  `${value > 0 ? '+' : ''}${decimal(value, 1)} points ${bracketed(lo, hi, 1)}`;

/** Sound estimates that claims are set beside: the uniform panel, one protocol for all models, families resampled whole. */
import { familyIntervals, type FamilyInterval } from '../coupling/familyIntervals';
import type { Line } from '../coupling/line';
import { defaultOptions, type DiagnosisOptions } from '../coupling/options';
import { metaBootstrapHere, populationLine, type PopulationLine } from '../coupling/populationLine';
import { select } from '../coupling/select';
import type { Calibrated } from './claim';
import type { ClaimData } from './data';

/** Draws of families: the 2.5 % points of the zero to within a few per cent. */
const DRAWS = 10_000;

export const uniformOptions = (): DiagnosisOptions => ({ ...defaultOptions(), draws: DRAWS });

/** Steps of all families on HellaSwag and TruthfulQA. */
export const uniformIntervals = (data: ClaimData): FamilyInterval[] =>
  familyIntervals(data.panel('uniform'), uniformOptions()).intervals;

/** Sizes and scores of one family of a panel, HellaSwag and TruthfulQA. */
export const familyLine = (data: ClaimData, panel: string, family: string): Line =>
  select(data.panel(panel), { ...uniformOptions(), family }).line;

const lines = new WeakMap<ClaimData, Promise<PopulationLine & { n: number }>>();

/** The line of γ on log size over all families. Several claims are set beside it; it is computed once. */
export function uniformLine(data: ClaimData): Promise<PopulationLine & { n: number }> {
  const known = lines.get(data) ?? computedLine(data);
  lines.set(data, known);
  return known;
}

async function computedLine(data: ClaimData): Promise<PopulationLine & { n: number }> {
  const intervals = uniformIntervals(data);
  const names = [...new Set(intervals.map(({ family }) => family))];
  const family = Uint32Array.from(intervals, (one) => names.indexOf(one.family));
  const line = await populationLine(
    intervals,
    { family, families: names.length },
    uniformOptions(),
    metaBootstrapHere,
    {},
    {},
  );
  return { ...line, n: intervals.length };
}

/** Where the line over all families passes zero, with its interval over resampled families. */
export async function populationZero(data: ClaimData): Promise<Calibrated> {
  const { zeroB, n } = await uniformLine(data);
  return {
    what: 'Size at which the line of γ on log size over all families of the uniform panel passes zero',
    ...zeroB,
    ...{ unit: 'B', n },
    reason: zeroB.value === null ? 'the line passes zero at no size' : null,
  };
}

const KEYS = ['hellaswag/acc_norm/10-shot', 'truthfulqa/mc2/0-shot'] as const;

/** Models of the uniform panel with both scores, in percent; sizes in billions. */
export const uniformModels = (data: ClaimData): { sizeB: number; HS: number; TQA: number }[] =>
  data.panel('uniform').models.flatMap(({ paramsB, scores, excluded }) => {
    const [hs, tqa] = KEYS.map((key) => scores[key]);
    return excluded || paramsB === null || hs === undefined || tqa === undefined
      ? []
      : [{ sizeB: paramsB, HS: hs.value, TQA: tqa.value }];
  });

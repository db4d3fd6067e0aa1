/** What the Steer page asks of the loaded model: texts become tokens here, where the tokeniser is. */
import type { LanguageModel } from '../models/languageModel';
import {
  calibrate,
  DEFAULT_DRAWS,
  type Calibration,
  type CalibrationRequest,
} from '../models/steering/calibration';
import { changeRates, type ChangeRequest } from '../models/steering/changeRates';
import { compareTexts, type ComparisonRequest, type Side } from '../models/steering/comparison';
import { runExperiment, type ExperimentRequest } from '../models/steering/experiment';
import { rankLayers, type LayerRankingRequest } from '../models/steering/layerRanking';
import type { Pair } from '../models/steering/pairs';
import { adaptToPrompt, publishedDirection } from '../models/steering/published';
import { runRecipe } from '../models/steering/recipe';
import type { SteeringSelfCheck } from '../models/steering/results';
import { beginningIds, itemTokens, pairTokens, type Item, type TokenItem } from '../models/steering/tokens';
import { tradeOff, type TradeOffRequest } from '../models/steering/tradeOff';
import type { JobControl } from './jobs';

/** A prompt whose answers do not fit this model’s tokens, and why. */
export interface RefusedItem {
  item: Item;
  message: string;
}

/** A result over the items that could be used. */
export interface Asked<Result> {
  result: Result;
  refused: RefusedItem[];
}

type Textual<Request, Key extends keyof Request> = Omit<Request, Key> & Record<Key, readonly Item[]>;
type PairedCalibration = Omit<CalibrationRequest, 'fit' | 'heldOut' | 'draws'> & {
  fit: readonly Pair[];
  heldOut: readonly Pair[];
};

export const STEER_JOBS = {
  calibrate: (
    model: LanguageModel,
    { fit, heldOut, ...rest }: PairedCalibration,
    control: JobControl,
  ): Promise<Calibration> =>
    calibrate(
      model,
      {
        ...rest,
        draws: DEFAULT_DRAWS,
        fit: fit.map((pair) => pairTokens(model, pair)),
        heldOut: heldOut.map((pair) => pairTokens(model, pair)),
      },
      control,
    ),

  experiment: async (
    model: LanguageModel,
    request: Textual<ExperimentRequest, 'items'>,
    control: JobControl,
  ) => {
    const { items, refused } = usable(model, request.items);
    return { result: await runExperiment(model, { ...request, items }, control), refused };
  },

  tradeOff: async (
    model: LanguageModel,
    request: Textual<TradeOffRequest, 'truthfulness' | 'reasoning'>,
    control: JobControl,
  ) => {
    const [truthfulness, reasoning] = [usable(model, request.truthfulness), usable(model, request.reasoning)];
    return {
      result: await tradeOff(
        model,
        { ...request, truthfulness: truthfulness.items, reasoning: reasoning.items },
        control,
      ),
      refused: [...truthfulness.refused, ...reasoning.refused],
    };
  },

  rankLayers: async (
    model: LanguageModel,
    request: Textual<LayerRankingRequest, 'items'>,
    control: JobControl,
  ) => {
    const { items, refused } = usable(model, request.items);
    return { result: await rankLayers(model, { ...request, items }, control), refused };
  },

  compareTexts: (
    model: LanguageModel,
    { prompt, ...rest }: Omit<ComparisonRequest, 'prompt'> & { prompt: string },
    { signal, onPart }: JobControl & { onPart(part: { side: Side; text: string }): void },
  ) =>
    compareTexts(
      model,
      { ...rest, prompt: beginningIds(model, prompt) },
      { signal, onText: (side, text) => onPart({ side, text }) },
    ),

  changeRates: (
    model: LanguageModel,
    { prompts, ...rest }: Omit<ChangeRequest, 'prompts'> & { prompts: readonly string[] },
    control: JobControl,
  ) =>
    changeRates(model, { ...rest, prompts: prompts.map((prompt) => beginningIds(model, prompt)) }, control),

  /** The published direction, and the strength that its rule gives each prompt. */
  published: async (
    model: LanguageModel,
    { prompts }: { prompts: readonly string[] },
    { signal, onProgress }: JobControl,
  ) => {
    const direction = await publishedDirection(model, { signal, onProgress });
    const adapted = [];
    for (const prompt of prompts) {
      signal.throwIfAborted();
      adapted.push(await adaptToPrompt(model, beginningIds(model, prompt), direction));
    }
    return { direction, adapted };
  },

  recipe: (
    model: LanguageModel,
    { selfCheck, version }: { selfCheck: SteeringSelfCheck; version: string },
    control: JobControl,
  ) => runRecipe(model, selfCheck, version, control),
};

export interface SteerJobParts {
  compareTexts: { side: Side; text: string };
}

function usable(
  model: LanguageModel,
  texts: readonly Item[],
): { items: TokenItem[]; refused: RefusedItem[] } {
  const items: TokenItem[] = [];
  const refused: RefusedItem[] = [];
  for (const item of texts)
    try {
      items.push(itemTokens(model, item));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refused.push({ item, message: error.message });
    }
  if (items.length === 0 && refused.length > 0)
    throw new RangeError(`No prompt can be used with this model: ${refused[0].message}.`);
  return { items, refused };
}

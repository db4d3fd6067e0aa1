/** Models as the repository lists them, and the steps between the sizes of a family. */
import * as v from 'valibot';
import type { ClaimData } from './data';
import type { Column } from './pythia';

const score = v.nullable(v.number());
const ModelSchema = v.object({
  name: v.string(),
  family: v.string(),
  N_B: v.number(),
  HS: v.number(),
  TQA: v.number(),
  ARC: score,
  WG: score,
  MMLU: score,
});
const ReleasedSchema = v.array(v.object({ ...ModelSchema.entries, gamma12: v.nullable(v.number()) }));

/** A model with scores in percent; `N_B` billions. */
export type ListedModel = v.InferOutput<typeof ModelSchema>;
export type ReleasedModel = v.InferOutput<typeof ReleasedSchema>[number];

/** The 63 rows of data/base_models_consolidated.json as they are. */
export const released = (data: ClaimData): ReleasedModel[] =>
  data.input('models_63_released', ReleasedSchema);

/** The 26 rows of data/cape_26models_9families.json. */
export const listOf26 = (data: ClaimData): ListedModel[] =>
  data.input('models_26_file', v.array(ModelSchema));

const DuplicatesSchema = v.object({ duplicates: v.array(v.string()) });
/** Released under "Pythia", though trained as generations of their own. */
const NEO = ['GPT-J-6B', 'GPT-NeoX-20B'];

/** The rows without the second listing of two Llama-3 models, and with GPT-J and GPT-NeoX beside GPT-Neo. */
export function distinctModels(data: ClaimData): ReleasedModel[] {
  const { duplicates } = data.input('dropped_models', DuplicatesSchema);
  return released(data)
    .filter(({ name }) => !duplicates.includes(name))
    .map((model) => (NEO.includes(model.name) ? { ...model, family: 'GPT-Neo' } : model));
}

/** From one size of a family to the next. */
export interface SizeStep {
  family: string;
  fromB: number;
  toB: number;
  /** Billions: the geometric mean of the two sizes. */
  midB: number;
  /** Points. */
  dHS: number;
  dTQA: number;
  gamma: number;
}

/** Steps of every family, ascending in size; models of equal size give none. */
export function stepsOf(models: readonly ListedModel[]): SizeStep[] {
  const families = [...new Set(models.map(({ family }) => family))];
  return families.flatMap((family) => {
    const sorted = models.filter((model) => model.family === family).sort((a, b) => a.N_B - b.N_B);
    return sorted.slice(1).flatMap((to, i) => {
      const from = sorted[i];
      return to.N_B === from.N_B ? [] : [stepBetween(family, from, to)];
    });
  });
}

type Sized = Pick<ListedModel, 'N_B' | 'HS' | 'TQA'>;

export function stepBetween(family: string, from: Sized, to: Sized): SizeStep {
  const dHS = to.HS - from.HS;
  const dTQA = to.TQA - from.TQA;
  return {
    ...{ family, fromB: from.N_B, toB: to.N_B, midB: Math.sqrt(from.N_B * to.N_B) },
    ...{ dHS, dTQA, gamma: dTQA / dHS },
  };
}

/** Rows of scores of the models that have all of the columns. */
export function completeRows(models: readonly ListedModel[], columns: readonly Column[]): number[][] {
  return models.flatMap((model) => {
    const row = columns.map((column) => model[column]).filter((value) => value !== null);
    return row.length < columns.length ? [] : [row];
  });
}

const DashboardSchema = v.array(v.object({ model: v.string(), HS: v.number(), TQA: v.number() }));
const NamesSchema = v.object({ dashboard: v.array(v.string()) });

/** The dashboard's models of 6B to 8B. @throws RangeError for a name that its list does not have */
export function listedModels7B(data: ClaimData): { model: string; HS: number; TQA: number }[] {
  const models = data.input('dashboard_models', DashboardSchema);
  return data.input('models_6B_to_8B', NamesSchema).dashboard.map((name) => {
    const found = models.find(({ model }) => model === name);
    if (found === undefined) throw new RangeError(`dashboard_models has no "${name}"`);
    return found;
  });
}

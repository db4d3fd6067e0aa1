/** Figure 1b: local coupling along six families, point by point against the released scores. */
import * as v from 'valibot';
import { errorsInVariables } from '../coupling/slope';
import type { Calibrated, Claim, Variant } from './claim';
import type { ClaimData } from './data';
import { within } from './figure';
import { distinctModels, stepBetween, type ListedModel } from './released';
import { familyLine, uniformOptions } from './uniform';

const FigureSchema = v.record(v.string(), v.object({ N_B: v.array(v.number()), gamma: v.array(v.number()) }));

/** The figure was read to about 0.01; a hair more for a marker's edge. */
const READ_TO = 0.02;
/** Sizes are read off a log axis: a point and the geometric mean of its two sizes differ by less than this. */
const SAME_PLACE = 0.02;

/** Points of a family as read off Figure 1b: geometric mean of two sizes in billions, and γ. */
export function plotted(data: ClaimData, family: string): { midB: number; gamma: number }[] {
  const { [family]: read } = data.input('fig1b_digitised', FigureSchema);
  if (read === undefined) throw new RangeError(`Figure 1b has no family "${family}"`);
  return read.N_B.map((midB, i) => ({ midB, gamma: read.gamma[i] }));
}

/** The two sizes of a family whose geometric mean a point stands at; null when no two do. */
export function sizesOf(models: readonly ListedModel[], midB: number): [ListedModel, ListedModel] | null {
  let best: [ListedModel, ListedModel] | null = null;
  let nearest = Math.log(1 + SAME_PLACE);
  for (const from of models)
    for (const to of models) {
      if (to.N_B <= from.N_B) continue;
      const distance = Math.abs(Math.log(Math.sqrt(from.N_B * to.N_B) / midB));
      if (distance < nearest) {
        nearest = distance;
        best = [from, to];
      }
    }
  return best;
}

const name = (i: number): string => `g${i + 1}`;

function fromReleased(data: ClaimData, family: string, as: string): Variant[] {
  const models = distinctModels(data).filter((model) => model.family === as);
  const values = plotted(data, family).flatMap(({ midB }, i) => {
    const pair = sizesOf(models, midB);
    return pair === null ? [] : [[name(i), stepBetween(as, ...pair).gamma] as const];
  });
  return [{ condition: null, values: Object.fromEntries(values) }];
}

function familySlope(data: ClaimData, panel: string, family: string): Calibrated {
  const line = familyLine(data, panel, family);
  const fit = errorsInVariables(line, uniformOptions());
  return {
    what: `Slope of TruthfulQA on HellaSwag over ${family}, errors in both, ${panel} panel`,
    ...{ value: fit?.slope ?? null, lo: fit?.lo ?? null, hi: fit?.hi ?? null },
    unit: 'points per point',
    n: line.names.length,
    reason: fit === null ? 'fewer than three sizes, or no line that settles' : null,
  };
}

interface Plotted {
  id: string;
  /** As in Figure 1b, and in the released file. */
  family: string;
  released: string;
  /** Where the family can be diagnosed. */
  panel: 'uniform' | 'published';
  in: string;
  /** [size in billions, γ] as read off the figure; the same as the bundled input, which the tests hold. */
  points: readonly (readonly [number, number])[];
  why: string;
}

const SIGNS_DIFFER =
  'The first points agree with the released scores, later ones differ, some in sign. The scores behind the plotted points are in no released file.';

const FAMILIES: readonly Plotted[] = [
  {
    ...{ id: 'pythia', family: 'Pythia', released: 'Pythia', panel: 'uniform', in: 'Pythia-deduped' },
    points: [
      [0.106, -0.683],
      [0.256, -0.325],
      [0.64, -0.257],
      [1.182, 0.002],
      [1.981, -0.418],
      [4.399, -0.788],
      [9.1, -0.3],
    ],
    why: 'All seven points follow from the released Pythia scores. None of them is above 0 by more than the reading error: along Pythia the sign does not change.',
  },
  {
    ...{ id: 'opt', family: 'OPT', released: 'OPT', panel: 'uniform', in: 'OPT' },
    points: [
      [0.21, -0.399],
      [0.675, -0.659],
      [1.878, 0.033],
      [4.258, 0.323],
      [9.249, 0.731],
      [19.765, 0.867],
    ],
    why: SIGNS_DIFFER,
  },
  {
    ...{ id: 'bloom', family: 'BLOOM', released: 'BLOOM', panel: 'uniform', in: 'BLOOM' },
    points: [
      [0.785, -0.103],
      [1.367, -2.166],
      [2.256, 0.793],
      [4.616, -0.294],
      [35.362, 0.459],
    ],
    why: SIGNS_DIFFER,
  },
  {
    ...{ id: 'cerebras', family: 'Cerebras', released: 'Cerebras-GPT', panel: 'uniform', in: 'Cerebras-GPT' },
    points: [
      [0.169, -0.127],
      [0.39, -0.554],
      [0.879, -0.893],
      [2.952, 0.095],
      [9.349, 0.503],
    ],
    why: `${SIGNS_DIFFER} One point joins 1.3B to 6.7B and passes over the 2.7B model.`,
  },
  {
    ...{ id: 'gpt-neo', family: 'GPT-Neo', released: 'GPT-Neo', panel: 'uniform', in: 'GPT-Neo' },
    points: [
      [0.405, -0.961],
      [2.797, 0.262],
      [10.93, 0.744],
    ],
    why: 'The sizes are those of GPT-Neo, GPT-J and GPT-NeoX without the 2.7B model; with the released scores γ stays below 0 between them.',
  },
  {
    ...{ id: 'qwen25', family: 'Qwen2.5', released: 'Qwen2.5', panel: 'published', in: 'Qwen2.5' },
    points: [
      [0.865, 0.41],
      [2.126, 0.348],
      [4.592, 1.343],
      [14.937, 0.28],
      [48.07, 1.083],
    ],
    why: 'All five points follow from the released scores.',
  },
];

export const claims: Claim[] = FAMILIES.map(({ id, family, released, panel, in: own, points, why }) => ({
  id: `a-fig1b-${id}`,
  paper: 'A',
  where: 'Figure 1b (read off the figure to about 0.01)',
  group: 'local-coupling',
  statement: `Local coupling along ${family} as plotted.`,
  figures: points.map(([midB, gamma], i) =>
    within(name(i), `γ at ${midB}B`, gamma, READ_TO, { unit: 'points per point' }),
  ),
  procedure:
    'γ = ΔTruthfulQA/ΔHellaSwag of the released scores, between the two sizes whose geometric mean the point stands at.',
  data: ['fig1b_digitised', 'models_63_released', 'dropped_models', panel],
  recompute: (data) => fromReleased(data, family, released),
  calibrate: (data) => familySlope(data, panel, own),
  why,
  open: { page: 'diagnose', panel, family: own },
}));

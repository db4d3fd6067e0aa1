/** The formula that symbolic regression found on scores divided by width. */
import * as v from 'valibot';
import { median } from '../../stats/summary';
import type { Claim } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { distinctModels } from '../released';
import { said } from '../words';

const Widths = v.object({
  reference_width: v.number(),
  families: v.record(v.string(), v.object({ d_model: v.array(v.number()) })),
});

/** Left unexplained at most, for a formula to be said to describe a family. */
const UNEXPLAINED = 0.1;

/** R² of y = k·x with the best k. */
function shareExplained(x: readonly number[], y: readonly number[]): number {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + value * b[i], 0);
  const k = dot(x, y) / dot(x, x);
  const centre = y.reduce((sum, value) => sum + value, 0) / y.length;
  const left = y.reduce((sum, value, i) => sum + (value - k * x[i]) ** 2, 0);
  return 1 - left / y.reduce((sum, value) => sum + (value - centre) ** 2, 0);
}

/** All orders of the values, each once (Heap 1963): 8 sizes have 40,320. */
function everyOrder(values: number[], visit: (order: readonly number[]) => void): void {
  const order = [...values];
  const count = order.map(() => 0);
  visit(order);
  for (let i = 1; i < order.length;) {
    if (count[i] >= i) {
      count[i++] = 0;
      continue;
    }
    const j = i % 2 === 0 ? 0 : count[i];
    [order[j], order[i]] = [order[i], order[j]];
    visit(order);
    count[i]++;
    i = 1;
  }
}

/** Of each family: R² of TQAₙ ∝ HSₙ²/(log N)², and its median over all orders of TruthfulQA among the sizes. */
function byFamily(data: ClaimData): { family: string; r2: number; shuffled: number }[] {
  const { reference_width, families } = data.input('width_lists', Widths);
  return Object.entries(families).map(([family, { d_model }]) => {
    const models = distinctModels(data)
      .filter((model) => model.family === family)
      .sort((a, b) => a.N_B - b.N_B);
    if (models.length !== d_model.length)
      throw new RangeError(`width_lists: ${d_model.length} widths for ${models.length} models of ${family}`);
    const per = d_model.map((d) => reference_width / d);
    const x = models.map(({ HS, N_B }, i) => ((HS * per[i]) / Math.log10(N_B * 1e9)) ** 2);
    const r2Of = (tqa: readonly number[]) =>
      shareExplained(
        x,
        tqa.map((value, i) => value * per[i]),
      );
    const tqa = models.map(({ TQA }) => TQA);
    const shuffled: number[] = [];
    everyOrder(tqa, (order) => shuffled.push(r2Of(order)));
    return { family, r2: r2Of(tqa), shuffled: median(shuffled) };
  });
}

export const claims: Claim[] = [
  {
    id: 'a-pysr-formula',
    paper: 'A',
    where: '‘A Dynamical Law Across Families’',
    group: 'physics',
    statement:
      'Symbolic regression finds one form in several families: TruthfulQA ∝ HellaSwag²/(log N)², both divided by width.',
    figures: [
      rounded('families', 'families described', 5, 0, { unit: 'families', printed: 'across families' }),
    ],
    procedure:
      'Scores divided by d_model/512; least squares of TruthfulQA on HellaSwag²/(log₁₀N)² through the origin, by family. No measure of fit is published: a family counts as described where less than 10 % of the variance is left. The five families of the width claim.',
    data: ['width_lists', 'models_63_released', 'dropped_models'],
    recompute(data) {
      const fits = byFamily(data);
      const described = (r2: (one: (typeof fits)[number]) => number) =>
        fits.filter((one) => 1 - r2(one) < UNEXPLAINED).length;
      return [
        {
          condition: null,
          values: {
            families: described(({ r2 }) => r2),
            least: Math.min(...fits.map(({ r2 }) => r2)),
            most: Math.max(...fits.map(({ r2 }) => r2)),
            shuffledLeast: Math.min(...fits.map(({ shuffled }) => shuffled)),
          },
        },
      ];
    },
    why: ([{ values }]) =>
      `It describes ${values.families} of the five (R² ${said(values.least)} to ${said(values.most)}). Both sides are divided by the same widths, which span a factor of ten: over all orders of TruthfulQA among the sizes the median R² is still ${said(values.shuffledLeast)} or more.`,
    open: { page: 'diagnose', panel: 'published', family: 'Pythia' },
  },
];

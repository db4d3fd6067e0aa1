/** The headline of the Steer page. “Changes” is never “corrects”, and no number stands without what the controls do. Pure. */
import { againstControls, type Experiment, type ExperimentPoint } from '$lib/models/steering/experiment';
import type { MeanInterval } from '$lib/models/steering/resampledMeans';
import { capitalised, listed } from '$lib/coupling/words';
import { signed } from '../format';

/** `.22 [.20, .25]` */
export const probability = ({ value, lo, hi }: MeanInterval): string =>
  `${bare(value)} [${bare(lo)},\u00a0${bare(hi)}]`;
const bare = (value: number) => (value >= 0.995 ? value.toFixed(2) : value.toFixed(2).replace(/^0/, ''));

const truthAt = (points: readonly ExperimentPoint[], alpha: number) =>
  points.find((point) => point.vector === 'truth' && point.alpha === alpha);

/** Within the window where directions of equal length move little; the strength that the headline speaks of. */
export const HEADLINE_ALPHA = 0.5;

export function steerFinding({ points, unsteered, layer }: Experiment, model: string): string {
  const up = truthAt(points, HEADLINE_ALPHA);
  const down = truthAt(points, -HEADLINE_ALPHA);
  if (!up || !down) return `${model} was steered at layer ${layer}`;
  const against = againstControls(points, HEADLINE_ALPHA);
  const from = `from ${bare(unsteered.pTrue.value)} to ${probability(up.pTrue)}`;
  if (against === 'above')
    return `Steering ${model} at layer ${layer} for truth raises P(true) ${from}: more than any control of equal length`;
  if (against === 'below')
    return `Steering ${model} at layer ${layer} for truth takes P(true) ${from}: lower than any control of equal length`;
  return `Steering ${model} at layer ${layer} for truth takes P(true) ${from}, no further than its controls do`;
}

export function steerBasis({ points }: Experiment, list: string): string {
  const truth = truthAt(points, HEADLINE_ALPHA);
  if (!truth) return '';
  const controls = (['shuffled', 'random'] as const).flatMap((kind) => {
    const point = points.find(({ vector, alpha }) => vector === kind && alpha === HEADLINE_ALPHA);
    const name = {
      shuffled: 'directions from shuffled labels',
      random: 'random directions',
    }[kind];
    return point ? [`${name} ${probability(point.pTrue)}`] : [];
  });
  const { deltaLogOdds: own, n } = truth;
  const beside = controls.length
    ? `${capitalised(listed(controls))} of equal length stand beside it.`
    : 'No control was run beside it.';
  return `At α = ${signed(HEADLINE_ALPHA, 1)} over ${n} prompts (${list}), the log odds of the true answer move by ${signed(own.value)} nats [${signed(own.lo)}, ${signed(own.hi)}]. ${beside} A changed answer is not thereby a corrected one: P(true) tells how likely the right one is.`;
}

/** Sentences about steering. “Changed” is never “corrected”, and a number never stands without what controls do. */
import type { ChangeRates } from './changeRates';
import type { ExperimentPoint } from './experiment';
import { againstControls } from './experiment';
import type { RankedLayer } from './layerRanking';
import type { MeanInterval } from './resampledMeans';
import type { TradeOff } from './tradeOff';

const signed = (value: number, digits = 2) => {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
};
const interval = ({ value, lo, hi }: MeanInterval, digits = 2) =>
  `${signed(value, digits)} [${signed(lo, digits)}, ${signed(hi, digits)}]`;
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

/** What the truth direction does at a strength, against every control; null where there is no such point. */
export function doseSentence(points: readonly ExperimentPoint[], alpha: number): string | null {
  const truth = points.find((point) => point.vector === 'truth' && point.alpha === alpha);
  if (!truth) return null;
  const what = `At α = ${signed(alpha)} the truth direction changes ln P(true) − ln P(false) by ${interval(truth.deltaLogOdds)} over ${truth.n} prompts`;
  const against = againstControls(points, alpha);
  if (against === null)
    return `${what}; no control was run, so what any vector of this length does is not known.`;
  if (against === 'overlapping')
    return `${what}; that does not stand clear of the control directions of equal length.`;
  const side = against === 'above' ? 'above' : 'below';
  return `${what}, ${side} every control direction of equal length.`;
}

/** Both capabilities at the largest strength, beside the controls. */
export function tradeOffSentence({ points }: TradeOff): string {
  const alpha = Math.max(...points.map((point) => point.alpha));
  const at = (vector: string) => points.find((point) => point.vector === vector && point.alpha === alpha);
  const told = (['truth', 'shuffled', 'random'] as const).flatMap((vector) => {
    const point = at(vector);
    const name = { truth: 'the truth direction', shuffled: 'shuffled labels', random: 'random directions' }[
      vector
    ];
    return point
      ? [`${name} ${interval(point.truthfulness.change)} and ${interval(point.reasoning.change)}`]
      : [];
  });
  return `At α = ${signed(alpha)}, change of the truthfulness and of the reasoning margin in nats: ${told.join('; ')}.`;
}

/** The layer that steering moves most, and a layer that separates well and steers less than its controls, if there is one. */
export function layerSentence(ranked: readonly RankedLayer[]): string {
  const [first] = ranked;
  if (!first) return 'No layer was tried.';
  const best = first.beatsControls
    ? `Steering at layer ${first.layer} has the largest effect beyond its controls: ${interval(first.excess)} nats.`
    : `At no layer in first place does the effect stand clear of the controls; the largest excess is ${interval(first.excess)} nats, at layer ${first.layer}.`;
  const separable = ranked.find(
    ({ beatsControls, heldOut }) => !beatsControls && heldOut !== null && heldOut.auc >= 0.9,
  );
  return separable?.heldOut
    ? `${best} Layer ${separable.layer} tells held-out statements apart (AUC ${separable.heldOut.auc.toFixed(2)}) and steers no more than its controls: what separates need not steer.`
    : best;
}

/** How often texts changed, and how often they do so without the vector. */
export function changeSentence({ steered, controls, otherSeed }: ChangeRates): string {
  const share = ({ changed, of }: { changed: number; of: number }) =>
    `${changed} of ${of} (${percent(changed / of)})`;
  if (steered.of === 0) return 'No prompt was run.';
  const beside = [
    ...controls.map((one, i) => `${share(one)} under control ${i + 1} of equal length`),
    ...(otherSeed ? [`${share(otherSeed)} without steering, with another seed`] : []),
  ];
  const first = `Texts changed: ${share(steered)} under the vector`;
  return `${beside.length ? `${first}; ${beside.join('; ')}` : first}. A changed text is not a corrected one; the answers’ margins tell whether it is more true.`;
}

/** What a ranking of layers says: which steers, and which separates true from false without steering. Pure. */
import type { EffectMeasure, RankedLayer } from '../../models/steering/layerRanking';
import { bracket, fixed, span } from '../../ui/format';
import type { DataTable } from '../tables';

const NBSP = '\u00a0';

/** By layer, as they lie in the model. */
export const byLayer = (ranked: readonly RankedLayer[]): RankedLayer[] =>
  [...ranked].sort((a, b) => a.layer - b.layer);

/** Whether a layer's own effect, or its excess over the controls, cannot be told from none. */
export const steersNothing = ({ effect, excess, beatsControls }: RankedLayer): boolean =>
  !beatsControls && (excess.lo <= 0 || effect.lo <= 0);

/** A layer that separates as well as the best one, as far as its interval tells, and does not steer: the clearest such. */
export function idleSeparator(ranked: readonly RankedLayer[], best: RankedLayer): RankedLayer | null {
  const own = best.heldOut;
  if (!own) return null;
  const aucOf = ({ heldOut }: RankedLayer) => heldOut?.auc ?? 0;
  return (
    ranked
      .filter(
        (one) =>
          one.layer !== best.layer &&
          steersNothing(one) &&
          one.heldOut !== null &&
          (one.heldOut.auc >= own.auc || (one.heldOut.hi >= own.auc && one.heldOut.lo > 0.5)),
      )
      .sort((a, b) => aucOf(b) - aucOf(a) || a.excess.value - b.excess.value)
      .at(0) ?? null
  );
}

/** Title: the layer that steers best, and one that separates as well and steers nothing. */
export function layersFinding(ranked: readonly RankedLayer[]): string {
  const best = ranked.find(({ rank }) => rank === 1);
  if (!best) return 'No layer was tried';
  if (!ranked.some(({ beatsControls }) => beatsControls))
    return ranked.length === 1
      ? `Layer ${best.layer} does not steer clearly more than its controls`
      : 'No layer steers clearly more than its controls';
  const rival = ranked.find((one) => one.layer !== best.layer && one.excess.hi >= best.excess.lo);
  const first = !best.beatsControls
    ? `Layer ${best.layer} ranks first, but does not stand clear of its controls`
    : rival
      ? `Layer ${best.layer} ranks first, not settled against layer ${rival.layer}`
      : ranked.length === 1
        ? `Layer ${best.layer} steers more than its controls`
        : `Layer ${best.layer} steers best`;
  const idle = idleSeparator(ranked, best);
  if (!idle?.heldOut) return first;
  const nothing =
    idle.effect.lo <= 0 && idle.effect.hi >= 0 ? 'steers nothing' : 'steers no more than its controls';
  return `${first}; layer ${idle.layer} separates as well (AUC ${fixed(idle.heldOut.auc)}) and ${nothing}`;
}

const MEASURED: Readonly<Record<EffectMeasure, { what: string; unit: string }>> = {
  margin: { what: `ln${NBSP}P(right) − ln${NBSP}P(wrong)`, unit: 'nats' },
  pTrue: { what: 'P(true)', unit: '' },
};

/** `Beyond controls, nats` */
export const excessAxis = (measure: EffectMeasure): string =>
  ['Beyond controls', MEASURED[measure].unit].filter(Boolean).join(', ');

/** @param alpha strength on either side that the effects were measured with */
export const layersCaption = (
  ranked: readonly RankedLayer[],
  alpha: number,
  measure: EffectMeasure = 'margin',
): string =>
  `Effect: ${MEASURED[measure].what} at +${alpha} minus that at −${alpha}; bars: the truth direction’s beyond the size of those of its ${ranked.at(0)?.controls.length ?? 0} controls (root mean square), 95${NBSP}% bootstrap over prompts; ranked by this alone. AUC: how well the direction separates held-out pairs`;

/** Lines of a layer's tooltip; joined by commas they are its accessible name. */
export function layerLines(
  { rank, layer, effect, controls, controlSize, excess, beatsControls, heldOut }: RankedLayer,
  measure: EffectMeasure = 'margin',
): string[] {
  const values = controls.map(({ value }) => value);
  const unit = MEASURED[measure].unit && ` ${MEASURED[measure].unit}`;
  return [
    `Layer ${layer}, rank ${rank}`,
    `beyond its controls ${fixed(excess.value)} ${bracket(excess.lo, excess.hi)}${unit}`,
    `truth direction ${fixed(effect.value)} ${bracket(effect.lo, effect.hi)}${unit}, controls ${span(Math.min(...values), Math.max(...values))}, size ${fixed(controlSize)}`,
    beatsControls ? CLEAR : NOT_CLEAR,
    heldOut
      ? `held-out AUC ${fixed(heldOut.auc)} ${bracket(heldOut.lo, heldOut.hi)}, ${heldOut.n} pairs`
      : 'no AUC: fewer than two pairs held out',
  ];
}

const CLEAR = 'clear of every control';
const NOT_CLEAR = 'not clear of every control';

export const layersTable = (
  ranked: readonly RankedLayer[],
  measure: EffectMeasure = 'margin',
): DataTable => ({
  columns: [
    'Layer',
    'Rank',
    excessAxis(measure),
    '95 %',
    'Truth direction',
    '95 %',
    'Size of controls',
    'AUC',
    '95 %',
    'Against controls',
  ],
  rows: byLayer(ranked).map(({ layer, rank, excess, effect, controlSize, heldOut, beatsControls }) => [
    String(layer),
    String(rank),
    fixed(excess.value),
    bracket(excess.lo, excess.hi),
    fixed(effect.value),
    bracket(effect.lo, effect.hi),
    fixed(controlSize),
    fixed(heldOut?.auc),
    bracket(heldOut?.lo, heldOut?.hi),
    beatsControls ? CLEAR : NOT_CLEAR,
  ]),
});

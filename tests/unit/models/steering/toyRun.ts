/** A calibrated toy model and items for it: true statements end in one of the right words, false ones in one of the wrong. */
import { calibrate } from '../../../../src/lib/models/steering/calibration';
import type { SteeringDirections } from '../../../../src/lib/models/steering/doses';
import type { Pair } from '../../../../src/lib/models/steering/pairs';
import {
  itemOfPair,
  itemTokens,
  pairTokens,
  type TokenItem,
} from '../../../../src/lib/models/steering/tokens';
import { toyModel } from './toyModel';

const pairs: Pair[] = ['Snow', 'Coal', 'Milk', 'Grass', 'Blood', 'Soot'].map((subject) => ({
  template: `${subject} is {}.`,
  right: 'so',
  wrong: 'not',
}));

export async function toyRun() {
  const model = toyModel();
  const items: TokenItem[] = pairs
    .flatMap((pair) => itemOfPair(pair) ?? [])
    .map((item) => itemTokens(model, item));
  const calibration = await calibrate(model, {
    fit: pairs.slice(0, 4).map((pair) => pairTokens(model, pair)),
    heldOut: pairs.slice(4).map((pair) => pairTokens(model, pair)),
    readAt: 'object',
    controls: 2,
    seed: 5,
    draws: 200,
  });
  const directionsAt = (layer: number): SteeringDirections => {
    const { truth, shuffled, random } = calibration.layers[layer];
    return { layer, rms: truth.rms, truth: truth.unit, shuffled, random };
  };
  return { model, items, calibration, directionsAt };
}

/** Claims on what is inside the models: heads, layers, the output projection, and steering. */
import type { Claim } from './claim';
import { claims as attention } from './internals/attention';
import { claims as generations } from './internals/generations';
import { claims as heads } from './internals/heads';
import { claims as largeModels } from './internals/largeModels';
import { claims as optLadder } from './internals/optLadder';
import { claims as projection } from './internals/projection';
import { claims as steering } from './internals/steering';

export const claims: Claim[] = [
  ...heads,
  ...generations,
  ...attention,
  ...projection,
  ...steering,
  ...optLadder,
  ...largeModels,
];

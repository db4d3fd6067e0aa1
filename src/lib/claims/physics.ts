/** Claims in the form of physical laws: spectra, rotation, gradients, the curve and its residual. */
import type { Claim } from './claim';
import { claims as gradients } from './physics/gradients';
import { claims as residualCurve } from './physics/residualCurve';
import { claims as rotation } from './physics/rotation';
import { claims as spectrum } from './physics/spectrum';
import { claims as symbolic } from './physics/symbolic';
import { claims as unreleased } from './physics/unreleased';

export const claims: Claim[] = [
  ...residualCurve,
  ...gradients,
  ...spectrum,
  ...rotation,
  ...symbolic,
  ...unreleased,
];

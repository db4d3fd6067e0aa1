/** Claims on the isocline of TruthfulQA over HellaSwag. */
import type { Claim } from './claim';
import { claims as calibration } from './isocline/calibration';
import { claims as rules } from './isocline/rules';

export const claims: Claim[] = [...rules, ...calibration];

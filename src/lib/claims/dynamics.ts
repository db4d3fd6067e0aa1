/** Claims on scaling dynamics: systems of differential equations, and what they foretell. */
import type { Claim } from './claim';
import { claims as heldOut } from './dynamics/heldOut';
import { claims as hellaswagRate } from './dynamics/hellaswagRate';
import { claims as inSample } from './dynamics/inSample';
import { claims as phases } from './dynamics/phases';
import { claims as sparseTerms } from './dynamics/sparseTerms';

export const claims: Claim[] = [...inSample, ...sparseTerms, ...hellaswagRate, ...heldOut, ...phases];

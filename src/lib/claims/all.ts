/** Every claim, by group; each file is loaded when its group is wanted. */
import type { Claim, ClaimGroup } from './claim';
import type { ClaimData } from './data';
import { recomputeEach, type ClaimResult, type RecomputeControl } from './recompute';

export interface ClaimGroupEntry {
  group: ClaimGroup;
  title: string;
  load(): Promise<readonly Claim[]>;
}

type ClaimFile = Promise<{ claims: readonly Claim[] }>;

const entry = (group: ClaimGroup, title: string, ...files: (() => ClaimFile)[]): ClaimGroupEntry => ({
  group,
  title,
  load: async () => (await Promise.all(files.map((file) => file()))).flatMap(({ claims }) => claims),
});

/** In the order of the papers. */
export const CLAIM_GROUPS: readonly ClaimGroupEntry[] = [
  entry(
    'correlation',
    'Correlations of scores',
    () => import('./correlation'),
    () => import('./benchmarkPairs'),
    () => import('./sample'),
  ),
  entry(
    'local-coupling',
    'Local coupling',
    () => import('./localCoupling'),
    () => import('./couplingSteps'),
    () => import('./signs'),
  ),
  entry(
    'critical-scale',
    'Critical scale',
    () => import('./criticalScaleTable'),
    () => import('./criticalScaleBootstrap'),
    () => import('./couplingLine'),
    () => import('./couplingFormulas'),
  ),
  entry(
    'dimensionality',
    'Phases and effective dimensionality',
    () => import('./phases'),
    () => import('./dimensionality'),
    () => import('./printedMatrices'),
    () => import('./dashboardCard'),
  ),
  entry('width', 'Width', () => import('./widthRatio')),
  entry(
    'dynamics',
    'Loss and scaling dynamics',
    () => import('./lossFit'),
    () => import('./lines'),
    () => import('./dynamics'),
  ),
  entry('isocline', 'Isocline', () => import('./isocline')),
  entry('physics', 'Formulas taken from physics', () => import('./physics')),
  entry(
    'internals',
    'Heads, layers and steering',
    () => import('./internals'),
    () => import('./wilson'),
  ),
  entry(
    'frontier-line',
    'Frontier: the line and its residuals',
    () => import('./frontierExtension'),
    () => import('./frontier/line'),
    () => import('./frontier/subsets'),
    () => import('./frontier/examples'),
    () => import('./frontier/hTable'),
    () => import('./frontier/residuals'),
    () => import('./frontier/dashboard'),
  ),
  entry(
    'frontier-labs',
    'Frontier: labs',
    () => import('./frontier/labs'),
    () => import('./frontier/labLines'),
  ),
  entry(
    'frontier-matrix',
    'Frontier: further benchmarks and saturation',
    () => import('./frontier/matrix'),
    () => import('./frontier/ifeval'),
    () => import('./frontier/saturation'),
  ),
  entry('predictions', 'Frontier: the seven predictions', () => import('./frontier/predictions')),
];

/** All claims in order. */
export const allClaims = async (): Promise<Claim[]> =>
  (await Promise.all(CLAIM_GROUPS.map(({ load }) => load()))).flat();

/**
 * Recomputes every claim.
 * @throws the signal's reason when aborted, Error naming the claim that fails
 */
export const recomputeClaims = async (
  data: ClaimData,
  control: RecomputeControl = {},
): Promise<ClaimResult[]> => recomputeEach(await allClaims(), data, control);

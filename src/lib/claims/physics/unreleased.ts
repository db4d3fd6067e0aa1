/** Printed results whose inputs are not in the repository. */
import type { Claim, PublishedFigure } from '../claim';
import { rounded } from '../figure';

const unreleased = (
  id: string,
  where: string,
  statement: string,
  procedure: string,
  missing: string,
  ...figures: PublishedFigure[]
): Claim => ({
  ...{ id, paper: 'A', where, group: 'physics', statement, figures, procedure },
  data: ['not_released'],
  recompute: () => [],
  missing,
  why: 'The printed number stands alone: neither its inputs nor the script are in the repository.',
});

const ROTATION = '‘Eigenvector Rotation and Dimensional Collapse’ (paper3A.tex)';

export const claims: Claim[] = [
  unreleased(
    'a-bayes-factor',
    'Methods, ‘Related work’',
    'A Bayesian comparison supports a structure by phase with a Bayes factor of 72.9.',
    'Not described.',
    'The two models, their priors and the data compared.',
    rounded('bf', 'Bayes factor', 72.9, 1),
  ),
  unreleased(
    'a-susceptibility-peak',
    '‘Frontier-Scale Coupling and the Second Transition’ (paper3A.tex)',
    'The susceptibility 1/λ₂ peaks at 3.08 near 9–11B over 26 models.',
    'Inverse of the second eigenvalue of the correlations in a moving window of models.',
    'The windows: their width, and which models each holds.',
    rounded('peak', 'peak of χ₂', 3.08, 2),
  ),
  unreleased(
    'a-coupling-angle-r',
    ROTATION,
    'The rotation angle and the running coupling are correlated at r = +0.47.',
    'Pearson correlation over windows of models.',
    'The angles and couplings of the windows.',
    rounded('r', 'r', 0.47, 2),
  ),
  unreleased(
    'a-decay-ratio',
    ROTATION,
    'The decay length of the eigenvalue over the range of the coupling is λ/ξ = 0.767, above 1/√2.',
    'Not described beyond the ratio.',
    'How both lengths are fitted, and to what.',
    rounded('ratio', 'λ/ξ', 0.767, 3),
  ),
  unreleased(
    'a-feedback-r',
    '‘Why the coupling runs’ (paper3A.tex)',
    'The residual of γ above its line correlates with χ₂·γ at r = +0.629 over 20 windows.',
    'Pearson correlation over windows of models.',
    'The twenty windows with their γ and χ₂.',
    rounded('r', 'r', 0.629, 3),
  ),
];

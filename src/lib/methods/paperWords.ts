/**
 * Words of the two papers, their dashboard and their tools, in alphabetical order: what a word means where it is taken from, and what
 * it names there in terms of scores, losses and activations.
 */

export interface PaperWord {
  word: string;
  /** In physics or mathematics; null for a word of the papers' own or of machine learning. */
  elsewhere: string | null;
  /** The quantity it names in the papers. */
  here: string;
  /** Section with more; null when this says it all. */
  at: string | null;
}

const word = (name: string, elsewhere: string | null, here: string, at: string | null = null): PaperWord => ({
  word: name,
  elsewhere,
  here,
  at,
});

export const PAPER_WORDS: readonly PaperWord[] = [
  word(
    'Alignment tax, alignment bonus',
    null,
    'Benchmark 2 falls, or rises, as benchmark 1 rises. Elsewhere in machine learning the tax is what a model loses by being aligned; here it is a relation of scores of base models.',
    'phase',
  ),
  word(
    'Antagonistic, cooperative',
    'Of interactions: one hinders, or helps, the other.',
    'The sign of a correlation, of γ₁₂, or of a cosine of activations.',
    'published-correlation',
  ),
  word(
    'Arrhenius form',
    'A rate that goes as exp(−E/kT), with activation energy E and temperature T.',
    'Gradient norm as exp(−C/L), with the loss L in the place of temperature and a constant C for each phase.',
    'published-physics',
  ),
  word(
    'Attractor, fixed point',
    'A state at which a flow stops; an attractor is one that it returns to.',
    'Zero of a fitted rate of γ₁₂ (γ*) or of a loading (θ*).',
    'published-physics',
  ),
  word(
    'Axis rotation, benchmark rotation',
    'A change of coordinates.',
    'Turning to another pair of benchmarks when one no longer tells models apart.',
    'rotation',
  ),
  word(
    'Beta function, β(γ)',
    'How fast a coupling constant changes with scale, in the renormalisation group.',
    'Change of γ₁₂ per tenfold size, as a quadratic in γ₁₂.',
    'published-physics',
  ),
  word(
    'Boosting chain',
    null,
    'A formula corrected in steps, each judged by whether the error falls.',
    'published-physics',
  ),
  word(
    'Bottleneck',
    null,
    'Layers, or the projection from hidden state to vocabulary, at which the internal coupling is lower than before.',
    'published-internals',
  ),
  word(
    'Capability manifold',
    'A curved space in which states lie.',
    'The models as points in the space of their scores.',
    'eigenstructure',
  ),
  word('CAPE', null, 'The papers’ name for their method: Coupling Analysis of Phase Emergence.', 'readings'),
  word(
    'Cascade: N_c, N_c2, N_c3, N_c4',
    'A row of transitions, each setting the stage for the next.',
    'Sizes at which one pair of benchmarks is said to give way to another: HellaSwag and TruthfulQA (N_c, near 3.5B), internal coupling at 30–72B (N_c2), SWE-bench, GPQA and further ones (N_c3, near 114B), instruction following (N_c4, a prediction).',
    'published-frontier',
  ),
  word(
    'Coding-rich, balanced, reasoning-rich',
    null,
    'A frontier model with h below −5, between, or above +5 points.',
    'frontier-line',
  ),
  word(
    'Competing head, cooperating head',
    null,
    'An attention head or unit whose internal coupling is strongly negative, or positive.',
    'published-internals',
  ),
  word(
    'Control parameter',
    'What is turned from outside to cross a transition, such as temperature.',
    'Size, and also the training data.',
    'published-scale',
  ),
  word(
    'Coupling',
    'Strength of interaction between two degrees of freedom.',
    'Local: γ₁₂, a ratio of differences. Population: Pearson r over models. Internal: a cosine of mean activations. The three are different quantities.',
    'coupling',
  ),
  word(
    'Coupling matrix Γ, det Γ',
    null,
    'Correlations of three or more benchmarks, and their determinant, near 0 when one is nearly given by the others.',
    'frontier-matrix',
  ),
  word(
    'Critical field h_c',
    'The external field at which a phase gives way.',
    'How far above the web-trained curve a model of a size would have to lie to pay no tax: (N_c − N) to the power 3/2.',
    'published-physics',
  ),
  word(
    'Critical scale, critical point',
    'Where two phases become one and responses diverge.',
    'The size at which γ₁₂ passes zero, or TruthfulQA is lowest.',
    'published-scale',
  ),
  word(
    'Dimensional collapse, condensation',
    'Many degrees of freedom settling into one state.',
    'Effective dimensionality of the scores falling towards 1.',
    'published-dimension',
  ),
  word(
    'Effective theory, det H → 0',
    'A description that holds within a range and says where it ends.',
    'The product of the two largest eigenvalues, extrapolated in size to where it is 0.',
    'published-physics',
  ),
  word(
    'Excursion, recovery',
    'A short departure from equilibrium, and the way back.',
    'A release far below the line (h below −10, in places −5 or −2), and a later one nearer to it.',
    'frontier-line',
  ),
  word(
    'External field, h-field',
    'What pulls a system towards one state from outside.',
    'A residual. Base models: TruthfulQA above a curve in log size. Frontier: GPQA above the line on SWE-bench.',
    'frontier-line',
  ),
  word(
    'Free energy, Ginzburg–Landau',
    'The quantity whose minimum is the state of equilibrium, written as a polynomial of the order parameters.',
    'The loss, or its logarithm, as a function of capabilities, size and tokens.',
    'published-physics',
  ),
  word(
    'Hessian, curvature',
    'Matrix of second derivatives of an energy.',
    'Correlations of benchmarks, or matrices made again from their eigenvalues.',
    'published-physics',
  ),
  word(
    'Internal coupling, net coupling',
    null,
    'Cosine of mean activations for two kinds of prompt; net is its mean over heads or units.',
    'published-internals',
  ),
  word(
    'Isocline',
    'Curve on which one variable of a system does not change.',
    'Curve of TruthfulQA over HellaSwag on which the fitted rate of TruthfulQA is 0.',
    'isocline',
  ),
  word(
    'Kink',
    'A step between two states, of the form of a hyperbolic tangent.',
    'γ₁₂ as a hyperbolic tangent of log size.',
    'published-physics',
  ),
  word(
    'Locate, diagnose, rotate',
    null,
    'The playbook for a frontier release: its h, the change of h since the lab’s last one, and whether to turn to another pair.',
    'labs',
  ),
  word(
    'Loss floor E, exponent α',
    null,
    'Loss as E + A·N^−α; that no transition is seen in it is one of the papers’ points.',
    'published-dynamics',
  ),
  word(
    'Mean field',
    'An approximation in which each part feels only the average of the others.',
    'Parameters taken as independent, which gives the gradient exponent α + 1.',
    'published-physics',
  ),
  word(
    'Mixed phase',
    'Two phases side by side, as in superconductors of type II.',
    'Families of one size with different signs of γ₁₂.',
    'phase',
  ),
  word(
    'Order parameter',
    'A quantity that is zero in one phase and not in the other.',
    'The capabilities themselves as components, and γ₁₂, whose sign tells the phases apart.',
    'coupling',
  ),
  word(
    'Participation ratio',
    'How many states take part in one.',
    'Effective dimensionality, (Σλ)²/Σλ².',
    'dimensionality',
  ),
  word(
    'Phase and phase transition',
    'A state of matter; the point at which its properties change abruptly.',
    'Tax, transition or bonus, by the value of γ₁₂ against ±0.1.',
    'phase',
  ),
  word(
    'Phase transfer',
    null,
    'The matrix that takes the principal directions of one phase into those of another.',
    'published-dynamics',
  ),
  word(
    'Projection width',
    null,
    'Width of the hidden state before the projection to the vocabulary, d_model.',
    'published-width',
  ),
  word(
    'Redistribution, W',
    'Conservation: what one part gains another loses.',
    'Sum over benchmarks of the size of their change per tenfold size.',
    'published-dynamics',
  ),
  word(
    'Reversal, pivot, reallocation',
    null,
    'A change of h by more than 10 points from one release of a lab to another.',
    'labs',
  ),
  word(
    'Riccati equation',
    'A differential equation whose rate is quadratic in the unknown.',
    'The rate of the TruthfulQA loading θ of the second eigenvector.',
    'published-physics',
  ),
  word(
    'Rotation of the eigenvector, θ',
    'A mode that changes its direction.',
    'Change with size of the second eigenvector of the correlations of scores.',
    'eigenstructure',
  ),
  word(
    'Running coupling',
    'A coupling constant that depends on the scale at which one looks.',
    'γ₁₂ as a function of size, and the line through it.',
    'published-scale',
  ),
  word(
    'Saturation ratio σ',
    null,
    'Range of one benchmark over that of another, among the five best models.',
    'saturation',
  ),
  word(
    'Screening, collective',
    'Charges that shield each other.',
    'Gradient norms that fall more slowly with size than for independent parameters.',
    'published-physics',
  ),
  word(
    'Self-coupling',
    'A term of a variable with itself.',
    'The square of TruthfulQA in its own rate.',
    'isocline',
  ),
  word(
    'SFEE slope',
    'A mechanism by which fluctuations strengthen a coupling, taken over from superconductivity.',
    'Slope A of γ₁₂ per tenfold size, compared with the sine of an angle of the second eigenvector.',
    'published-physics',
  ),
  word(
    'Soft mode',
    'An oscillation whose restoring force vanishes at a transition.',
    'The second eigenvector, whose eigenvalue falls with size.',
    'published-physics',
  ),
  word(
    'Steering, truth direction',
    null,
    'Adding to the hidden state the difference of mean hidden states of true and false statements.',
    'published-internals',
  ),
  word(
    'Stiffness κ',
    'Resistance to being deformed.',
    'Ratio of the two largest eigenvalues of the correlations of scores.',
    'published-physics',
  ),
  word(
    'Susceptibility χ',
    'Response to a small field; it peaks at a transition.',
    'One over the second eigenvalue; also the mixed second derivative of log loss in log size and log tokens.',
    'published-physics',
  ),
  word(
    'Universal curve, universality',
    'Behaviour at a transition that does not depend on the material.',
    'One parabola of TruthfulQA in log size through three families, and how near others are to it.',
    'published-scale',
  ),
];

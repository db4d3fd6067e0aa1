/** The field's words as this site uses them, in alphabetical order. */

export interface Entry {
  word: string;
  meaning: string;
  /** Section with more; null when the meaning says it all. */
  at: string | null;
}

export const GLOSSARY: readonly Entry[] = [
  {
    word: 'Ablation',
    meaning: 'Setting a head’s output to 0 and looking at what the answers lose.',
    at: 'head-ablation',
  },
  {
    word: 'Alignment tax',
    meaning: 'The papers’ word for benchmark 2 falling as benchmark 1 rises along a family.',
    at: 'phase',
  },
  {
    word: 'Atlas',
    meaning: 'All families of a panel at once, each diagnosed along its own sizes.',
    at: 'atlas',
  },
  {
    word: 'Audited version',
    meaning: 'The versions of papers and repository that claims are checked against.',
    at: 'claims',
  },
  {
    word: 'Band',
    meaning: 'Where the score of a new model is expected, at 80 or 95 %.',
    at: 'forecast',
  },
  { word: 'Benchmark', meaning: 'A task with its metric and its number of shots.', at: 'items' },
  {
    word: 'Bonus',
    meaning: 'Phase of a step on which both benchmarks rise, by more than 0.1 points per point.',
    at: 'phase',
  },
  {
    word: 'Brier score',
    meaning: 'Mean squared difference between a probability and what happened, 1 or 0; smaller is better.',
    at: 'signs',
  },
  {
    word: 'Ceiling',
    meaning: 'The largest absolute coupling of a head that directions as noisy as these let one expect.',
    at: 'head-coupling',
  },
  {
    word: 'Claim',
    meaning: 'A published number with its procedure and data, computed again in the browser.',
    at: 'claims',
  },
  {
    word: 'Cluster',
    meaning:
      'Observations that are alike, here the models or steps of one family; standard errors and resampling go by them.',
    at: 'standing',
  },
  {
    word: 'Competing head, cooperative head',
    meaning:
      'A head whose directions of two capabilities oppose each other, or agree, more than chance allows.',
    at: 'head-tests',
  },
  {
    word: 'Condition',
    meaning: 'In what the variant that reproduces a number departs from what the paper states.',
    at: 'claims',
  },
  {
    word: 'Control direction',
    meaning: 'A direction of equal length that knows nothing of truth: random, or from shuffled labels.',
    at: 'steering-effect',
  },
  {
    word: 'Core rows, frozen rows, later rows',
    meaning:
      'Rows of the frontier panel in the paper’s words: 23 with matched variants, the 34 before its cutoff, and five after.',
    at: 'panels',
  },
  {
    word: 'Coupling of a head',
    meaning: 'Cosine of a head’s mean differences, right minus wrong, for two capabilities.',
    at: 'head-coupling',
  },
  {
    word: 'Coverage',
    meaning: 'How often an interval holds the true value, over many repetitions of the study that made it.',
    at: 'validity',
  },
  {
    word: 'Critical scale N_c',
    meaning: 'The size at which benchmark 2 turns, in a family that turns.',
    at: 'critical-scale',
  },
  {
    word: 'Disputed value',
    meaning: 'A score of the frontier panel that another report contradicts.',
    at: 'panels',
  },
  {
    word: 'Effective dimensionality',
    meaning: 'How many directions the scores of a family vary in, counted by their eigenvalues.',
    at: 'dimensionality',
  },
  {
    word: 'Empirical Bayes',
    meaning: 'Estimating from all labs together how far the mean of one is to be trusted.',
    at: 'labs',
  },
  {
    word: 'False-discovery rate q',
    meaning: 'Share of false calls to expect among all pairs called at this p or below.',
    at: 'couplings',
  },
  {
    word: 'Family',
    meaning: 'Models of one recipe and one generation that differ in size.',
    at: 'slope',
  },
  {
    word: 'Fieller set',
    meaning:
      'All ratios that two noisy differences do not refuse: an interval, the outside of one, or everything.',
    at: 'coupling',
  },
  {
    word: 'Generation',
    meaning: 'The next release of one series of models.',
    at: 'recipes',
  },
  {
    word: 'Hold-out',
    meaning: 'A family foretold from others, starting at its first model.',
    at: 'forecast',
  },
  {
    word: 'Inclusion probability',
    meaning:
      'How often a term of the sparse system is kept when the scores are drawn anew within their noise.',
    at: 'dynamics',
  },
  {
    word: 'Interval score',
    meaning: 'Width of a band and a charge for what it misses; smaller is better.',
    at: 'forecast',
  },
  {
    word: 'Isocline',
    meaning:
      'In the papers’ equation, the curve of benchmark 2 over benchmark 1 on which benchmark 2 does not change.',
    at: 'isocline',
  },
  { word: 'Item noise', meaning: 'How far a score would move on another set of test items.', at: 'noise' },
  {
    word: 'Leave one lab out',
    meaning: 'Foretelling a lab’s models by a line fitted to the other labs.',
    at: 'left-out-lab',
  },
  {
    word: 'Leave-last-out error',
    meaning: 'How far a method misses the largest model when it is fitted to the others.',
    at: 'forecast',
  },
  {
    word: 'Level',
    meaning: 'Score on benchmark 1, where it stands beside size as a second axis.',
    at: 'signs',
  },
  {
    word: 'Loading',
    meaning: 'Entry of an eigenvector: how much a benchmark takes part in a component.',
    at: 'eigenstructure',
  },
  {
    word: 'Local coupling γ₁₂',
    meaning: 'Change of benchmark 2 per point of benchmark 1 over one step.',
    at: 'coupling',
  },
  {
    word: 'Margin',
    meaning: 'Log probability of the right answer minus that of the wrong one, in nats.',
    at: 'steering-effect',
  },
  {
    word: 'Matched size, matched level',
    meaning: 'Compared at nearly equal parameters; and with what benchmark 1 and size would give taken out.',
    at: 'recipes',
  },
  {
    word: 'Minimal pair',
    meaning: 'A sentence that is true with one object and false with another.',
    at: 'truth-direction',
  },
  {
    word: 'Null',
    meaning:
      'What a statistic gives when nothing relates the benchmarks: columns permuted, or benchmark 2 shuffled.',
    at: 'eigenstructure',
  },
  { word: 'Panel', meaning: 'A table of scores that comes with the site.', at: 'panels' },
  {
    word: 'Partial correlation',
    meaning: 'Correlation of two scores after a line in log size is removed from both.',
    at: 'r',
  },
  {
    word: 'Persistence',
    meaning: 'The forecast that the largest model’s score stays.',
    at: 'forecast',
  },
  {
    word: 'Prediction interval',
    meaning: 'Where a single new model is expected, given the line and the scatter about it.',
    at: 'frontier-line',
  },
  {
    word: 'Published reading',
    meaning: 'What the papers’ own threshold or rule says, beside the calibrated one.',
    at: 'readings',
  },
  {
    word: 'Recipe',
    meaning:
      'What a model was trained on, in a word: web, mixed, curated, code, multilingual, distilled, or a continued training.',
    at: 'recipes',
  },
  {
    word: 'Reliability',
    meaning: 'Share of the variance between models that is not item noise.',
    at: 'interventions',
  },
  {
    word: 'Residual field',
    meaning: 'How far models stand above or below what other families have at their level and size.',
    at: 'standing',
  },
  {
    word: 'Residual h',
    meaning: 'Benchmark 2 of a model minus what the line expects at its benchmark 1.',
    at: 'frontier-line',
  },
  {
    word: 'Rotation',
    meaning: 'Which benchmark to look at next when the present one is saturated.',
    at: 'rotation',
  },
  {
    word: 'Run noise',
    meaning: 'How far a score would move in another training run of the same recipe.',
    at: 'run-noise',
  },
  {
    word: 'Saturated',
    meaning: 'Of a benchmark: the best models differ on it by little more than item noise.',
    at: 'saturation',
  },
  { word: 'Score', meaning: 'Percentage on a benchmark, from 0 to 100.', at: 'noise' },
  {
    word: 'Scree',
    meaning: 'The eigenvalues of a correlation matrix in descending order.',
    at: 'eigenstructure',
  },
  {
    word: 'Settled',
    meaning: 'Of a step: one phase has 95 % of the simulations or more.',
    at: 'phase',
  },
  {
    word: 'Shrunk mean',
    meaning: 'A lab’s mean, pulled towards that of all models as far as scatter explains it.',
    at: 'labs',
  },
  { word: 'Size', meaning: 'Number of parameters; the total for mixtures of experts.', at: null },
  {
    word: 'Sparse system',
    meaning: 'Equations for how fast each benchmark changes with log size, with few terms.',
    at: 'dynamics',
  },
  { word: 'Step', meaning: 'From one size of a family to the next.', at: 'coupling' },
  {
    word: 'Strength α',
    meaning: 'Length of a steering vector in units of the residual stream’s RMS norm at that layer.',
    at: 'truth-direction',
  },
  {
    word: 'Studentised residual',
    meaning: 'A residual over its own standard error, from a fit without that model.',
    at: 'frontier-line',
  },
  {
    word: 'Swing',
    meaning: 'P(true) at strength +α minus P(true) at −α.',
    at: 'steering-effect',
  },
  {
    word: 'Tax',
    meaning:
      'Phase of a step on which benchmark 2 falls by more than 0.1 points for each point of benchmark 1.',
    at: 'phase',
  },
  {
    word: 'Tolerance',
    meaning: 'How near a recomputed number must come to the published one to count as equal.',
    at: 'claims',
  },
  {
    word: 'Toy',
    meaning: 'A bundled language model, trained to lie; on no axis of sizes and in no census.',
    at: 'bundled-models',
  },
  {
    word: 'Track record',
    meaning:
      'How often a rule was right on families that it was not fitted to, beside saying the same of all.',
    at: 'interventions',
  },
  {
    word: 'Transition',
    meaning: 'Phase of a step with a coupling between −0.1 and 0.1.',
    at: 'phase',
  },
  {
    word: 'Truth direction',
    meaning: 'Mean difference of the residual stream between true and false sentences, of length 1.',
    at: 'truth-direction',
  },
  {
    word: 'Undetermined',
    meaning: 'What the page says when the noise of the scores leaves the answer open.',
    at: 'verdict',
  },
  {
    word: 'Variant',
    meaning: 'One recomputation of a claim; the stated procedure on the stated data comes first.',
    at: 'claims',
  },
  {
    word: 'Width',
    meaning: 'Width of the residual stream, d_model.',
    at: 'width',
  },
];

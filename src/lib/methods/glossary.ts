/** The field's words as this site uses them, in alphabetical order. */

export interface Entry {
  word: string;
  meaning: string;
  /** Section with more; null when the meaning says it all. */
  at: string | null;
}

export const GLOSSARY: readonly Entry[] = [
  {
    word: 'Alignment tax',
    meaning: 'The papers’ word for benchmark 2 falling as benchmark 1 rises along a family.',
    at: 'phase',
  },
  { word: 'Benchmark', meaning: 'A task with its metric and its number of shots.', at: 'items' },
  {
    word: 'Bonus',
    meaning: 'Phase of a step on which both benchmarks rise, by more than 0.1 points per point.',
    at: 'phase',
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
    word: 'Effective dimensionality',
    meaning: 'How many directions the scores of a family vary in, counted by their eigenvalues.',
    at: 'dimensionality',
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
  { word: 'Item noise', meaning: 'How far a score would move on another set of test items.', at: 'noise' },
  {
    word: 'Local coupling γ₁₂',
    meaning: 'Change of benchmark 2 per point of benchmark 1 over one step.',
    at: 'coupling',
  },
  { word: 'Panel', meaning: 'A table of scores that comes with the site.', at: 'panels' },
  {
    word: 'Partial correlation',
    meaning: 'Correlation of two scores after a line in log size is removed from both.',
    at: 'r',
  },
  {
    word: 'Run noise',
    meaning: 'How far a score would move in another training run of the same recipe.',
    at: 'run-noise',
  },
  { word: 'Score', meaning: 'Percentage on a benchmark, from 0 to 100.', at: 'noise' },
  {
    word: 'Settled',
    meaning: 'Of a step: one phase has 95 % of the simulations or more.',
    at: 'phase',
  },
  { word: 'Size', meaning: 'Number of parameters; the total for mixtures of experts.', at: null },
  { word: 'Step', meaning: 'From one size of a family to the next.', at: 'coupling' },
  {
    word: 'Tax',
    meaning:
      'Phase of a step on which benchmark 2 falls by more than 0.1 points for each point of benchmark 1.',
    at: 'phase',
  },
  {
    word: 'Transition',
    meaning: 'Phase of a step with a coupling between −0.1 and 0.1.',
    at: 'phase',
  },
  {
    word: 'Undetermined',
    meaning: 'What the page says when the noise of the scores leaves the answer open.',
    at: 'verdict',
  },
];

/**
 * The sections of the Methods page in order. Ids are part of the site's addresses: other pages and links of others point at
 * them, so they stay.
 */
import type { ReferenceId } from './references';

export interface MethodSection {
  /** Fragment of the address. */
  id: string;
  title: string;
  /** Works that a section rests on; an estimator has at least one. */
  references: readonly ReferenceId[];
  /**
   * Of an estimator: ids of its tables in the coverage study, a table belonging to it when its id is one of these or begins
   * with one and a hyphen; empty when the study does not cover it. Null for what estimates nothing.
   */
  validity: readonly string[] | null;
}

export interface MethodGroup {
  title: string;
  sections: readonly MethodSection[];
}

const text = (id: string, title: string, references: ReferenceId[] = []): MethodSection => ({
  id,
  title,
  references,
  validity: null,
});
const estimator = (
  id: string,
  title: string,
  references: ReferenceId[],
  validity: string[] = [],
): MethodSection => ({ id, title, references, validity });

export const OUTLINE: readonly MethodGroup[] = [
  { title: 'Before the numbers', sections: [text('readings', 'Two readings', ['amin2026a'])] },
  {
    title: 'Scores and their noise',
    sections: [
      estimator('noise', 'Item noise', ['miller2024', 'wilson1927'], ['items']),
      text('items', 'Items and identity of a benchmark', ['zellers2019', 'lin2021']),
      estimator('pairing', 'Pairing of models', ['miller2024']),
      text('run-noise', 'Noise between training runs'),
      text('chance', 'Chance level'),
    ],
  },
  {
    title: 'One step',
    sections: [
      estimator('coupling', 'Local coupling', ['fieller1954', 'amin2026a'], ['fieller']),
      estimator('phase', 'Phase of a step', ['amin2026a'], ['labels', 'reliability']),
    ],
  },
  {
    title: 'One family',
    sections: [
      estimator('slope', 'Slope', ['york2004', 'birge1932', 'sen1968'], ['slope']),
      estimator('per-decade', 'Change per tenfold size', ['birge1932'], ['decade']),
      estimator('critical-scale', 'Critical scale', ['amin2026a'], ['crossing', 'scale']),
      estimator('verdict', 'Verdict', ['amin2026a'], ['verdict']),
      estimator(
        'r',
        'Correlation',
        ['fisher1921', 'fisher1924', 'pitman1937', 'efron1987', 'hall1992', 'spearman1904', 'kendall1945'],
        ['r'],
      ),
      estimator('dimensionality', 'Dimensionality', ['horn1965']),
    ],
  },
  {
    title: 'All benchmarks',
    sections: [
      estimator('couplings', 'All benchmark pairs and false discovery', [
        'benjaminiHochberg1995',
        'pitman1937',
        'fisher1924',
        'york2004',
      ]),
      estimator('eigenstructure', 'Eigenstructure', ['horn1965']),
      estimator('width', 'Width', ['pearson1897', 'fisher1924', 'amin2026a']),
    ],
  },
  {
    title: 'Larger models',
    sections: [
      estimator('dynamics', 'Scaling dynamics', [
        'brunton2016',
        'kaptanoglu2022',
        'dormandPrince1980',
        'amin2026a',
      ]),
      estimator(
        'forecast',
        'Forecasts',
        ['gneitingRaftery2007', 'forsythe1957', 'marquardt1963'],
        ['forecast'],
      ),
    ],
  },
  {
    title: 'Among other families',
    sections: [
      estimator('standing', 'Residual field', ['liangZeger1986']),
      text('isocline', 'Isocline', ['amin2026a']),
      estimator('recipes', 'Recipes at matched size', ['welch1947']),
      estimator('curation', 'Curation at level', ['fieller1954', 'liangZeger1986', 'amin2026a']),
      estimator('single-model', 'A single model', ['brier1950']),
    ],
  },
  {
    title: 'Many families',
    sections: [
      estimator('population', 'Line across families', ['dersimonianLaird1986', 'thompsonSharp1999']),
      estimator('signs', 'Sign of the next step', ['brier1950', 'liangZeger1986']),
      text('atlas', 'Atlas', ['amin2026a']),
    ],
  },
  {
    title: 'What to do',
    sections: [text('interventions', 'Interventions')],
  },
  {
    title: 'Frontier models',
    sections: [
      estimator('frontier-line', 'Line and residual', [
        'cookWeisberg1982',
        'cameron2008',
        'jimenez2024',
        'rein2023',
        'amin2026b',
      ]),
      estimator('other-lines', 'Other lines', ['sen1968', 'deming1943', 'frischWaugh1933']),
      estimator('labs', 'Labs', ['efronMorris1975', 'gelman2006', 'amin2026b']),
      estimator('left-out-lab', 'A lab left out', ['amin2026b']),
      estimator('frontier-matrix', 'Pairs at the frontier', [
        'fisher1921',
        'benjaminiHochberg1995',
        'horn1965',
      ]),
      estimator('saturation', 'Saturation', ['spearman1904', 'tippett1925', 'amin2026b']),
      estimator('rotation', 'Rotation', ['amin2026b']),
      text('predictions', 'The seven predictions', ['amin2026b']),
    ],
  },
  {
    title: 'Steer',
    sections: [
      text('model-editing', 'How a model is read and steered'),
      text('bundled-models', 'The bundled models are toys'),
      estimator('truth-direction', 'Truth direction', [
        'turner2023',
        'li2023',
        'zou2023',
        'panickssery2023',
        'amin2026a',
      ]),
      estimator('steering-effect', 'Effect and controls', ['efron1979']),
      estimator('steering-layers', 'Layers by effect', ['efron1979']),
      estimator('trade-off', 'Trade-off inside one model', ['efron1979']),
      text('steering-published', 'The published option', ['amin2026a', 'wilson1927']),
    ],
  },
  {
    title: 'Heads',
    sections: [
      estimator('head-coupling', 'Coupling of a head', ['spearman1904', 'spearman1910', 'brown1910']),
      estimator('head-tests', 'Tests and classes', [
        'janssen1997',
        'chungRomano2013',
        'berger1982',
        'benjaminiHochberg1995',
      ]),
      estimator('head-layers', 'Layers and the way to the logits', ['charikar2002']),
      estimator('head-summary', 'Net coupling and d_rep', ['efron1979', 'amin2026a']),
      estimator('head-census', 'Published rule and census', ['wilson1927', 'amin2026a']),
      estimator('head-ablation', 'Ablation', ['michel2019', 'efron1979']),
    ],
  },
  {
    title: 'Published numbers',
    sections: [
      text('claims', 'How a claim is judged', ['amin2026a', 'amin2026b']),
      text('published-correlation', 'Correlation as published'),
      text('published-coupling', 'Coupling as published'),
      text('published-scale', 'Critical scale as published'),
      text('published-dimension', 'Dimensionality as published'),
      text('published-width', 'Width as published'),
      text('published-dynamics', 'Loss and dynamics as published', ['hoffmann2022', 'brunton2016']),
      text('published-physics', 'Formulas of physics as published'),
      text('published-internals', 'Heads, layers and steering as published', ['wilson1927']),
      text('published-frontier', 'Frontier as published'),
    ],
  },
  {
    title: 'Computation',
    sections: [
      text('validity', 'Measured coverage'),
      text('random-numbers', 'Random numbers', ['salmon2011', 'boxMuller1958']),
      text('digest', 'Permalink and digest', ['rfc8785']),
    ],
  },
  {
    title: 'Data and use',
    sections: [
      text('panels', 'The bundled data', ['ruan2024', 'amin2026a', 'amin2026b']),
      text('prior-work', 'Prior work', ['lin2021', 'mckenzie2023', 'wei2023', 'ruan2024']),
      text('limits', 'Limits'),
      text('glossary', 'Glossary'),
      text('paper-words', 'Words of the papers', ['amin2026a', 'amin2026b']),
      text('cite', 'How to cite'),
      text('references', 'References'),
    ],
  },
];

const SECTIONS = OUTLINE.flatMap(({ sections }) => sections);

/** @throws RangeError for an id that no section has */
export function sectionOf(id: string): MethodSection {
  const found = SECTIONS.find((section) => section.id === id);
  if (!found) throw new RangeError(`methods: no section "${id}"`);
  return found;
}

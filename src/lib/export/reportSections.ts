/** The sections below the verdict as blocks of Markdown. A section that was not computed is left out; its reason stands under “Not given”. */
import type { Diagnosis } from '../coupling/diagnosis';
import type { Estimate, Evidence, Interventions, RecipeEffect } from '../coupling/sections';
import { bracketed, decimal, percent, significant, sizeLabel, whole } from '../coupling/words';
import { markdownList, markdownTable, markdownText as md } from './markdown';

export type ReportSection = [heading: string, ...blocks: string[]];

const NONE = '–';
const number = (x: number | null, digits = 2) => (x === null ? NONE : decimal(x, digits));
const range = (lo: number | null, hi: number | null, digits = 2) =>
  lo === null || hi === null ? NONE : bracketed(lo, hi, digits);
const estimate = ({ value, lo, hi }: Estimate, digits = 2) =>
  `${decimal(value, digits)} ${bracketed(lo, hi, digits)}`;

/** In the order of the page: advice, forecast, all benchmarks, other families, recipes, width. */
export function sectionBlocks(
  diagnosis: Diagnosis,
  labels: Readonly<Record<string, string>>,
): ReportSection[] {
  const name = (key: string) => md(labels[key] ?? key);
  return [
    ...advice(diagnosis.interventions),
    ...forecast(diagnosis, name),
    ...couplings(diagnosis, name),
    ...eigenstructure(diagnosis, name),
    ...standing(diagnosis),
    ...recipes(diagnosis),
    ...width(diagnosis),
  ];
}

const units: Record<Evidence['unit'], string> = {
  points: ' points',
  'points per point': ' points per point',
  'points per decade': ' points per tenfold size',
  B: ' B',
  r: '',
  share: '',
  items: ' items',
  times: '×',
  models: ' models',
};

function evidenceText({ what, value, lo, hi, unit, n }: Evidence): string {
  const text =
    unit === 'share'
      ? percent(value)
      : `${['items', 'models'].includes(unit) ? whole(value) : significant(value, 3)}${units[unit]}`;
  const interval =
    lo === null || hi === null
      ? ''
      : unit === 'share'
        ? ` [${percent(lo)}, ${percent(hi)}]`
        : ` ${bracketed(lo, hi)}`;
  return `${md(what)}: ${text}${interval}${n === null ? '' : ` (n ${whole(n)})`}`;
}

function advice(interventions: Interventions | null): ReportSection[] {
  if (interventions === null) return [];
  const { list, summary } = interventions;
  const blocks = list.flatMap((item) => {
    const { title, supported, grade, strength, wouldChange, trackRecord } = item;
    const record =
      trackRecord === null
        ? []
        : [
            `Track record (${md(trackRecord.what)}): right in ${trackRecord.right} of ${trackRecord.n} left out; ${trackRecord.baseline} without the rule`,
          ];
    return [
      `**${md(title)}** (${supported ? 'supported' : 'not supported'}; evidence: ${grade}, ${strength}). ${md(item.advice)}`,
      markdownList([...item.evidence.map(evidenceText), `Would change it: ${md(wouldChange)}`, ...record]),
    ];
  });
  return [['## What to do next', `**${md(summary)}**`, ...blocks]];
}

function forecast({ forecast: foretold }: Diagnosis, name: (key: string) => string): ReportSection[] {
  if (foretold === null) return [];
  const { times, targetB, benchmarks, sparse } = foretold;
  const header = ['Benchmark', 'Method', 'Forecast', '80 %', '95 %', 'Missed the largest by', 'Marks'];
  const rows = benchmarks.flatMap((benchmark) =>
    benchmark.methods.map((m) => [
      name(benchmark.benchmark),
      `${m.method}${m.method === benchmark.chosen ? ' (shown first)' : ''}`,
      decimal(m.value),
      bracketed(...m.band80),
      bracketed(...m.band95),
      number(m.leaveLastOut),
      m.marks.map(md).join('; ') || NONE,
    ]),
  );
  const refused = benchmarks.flatMap((benchmark) =>
    benchmark.refused.map(
      ({ method, reason }) => `${name(benchmark.benchmark)}, ${method}: not fitted, ${md(reason)}`,
    ),
  );
  const system = sparse?.systems.find(({ inclusion }) => inclusion.length > 0);
  const systemText =
    system === undefined
      ? []
      : [
          `Sparse system at λ = ${significant(system.lambda)}: active terms ${system.activeTerms.join(', ')}, ` +
            `${system.parameters} parameters for ${system.observations} observations, mean error ` +
            `${system.relativeError === null ? 'undefined (it diverges)' : `${decimal(100 * system.relativeError, 1)} %`}` +
            `${system.stable === null ? '' : system.stable ? ', stable' : ', not stable'}` +
            `${system.refusals.length > 0 ? `; refused: ${system.refusals.map(md).join('; ')}` : ''}.`,
        ];
  return [
    [
      '## Forecast',
      `A model ${significant(times)} times larger (${sizeLabel(targetB)}), percent. ` +
        'Missed the largest by: points, on the largest model foretold from the smaller ones.',
      markdownTable(header, rows, [2, 3, 4, 5]),
      markdownList([...benchmarks.map((b) => `${name(b.benchmark)}: ${md(b.why)}`), ...refused]),
      ...systemText,
    ],
  ];
}

function couplings({ couplings: matrix }: Diagnosis, name: (key: string) => string): ReportSection[] {
  if (matrix === null) return [];
  const rows = matrix.pairs.map(({ benchmarks, n, r, p, q, partial, slope }) => [
    benchmarks.map(name).join(' – '),
    whole(n),
    number(r),
    number(p, 3),
    number(q, 3),
    partial === null ? NONE : estimate(partial),
    slope === null ? NONE : estimate(slope),
  ]);
  return [
    [
      '## All pairs of benchmarks',
      markdownTable(['Pair', 'n', 'r', 'p', 'q', 'r given size', 'Slope'], rows, [1, 2, 3, 4, 5, 6]),
      'q: Benjamini–Hochberg over all pairs. Slope: points of the second per point of the first, errors in both.',
    ],
  ];
}

function eigenstructure(
  { eigenstructure: eigen }: Diagnosis,
  name: (key: string) => string,
): ReportSection[] {
  if (eigen === null) return [];
  const scree = eigen.scree.map((s, i) => [
    String(i + 1),
    estimate(s),
    decimal(s.nullMedian),
    decimal(s.null95),
  ]);
  const first = eigen.components.at(0);
  const loadings = first
    ? [
        `First component: ${eigen.benchmarks.map((key, i) => `${name(key)} ${estimate(first.loadings[i])}`).join('; ')}.`,
      ]
    : [];
  const halves = eigen.halves
    ? [
        `Smaller against larger half: benchmark 2 changes sign in ${percent(eigen.halves.pTurns)} of resamples.`,
      ]
    : [];
  return [
    [
      '## Eigenstructure',
      `Correlation matrix over ${eigen.n} models${eigen.weak ? ' (weak: fewer than 10)' : ''}.`,
      markdownTable(['Component', 'Eigenvalue', 'Permuted: median', 'Permuted: 95 %'], scree, [1, 2, 3]),
      ...loadings,
      ...halves,
    ],
  ];
}

function standing({ standing: place, input }: Diagnosis): ReportSection[] {
  if (place === null) return [];
  const { reference, field, models, isocline } = place;
  const [b1, b2] = [md(input.benchmark1.label), md(input.benchmark2.label)];
  const rows = models.map((m) => [
    md(m.model),
    sizeLabel(m.paramsB),
    decimal(m.residual),
    bracketed(m.lo, m.hi),
    m.named ?? 'within',
    m.above === null ? NONE : m.above ? 'above' : 'below',
  ]);
  const tally = isocline
    ? [
        `Isocline (a/b = ${decimal(isocline.ratio, 3)}), “above means that ${b2} falls at the next step”: ` +
          `right at ${isocline.panel.right} of ${isocline.panel.n} steps of the other families ` +
          `(always falls: ${isocline.panel.alwaysFalls}; the published rule: ${isocline.panel.publishedRight}), ` +
          `at ${isocline.family.right} of ${isocline.family.n} of this one.`,
      ]
    : [];
  return [
    [
      '## Among other families',
      `${md(reference.title)}: ${whole(field.n)} models of ${whole(field.families)} other families. ` +
        `${b2} per point of ${b1} ${estimate(field.b1)}, per tenfold size ${estimate(field.perDecade)}; ` +
        `spread ${decimal(field.residualSd)} points.` +
        (reference.assumed.length > 0 ? ` Assumed: ${reference.assumed.map(md).join('; ')}.` : ''),
      markdownTable(['Model', 'Size', 'Residual', '95 %', 'Reading', 'Isocline'], rows, [1, 2, 3]),
      ...tally,
    ],
  ];
}

function recipes({ recipes: effects, input }: Diagnosis): ReportSection[] {
  if (effects === null || effects.length === 0) return [];
  const [b1, b2] = [md(input.benchmark1.label), md(input.benchmark2.label)];
  const difference = ({ value, lo, hi }: RecipeEffect['delta1']) =>
    `${decimal(value, 1)} ${range(lo, hi, 1)}`;
  const rows = effects.map((e) => [
    `${md(e.from)} → ${md(e.to)}`,
    e.kind,
    String(e.pairs.length),
    difference(e.delta1),
    difference(e.delta2),
    difference(e.matchedLevel),
    md(e.differs) || NONE,
  ]);
  const header = ['From → to', 'Kind', 'Pairs', `Δ ${b1}`, `Δ ${b2}`, `${b2} at matched level`, 'Differs'];
  return [
    [
      '## Recipes of the panel',
      'Paired differences at matched size, points, with 95 % interval.',
      markdownTable(header, rows, [2, 3, 4, 5]),
    ],
  ];
}

function width({ width: result }: Diagnosis): ReportSection[] {
  if (result === null) return [];
  const { n, r, partialGivenWidth, published } = result;
  return [
    [
      '## Width',
      markdownList([
        `r over ${n} models of known width: ${decimal(r)}`,
        `r given log d_model: ${partialGivenWidth === null ? NONE : estimate(partialGivenWidth)}`.replace(
          '_',
          '\\_',
        ),
        `r of the published ratios (scores ÷ d_model/512): ${decimal(published.r)}; with benchmark 2 shuffled `.replace(
          '_',
          '\\_',
        ) +
          `${decimal(published.shuffledMedian)} ${bracketed(...published.shuffled95)} (${whole(published.draws)} shuffles)`,
      ]),
    ],
  ];
}

/** The charts' numbers as rows of text: what the "Table" button shows. */
import type { Diagnosis } from '../coupling/diagnosis';
import { fixed, percent, signed, size } from '../ui/format';
import { criticalStatement, fiellerInWords, stepName, stepReading } from './words';

export interface DataTable {
  columns: string[];
  rows: string[][];
}

/** One row a model: size, both scores with their 95 % noise, marks. */
export function trajectoryTable({ input }: Diagnosis): DataTable {
  const pair = [input.benchmark1, input.benchmark2];
  return {
    columns: ['Model', 'Size', ...pair.flatMap(({ label }) => [`${label}, %`, '± 95 %']), 'Note'],
    rows: input.models.map((m) => [
      m.model,
      size(m.paramsB),
      ...pair.flatMap(({ key }) => [
        fixed(m.scores[key] ?? null, 2),
        m.se[key] === undefined ? '–' : fixed(1.96 * m.se[key], 2),
      ]),
      [
        ...pair.filter(({ key }) => m.atChance.includes(key)).map(({ label }) => `at chance on ${label}`),
        ...(m.sizeTwin ? ['size shared, not joined'] : []),
      ].join('; '),
    ]),
  };
}

/** One row a step, and the critical scale at the end. */
export function couplingTable(diagnosis: Diagnosis): DataTable {
  const { input, intervals, criticalScale, reasons } = diagnosis;
  const steps = intervals.map((i) => {
    const phased = i.phase !== 'b1-falls' && i.phase !== 'undefined-ratio';
    return [
      stepName(diagnosis, i),
      signed(i.delta1, 2),
      signed(i.delta2, 2),
      fixed(i.gamma),
      i.gamma === null ? '–' : fiellerInWords(i.fieller),
      ...[i.pTax, i.pTransition, i.pBonus].map((p) => (phased ? percent(p) : '–')),
      stepReading(diagnosis, i),
    ];
  });
  const scale = criticalScale?.medianB ? size(Number(criticalScale.medianB.toPrecision(2))) : '–';
  const range =
    criticalScale?.lo && criticalScale.hi
      ? `${size(Number(criticalScale.lo.toPrecision(2)))} … ${size(Number(criticalScale.hi.toPrecision(2)))}`
      : '–';
  return {
    columns: [
      'Step',
      `Δ ${input.benchmark1.label}`,
      `Δ ${input.benchmark2.label}`,
      'γ₁₂',
      '95 %',
      'Tax',
      'Transition',
      'Bonus',
      'Reading',
    ],
    rows: [
      ...steps,
      [
        'Critical scale N_c',
        '',
        '',
        scale,
        range,
        '',
        '',
        '',
        criticalStatement(criticalScale, reasons.criticalScale),
      ],
    ],
  };
}

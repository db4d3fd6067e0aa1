/** What a report cites: the methods it used and the data it read. */
import type { Diagnosis } from '../coupling/diagnosis';

const DATA: Record<string, string> = {
  hellaswag:
    'HellaSwag: Zellers, Holtzman, Bisk, Farhadi, Choi (2019). HellaSwag: Can a Machine Really Finish Your Sentence? ACL 2019. arXiv:1905.07830',
  truthfulqa:
    'TruthfulQA: Lin, Hilton, Evans (2021). TruthfulQA: Measuring How Models Mimic Human Falsehoods. arXiv:2109.07958',
};

const PANELS: Record<string, string> = {
  uniform:
    'Panel of scores: Ruan, Maddison, Hashimoto (2024). Observational Scaling Laws and the Predictability of Language Model Performance. arXiv:2405.10938',
};

const METHODS = [
  'Local coupling, phases and critical scale: the CAPE paper, arXiv:2605.18838',
  'Slope with errors in both variables: York, Evensen, López Martínez, De Basabe Delgado (2004). Unified equations for the slope, intercept, and standard errors of the best straight line. American Journal of Physics 72, 367–375',
  'Interval of a ratio: Fieller (1954). Some problems in interval estimation. Journal of the Royal Statistical Society B 16, 175–185',
];

/** Citations for the benchmarks, the panel and the methods of a diagnosis, as Markdown lines. */
export function citationsOf({ benchmark1, benchmark2, panel }: Diagnosis['input']): string[] {
  const tasks = [...new Set([benchmark1.task, benchmark2.task])];
  const cited = (from: Record<string, string>, id: string) => (Object.hasOwn(from, id) ? [from[id]] : []);
  return [
    ...tasks.flatMap((task) => cited(DATA, task)),
    ...(panel === null ? [] : cited(PANELS, panel)),
    ...METHODS,
  ];
}

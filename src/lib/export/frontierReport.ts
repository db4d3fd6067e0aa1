/** Frontier analysis → a report in Markdown: the line, the reader's models, labs, what a new lab would cost, and the predictions. */
import { bracketed, decimal, percent } from '../coupling/words';
import type { Frontier, FrontierModelResult } from '../frontier/result';
import { percentileText, residualSentence } from '../frontier/words';
import { markdownList, markdownTable, markdownText } from './markdown';

export interface FrontierReportSetting {
  /** Permalink, where one was made. */
  url?: string;
  date: Date;
}

const DASH = '–';
const figure = (value: number | null, digits = 1) => (value === null ? DASH : decimal(value, digits));
const interval = (lo: number | null, hi: number | null, digits = 1) =>
  lo === null || hi === null ? DASH : bracketed(lo, hi, digits);

const CITATIONS = [
  'Published line, residual, labs and predictions: Amin (2026). The Growing Pains of Frontier Models. arXiv:2605.18840',
  'Shrunk lab means: Efron, Morris (1973). Stein’s estimation rule and its competitors. Journal of the American Statistical Association 68, 117–130',
];

/** @returns Markdown with a final newline; nothing in it is computed that the analysis does not hold */
export function frontierReport(result: Frontier, { url, date }: FrontierReportSetting): string {
  const { input, line, options } = result;
  const [x, y] = [input.x.label, input.y.label].map(markdownText);
  const parts = [
    `# ${y} against ${x}`,
    markdownList([
      `Panel: ${markdownText(input.title)}; ${input.models} models with both scores, ${input.fitted} fitted, ${input.user} of the reader`,
      `Values: ${options.values === 'published' ? 'as published' : 'disputed ones as reported elsewhere, unverified'}`,
      ...(options.until === null ? [] : [`Releases to ${markdownText(options.until)}`]),
      `Made by Crossover on ${date.toISOString().slice(0, 10)}; seed ${options.seed}, ${options.draws} draws`,
      ...(url === undefined ? [] : [`[Open this analysis](${url})`]),
    ]),
    '## Line',
    line === null
      ? markdownText(`No line: ${result.reasons.line ?? 'too few models'}.`)
      : `${y} = ${decimal(line.intercept, 1)} + ${decimal(line.slope, 3)} · ${x}; slope ${interval(...line.slopeInterval, 2)}, r = ${decimal(line.r, 2)}${line.rInterval ? ` ${interval(...line.rInterval, 2)}` : ''}, residual SD ${decimal(line.residualSd, 1)} points, n = ${line.n} (${line.fit} rows).`,
    ...association(result),
    ...yours(result, input.x.label, input.y.label),
    '## Outside the 95 % prediction band',
    modelTable(
      result.models.filter(({ named }) => named !== 'within the scatter'),
      'No model.',
    ),
    '## Labs',
    labTable(result),
    ...holdOut(result),
    '## Predictions',
    markdownTable(
      ['', 'Prediction', 'State', 'Value', 'n'],
      result.predictions.map((one) => [
        String(one.id),
        markdownText(one.title),
        markdownText(one.words),
        one.value === null
          ? DASH
          : `${decimal(one.value, 2)}${one.interval ? ` ${interval(...one.interval, 2)}` : ''}`,
        String(one.n),
      ]),
      [4],
    ),
    '## Sources',
    markdownList(CITATIONS.map(markdownText)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function association({ association: { partialGivenDate, withinLab, labClusters } }: Frontier): string[] {
  const lines = [
    partialGivenDate &&
      `r given the release date: ${decimal(partialGivenDate.r, 2)} ${interval(partialGivenDate.lo, partialGivenDate.hi, 2)}, n = ${partialGivenDate.n}`,
    withinLab && `r within labs: ${decimal(withinLab.r, 2)}, n = ${withinLab.n}`,
    labClusters &&
      `With labs resampled: slope ${interval(...labClusters.slope, 2)}, r ${interval(...labClusters.r, 2)}`,
  ].filter((one): one is string => typeof one === 'string');
  return lines.length === 0 ? [] : [markdownList(lines)];
}

function yours({ models, playbook }: Frontier, x: string, y: string): string[] {
  const own = models.filter(({ subset }) => subset === 'user');
  if (own.length === 0) return [];
  const sentences = own.map((model) =>
    markdownText(
      `${residualSentence(model.model, { ...model, member: null }, x, y)} Percentile ${percentileText(model.percentile)}.`,
    ),
  );
  const changes = playbook.flatMap(({ model, diagnose }) =>
    diagnose
      ? [
          markdownText(
            `${model}: h changes by ${decimal(diagnose.change, 1)} points since ${diagnose.from} (SE ${decimal(diagnose.se, 1)}): ${diagnose.calibrated}; published threshold: ${diagnose.published}`,
          ),
        ]
      : [],
  );
  return ['## Your models', markdownList([...sentences, ...changes])];
}

function modelTable(models: readonly FrontierModelResult[], none: string): string {
  if (models.length === 0) return none;
  return markdownTable(
    ['Model', 'Lab', 'Released', 'h', '95 %', 'Percentile'],
    models.map((model) => [
      markdownText(model.model),
      markdownText(model.lab),
      markdownText(model.released ?? DASH),
      figure(model.h),
      interval(model.lo, model.hi),
      percentileText(model.percentile),
    ]),
    [3, 5],
  );
}

const labTable = ({ labs, reasons }: Frontier): string =>
  labs.length === 0
    ? markdownText(`No lab has a fitted model. ${reasons.labs ?? ''}`)
    : markdownTable(
        ['Lab', 'n', 'Mean h', 'Shrunk', '95 %', 'Published mean (n)', 'Slope'],
        labs.map((lab) => [
          markdownText(lab.lab),
          String(lab.n),
          figure(lab.mean),
          figure(lab.shrunkMean),
          interval(lab.lo, lab.hi),
          `${figure(lab.publishedMean)} (${lab.publishedN})`,
          lab.slope === null || lab.slopeInterval === null
            ? `not enough data (n = ${lab.n})`
            : `${decimal(lab.slope, 2)} ${interval(...lab.slopeInterval, 2)}`,
        ]),
        [1, 2, 3],
      );

function holdOut({ leaveOneLabOut: held }: Frontier): string[] {
  if (held === null) return [];
  return [
    `A lab that the line has not seen: mean absolute error ${decimal(held.mean, 2)} ± ${decimal(held.sd, 2)} points over labs of three models or more; the other labs’ mean alone ${decimal(held.baseline, 2)}, Theil–Sen ${decimal(held.overLabs.theilSen, 2)}${held.skill.overLabs === null ? '' : `; skill ${percent(Math.max(0, held.skill.overLabs))}`}.`,
  ];
}

/** A scan's heads as CSV, one row a head. */
import Papa from 'papaparse';
import { toCell } from '../steering/csvText';
import type { HeadRecord, HeadScan } from './scanResult';

const FIGURES = [
  'coupling',
  'lo',
  'hi',
  'ceiling',
  'corrected',
  'reliability1',
  'reliability2',
  'pSignal1',
  'pSignal2',
  'pCoupling',
  'q',
  'class',
] as const satisfies readonly (keyof HeadRecord)[];

/** Layers and heads from 0; an undefined figure is a blank. */
export function scanCsv({ model, capabilities: [first, second], heads }: HeadScan): string {
  const header = [
    ...['model', 'capability1', 'capability2', 'layer', 'head', ...FIGURES],
    ...['publishedMean', 'publishedShare', 'publishedCompeting'],
    ...['direct1', 'direct1Lo', 'direct1Hi', 'direct2', 'direct2Lo', 'direct2Hi'],
  ];
  const rows = heads.map((head) => [
    ...[toCell(model.id), toCell(first.id), toCell(second.id), head.layer, head.head],
    ...FIGURES.map((figure) => head[figure] ?? ''),
    ...[head.published.mean ?? '', head.published.share ?? '', head.published.competing],
    ...(head.direct ?? [null, null]).flatMap((one) => [one?.value ?? '', one?.lo ?? '', one?.hi ?? '']),
  ]);
  return `${Papa.unparse([header, ...rows], { newline: '\n' })}\n`;
}

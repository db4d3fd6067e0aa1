/** How a published figure is written down: its value, its unit and how near a recomputation must come. */
import type { PublishedFigure } from './claim';

type Rest = { unit?: PublishedFigure['unit']; printed?: string };

/** A number printed to so many decimals (negative: to tens): equal when rounded alike. */
export const rounded = (
  name: string,
  label: string,
  value: number,
  decimals: number,
  rest: Rest = {},
): PublishedFigure => figure(name, label, value, { kind: 'digits', decimals }, rest);

/** A number read off a figure, or printed more finely than its inputs allow. */
export const within = (
  name: string,
  label: string,
  value: number,
  distance: number,
  rest: Rest = {},
): PublishedFigure => figure(name, label, value, { kind: 'absolute', within: distance }, rest);

/** An upper bound: "p < 1e-5". */
export const below = (name: string, label: string, value: number, rest: Rest = {}): PublishedFigure =>
  figure(name, label, value, { kind: 'below' }, rest);

/** A lower bound: "r > 0.78". */
export const above = (name: string, label: string, value: number, rest: Rest = {}): PublishedFigure =>
  figure(name, label, value, { kind: 'above' }, rest);

const figure = (
  name: string,
  label: string,
  value: number,
  tolerance: PublishedFigure['tolerance'],
  { unit = '', printed }: Rest,
): PublishedFigure => ({
  name,
  label,
  value,
  ...(printed === undefined ? {} : { printed }),
  unit,
  tolerance,
});

/** What a reader is told of a model, a change and a lab, in one sentence each. No word of cause; nothing named inside its interval. */
import type { Change, Residual } from './residual';

/** One decimal, with a true minus sign. */
const plain = (value: number): string => {
  const rounded = Math.abs(value).toFixed(1);
  return value < 0 && rounded !== '0.0' ? `−${rounded}` : rounded;
};
const signed = (value: number): string => {
  const text = plain(value);
  return text.startsWith('−') || text === '0.0' ? text : `+${text}`;
};

/** @param y name of benchmark 2 @param x name of benchmark 1 */
export function residualSentence(
  model: string,
  { h, lo, hi, named }: Residual,
  x: string,
  y: string,
): string {
  const size = `${plain(Math.abs(h))} points ${h < 0 ? 'below' : 'above'} what the line expects of its ${x}`;
  const interval = `h = ${signed(h)} [${signed(lo)}, ${signed(hi)}]`;
  return named === 'within the scatter'
    ? `${model} has a ${y} ${size}; ${interval}: within the scatter of the panel.`
    : `${model} has a ${y} ${size}; ${interval}: outside the 95 % prediction band.`;
}

export function changeSentence({ from, to, change, se, flagged }: Change): string {
  const size = `h changes by ${signed(change)} points from ${from} to ${to}`;
  const scatter = `two models of the panel differ by up to ${plain(1.96 * se)} in 95 of 100 cases`;
  return flagged ? `${size}; ${scatter}, so this stands out.` : `${size}; ${scatter}: within the scatter.`;
}

/** `57`; towards the ends `0.3`, `below 0.1`: no share of models is none, and none is all. */
export function percentileText(percentile: number): string {
  if (percentile < 0.1) return 'below 0.1';
  if (percentile > 99.9) return 'above 99.9';
  return percentile < 1 || percentile > 99 ? percentile.toFixed(1) : String(Math.round(percentile));
}

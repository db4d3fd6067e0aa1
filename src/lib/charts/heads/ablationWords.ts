/** What scaling a head does to both capabilities, in words that claim no more than the intervals do. Pure. */
import type { AblationResult, CapabilityEffect } from '../../models/heads/ablation';
import type { HeadClass } from '../../models/heads/headClasses';
import { bracket, fixed, signed } from '../../ui/format';
import type { DataTable } from '../tables';
import { headName } from './mapWords';

/** `Ablating layer 2, head 3`, `Scaling layer 2, head 3 to × 1.5` */
export const actionWords = ({ target, factor }: Pick<AblationResult, 'target' | 'factor'>): string =>
  factor === 0 ? `Ablating ${headName(target)}` : `Scaling ${headName(target)} to × ${fixed(factor, 1)}`;

/** Title: one of four outcomes, by intervals clear of zero and of random heads. */
export function ablationFinding(result: AblationResult, titles: readonly [string, string]): string {
  const { factor, target, finding, effects } = result;
  if (factor === 1) return `At × 1 ${headName(target)} is as it is: nothing changes`;
  const action = actionWords(result);
  if (finding === 'lowers-both')
    return `${action} lowers both margins on held-out items, more than random heads do`;
  if (finding === 'raises-both')
    return `${action} raises both margins on held-out items, more than random heads do`;
  if (finding === 'opposes') {
    const [first, second] = titles;
    const [up, down] = effects[0].effect.value > 0 ? [first, second] : [second, first];
    return `${action} raises ${up.toLowerCase()} and lowers ${down.toLowerCase()}, each more than random heads do`;
  }
  return `${action}: no effect on both capabilities is told apart from that of random heads`;
}

/** Whether the effect bears out what the scan named the head; null where the scan named nothing that it could. */
export function bearsOut({ factor, finding }: AblationResult, name: HeadClass): string | null {
  if (factor === 1 || (name !== 'cooperative' && name !== 'competing')) return null;
  const expected = name === 'cooperative' ? (factor < 1 ? 'lowers-both' : 'raises-both') : 'opposes';
  return finding === expected
    ? `The scan names this head ${name}, and the ablation agrees.`
    : `The scan names this head ${name} by its directions; the ablation does not show it. What a head writes and what its loss does are two questions: later layers may not read it, or make up for it.`;
}

/** Lines of the head's own mark; joined by commas they are its accessible name. */
export const effectLines = (
  { items, margin, effect, beyondRandom }: CapabilityEffect,
  title: string,
  result: AblationResult,
): string[] => [
  `${title}: ${actionWords(result).toLowerCase()}`,
  `margin ${fixed(margin)} → ${fixed(margin + effect.value)} nats over ${items} held-out items`,
  `change ${signed(effect.value)} ${bracket(effect.lo, effect.hi)}`,
  `beyond random heads ${signed(beyondRandom.value)} ${bracket(beyondRandom.lo, beyondRandom.hi)}`,
];

export const randomLines = (
  { place, effect }: CapabilityEffect['random'][number],
  title: string,
): string[] => [`${title}: random head`, `${headName(place)}, change ${signed(effect)}`];

export const ablationCaption = ({ effects }: AblationResult): string =>
  `Change of the mean margin ln\u00a0P(right) − ln\u00a0P(wrong) on items that no scan saw, 95\u00a0% bootstrap over items; rings: the same done to ${effects[0].random.length} heads drawn at random`;

export const ablationTable = (result: AblationResult, titles: readonly [string, string]): DataTable => ({
  columns: [
    'Capability',
    'Head',
    'Margin before',
    'Margin after',
    'Change, nats',
    '95 %',
    'Beyond random',
    '95 %',
  ],
  rows: result.effects.flatMap(({ margin, effect, beyondRandom, random }, c) => [
    [
      titles[c],
      headName(result.target),
      fixed(margin),
      fixed(margin + effect.value),
      signed(effect.value),
      bracket(effect.lo, effect.hi),
      signed(beyondRandom.value),
      bracket(beyondRandom.lo, beyondRandom.hi),
    ],
    ...random.map((other) => [
      titles[c],
      `${headName(other.place)}, random`,
      fixed(margin),
      fixed(margin + other.effect),
      signed(other.effect),
      '–',
      '–',
      '–',
    ]),
  ]),
});

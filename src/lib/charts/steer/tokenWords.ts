/** What steering did to the tokens of a text, in words. "Changed" is all that is said. Pure. */
import { counted, fixed, signed } from '../../ui/format';
import type { DataTable } from '../tables';
import { visible } from './tokenLines';
import type { LineToken, TokenMeasure } from './tokenMarks';

/** A token in a sentence: `“ Paris”` keeps its space out, `“⏎”` its sign. */
export const quoted = (text: string): string => `“${visible(text).trim()}”`;

const extreme = (
  tokens: readonly LineToken[],
  of: TokenMeasure,
  way: -1 | 1,
): { token: LineToken; value: number } | null =>
  tokens.reduce<{ token: LineToken; value: number } | null>((best, token) => {
    const value = token[of];
    if (value === null || (best && way * (value - best.value) <= 0)) return best;
    return { token, value };
  }, null);

/** Title: where the change is largest. */
export function tokensFinding(tokens: readonly LineToken[], measure: TokenMeasure): string {
  const most = extreme(tokens, measure, 1);
  if (!most) return 'No token with another before it';
  if (measure === 'kl') {
    const values = tokens.map(({ kl }) => kl).filter((kl) => kl !== null);
    const mean = values.reduce((sum, kl) => sum + kl, 0) / values.length;
    return most.value === 0
      ? 'No next-token distribution differs from the unsteered one'
      : `KL from unsteered is largest at ${quoted(most.token.text)}, ${fixed(most.value)} nats; mean ${fixed(mean)} over ${counted(values.length, 'token')}`;
  }
  const least = extreme(tokens, measure, -1);
  const parts = [
    ...(most.value > 0 ? [`most raised: ${quoted(most.token.text)}, ${signed(most.value)} nats`] : []),
    ...(least && least.value < 0
      ? [`most lowered: ${quoted(least.token.text)}, ${signed(least.value)} nats`]
      : []),
  ];
  return parts.length === 0
    ? 'No log probability differs from the unsteered one'
    : parts.map((part, i) => (i === 0 ? part.charAt(0).toUpperCase() + part.slice(1) : part)).join('; ');
}

export const tokensCaption = (measure: TokenMeasure, subject: string): string =>
  `${subject}. ${
    measure === 'kl'
      ? 'Ground and line: KL of each token’s distribution from the unsteered one, given the same text before it'
      : 'Line above: likelier than unsteered; line below: less likely; ground and thickness: change of log P, given the same text before it'
  }`;

/** Lines of a token's tooltip; joined by commas they are its accessible name. */
export const tokenLines = ({ text, logP, delta, kl }: LineToken): string[] => [
  quoted(text),
  ...(logP === null && delta === null && kl === null
    ? ['first token: nothing stands before it']
    : [
        `log P ${fixed(logP)} nats`,
        `Δ log P ${signed(delta)} nats from unsteered`,
        `KL ${fixed(kl, 3)} nats`,
      ]),
];

export const tokensTable = (tokens: readonly LineToken[]): DataTable => ({
  columns: ['Token', 'log P, nats', 'Δ log P, nats', 'KL, nats'],
  rows: tokens.map(({ text, logP, delta, kl }) => [visible(text), fixed(logP), signed(delta), fixed(kl, 3)]),
});

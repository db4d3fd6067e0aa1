/** Frontier analysis → JSON text, schema `crossover.frontier/1` (docs/frontier-schema.md). The same analysis gives the same text. */
import type { Frontier } from '../frontier/result';

/**
 * @returns indented JSON with a final newline, the generator behind the schema, reasons at the end
 * @throws RangeError naming the place of a number that JSON has no word for: undefined is null, never NaN
 */
export function frontierJson(result: Frontier, version: string): string {
  const { schema, input, options, reasons, ...results } = result;
  const document = { schema, generator: { name: 'Crossover', version }, input, options, ...results, reasons };
  return `${JSON.stringify(document, finite, 2)}\n`;
}

function finite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`frontierJson: ${key} is ${value}; a quantity that is undefined must be null`);
  return value;
}

/** Population → JSON text, schema `crossover.population/1` (docs/population-schema.md). The same population gives the same text. */
import type { Population, PopulationFamily } from '../coupling/population';

/**
 * @returns indented JSON with a final newline, fields in the order of the schema's document
 * @throws RangeError naming the place of a number that JSON has no word for: undefined is null, never NaN
 */
export function populationJson(population: Population, version: string): string {
  const { schema, input, options, families, reasons, ...results } = population;
  const document = {
    schema,
    generator: { name: 'Crossover', version },
    input,
    options,
    ...results,
    families: families.map(inOrder),
    reasons,
  };
  return `${JSON.stringify(document, finite, 2)}\n`;
}

/** Families come by two ways, and a reader compares them line by line. */
const inOrder = ({
  family,
  n,
  intervals,
  verdict,
  headline,
  slope,
  lo,
  hi,
  pCrossed,
  turn,
}: PopulationFamily): PopulationFamily => ({
  family,
  n,
  intervals,
  verdict,
  headline,
  slope,
  lo,
  hi,
  pCrossed,
  turn: turn && {
    status: turn.status,
    direction: turn.direction,
    pReversed: turn.pReversed,
    medianB: turn.medianB,
    lo: turn.lo,
    hi: turn.hi,
  },
});

function finite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`populationJson: ${key} is ${value}; a quantity that is undefined must be null`);
  return value;
}

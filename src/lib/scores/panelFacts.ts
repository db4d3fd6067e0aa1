/** The facts columns of a bundled panel (static/panels/README.md) → `ModelFacts`, row by row. */
import { FACTS, LARGEST_COUNT, noFacts, RELEASED, withFact, type Fact } from './facts';
import type { ModelFacts } from './table';

/**
 * @param header of the panel's file
 * @returns reads a row's facts; undefined where nothing is known
 * The reader throws RangeError for a figure that cannot be one, with `where` (file and model) and the column.
 */
export function panelFacts(
  header: readonly string[],
): (row: readonly string[], where: string) => ModelFacts | undefined {
  const columns = FACTS.flatMap((fact) => {
    const at = header.indexOf(fact.column);
    return at < 0 ? [] : [{ fact, at }];
  });
  return (row, where) => {
    let facts: ModelFacts | undefined;
    for (const { fact, at } of columns) {
      const text = row[at] ?? '';
      if (text !== '') facts = withFact(facts ?? noFacts(), fact.name, valueOf(fact, text, where));
    }
    return facts;
  };
}

function valueOf({ kind, column }: Fact, text: string, where: string): string | number {
  const refuse = (what: string) =>
    new RangeError(`parsePanel: ${where}, ${column}: "${text}" is not ${what}`);
  if (kind === 'text') return text;
  if (kind === 'date') {
    if (!RELEASED.test(text)) throw refuse('a date of the form 2024, 2024-07 or 2024-07-23');
    return text;
  }
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw refuse('a number above 0');
  if (kind === 'count' && !(Number.isInteger(value) && value <= LARGEST_COUNT))
    throw refuse('a whole number');
  return value;
}

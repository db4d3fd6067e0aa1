/** Recomputed claims → JSON text, schema `crossover.claims/1` (docs/claims-schema.md). The same results give the same text. */
import type { PublishedFigure } from '../claims/claim';
import type { ClaimResult } from '../claims/recompute';

export const CLAIMS_SCHEMA = 'crossover.claims/1';

const byName = <T>(figures: readonly PublishedFigure[], of: (figure: PublishedFigure) => T) =>
  Object.fromEntries(figures.map((figure) => [figure.name, of(figure)]));

const entry = (result: ClaimResult, version: string) => ({
  schema: CLAIMS_SCHEMA,
  generator: { name: 'Crossover', version },
  id: result.id,
  paper: result.paper,
  where: result.where,
  group: result.group,
  statement: result.statement,
  published: byName(result.published, ({ value }) => value),
  labels: byName(result.published, ({ label }) => label),
  units: byName(result.published, ({ unit }) => unit),
  recomputed: result.recomputed?.values ?? null,
  calibrated: result.calibrated,
  tolerance: byName(result.published, ({ tolerance }) => tolerance),
  verdict: result.verdict,
  condition: result.condition,
  reproduced: result.reproduced,
  why: result.why,
  missing: result.missing,
  procedure: result.procedure,
  data: result.data,
  variants: result.variants,
});

/**
 * @returns an indented JSON array with a final newline, one entry a claim, fields in the order of the schema's document
 * @throws RangeError naming a number that JSON has no word for: undefined is null or left out, never NaN
 */
export function claimsJson(results: readonly ClaimResult[], version: string): string {
  return `${JSON.stringify(
    results.map((result) => entry(result, version)),
    finite,
    2,
  )}\n`;
}

function finite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`claimsJson: ${key} is ${value}; a quantity that is undefined must be null`);
  return value;
}

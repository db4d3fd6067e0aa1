/** The facts about a model that a table can carry beside its scores: their names, columns and bounds. */
import type { ModelFacts } from './table';

export type FactName = keyof ModelFacts;

export type FactKind = 'size' | 'tokens' | 'count' | 'text' | 'date';

export interface Fact {
  name: FactName;
  kind: FactKind;
  /** Column of the panels and of the table's CSV. */
  column: string;
  /** As a reader says it. */
  label: string;
}

/** In the order of `ModelFacts`, which panels and exports share. */
export const FACTS: readonly Fact[] = [
  { name: 'totalB', kind: 'size', column: 'params_total_b', label: 'total parameters' },
  { name: 'activeB', kind: 'size', column: 'params_active_b', label: 'active parameters' },
  { name: 'tokensT', kind: 'tokens', column: 'tokens_t', label: 'training tokens' },
  { name: 'width', kind: 'count', column: 'd_model', label: 'width (d_model)' },
  { name: 'layers', kind: 'count', column: 'n_layers', label: 'layers' },
  { name: 'heads', kind: 'count', column: 'n_heads', label: 'attention heads' },
  { name: 'recipe', kind: 'text', column: 'recipe', label: 'recipe' },
  { name: 'parent', kind: 'text', column: 'parent', label: 'parent family' },
  { name: 'released', kind: 'date', column: 'released', label: 'release date' },
];

const BY_NAME = new Map(FACTS.map((fact) => [fact.name, fact]));

/** @throws RangeError for a name that is no fact's */
export function factOf(name: FactName): Fact {
  const fact = BY_NAME.get(name);
  if (!fact) throw new RangeError(`factOf: no fact "${name}"; there are ${[...BY_NAME.keys()].join(', ')}`);
  return fact;
}

/** Larger than any corpus or shape; a bigger value is a unit gone wrong. */
export const LARGEST_TOKENS_T = 1e4;
export const LARGEST_COUNT = 1_000_000;
export const LONGEST_FACT = 80;

/** A date of ISO 8601 as far as it is known: a year, a month of it, a day of that. */
export const RELEASED = /^(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

export const noFacts = (): ModelFacts => ({
  totalB: null,
  activeB: null,
  tokensT: null,
  width: null,
  layers: null,
  heads: null,
  recipe: null,
  parent: null,
  released: null,
});

export const hasFacts = (facts: ModelFacts | undefined): facts is ModelFacts =>
  facts !== undefined && FACTS.some(({ name }) => facts[name] !== null);

/** Sets one fact; what kind of value a fact has is the caller's to keep (`readFact`, `parsePanel`). */
export const withFact = (facts: ModelFacts, name: FactName, value: string | number | null): ModelFacts => ({
  ...facts,
  [name]: value,
});

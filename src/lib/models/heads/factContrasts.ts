/** The truthfulness set of the bundled models, from the facts they were taught (static/models/facts.json, training/README.md). */
import type { Fact } from './contrastSets';

/** As much of a fact of that list as is read here. */
export interface TaughtFact {
  relation: string;
  /** A sentence with `{}` in place of the object. */
  template: string;
  right: string;
}

/** Facts as text up to their object; one with nothing before its object cannot be asked and is left out. */
export const taughtFacts = (facts: readonly TaughtFact[]): Fact[] =>
  facts.flatMap(({ relation, template, right }) => {
    const context = template.slice(0, Math.max(0, template.indexOf('{}'))).trimEnd();
    return context === '' ? [] : [{ relation, context, object: right }];
  });

/**
 * Pages that run language models have a wider Content Security Policy than the others. A document keeps its policy while
 * the router changes what it shows, so going to or from such a page loads a new document.
 */

const MODEL_ROUTES = new Set(['/steer', '/heads']);

/** @param from, to route ids; null: not a page of this site */
export const crossesPolicies = (from: string | null, to: string | null): boolean =>
  to !== null && MODEL_ROUTES.has(from ?? '') !== MODEL_ROUTES.has(to);

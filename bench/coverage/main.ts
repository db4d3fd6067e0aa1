/** What scripts/coverage.mjs needs of the study. */
export { cellsOf, REPLICATES, runCell } from './cells';
export { documents } from './document';
export { SEED } from './seeds';

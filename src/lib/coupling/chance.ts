/**
 * Chance level. A score near what guessing gives says little of a capability, and leaving chance on one benchmark while
 * another is still at it is not a trade-off; such models are marked and the verdict is also given without them.
 */

/** Nearer to guessing than this, in points, is at chance however small the noise. */
const MARGIN = 3;

/** @param score in percent @param sd its standard error, points @param chance score of guessing; null when there is none */
export const atChance = (score: number, sd: number, chance: number | null): boolean =>
  chance !== null && score < chance + Math.max(2 * sd, MARGIN);

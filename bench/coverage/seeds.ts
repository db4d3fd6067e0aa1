/**
 * Random words of the study. A cell draws from a stream named after it, a replicate is a resample of that stream: no cell
 * changes when another is added, left out, or run on another thread.
 */

/** Key of the Philox generator for the data. */
export const SEED = 20260418;

/** FNV-1a of the cell's name with the top bit set: above every stream of the engine. */
export function streamOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash | 0x80000000) >>> 0;
}

/** The engine's simulations inside a replicate run under a key of their own. */
export const engineSeed = (seed: number, replicate: number): number => (seed + 1 + replicate) >>> 0;

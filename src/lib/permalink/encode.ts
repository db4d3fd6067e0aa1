/** State → URL fragment. What it gives out, `decodePermalink` reads back: it is checked against the same schema first. */
import { toBase64url } from './base64url';
import { deflate, INFLATED_LIMIT } from './compress';
import { PermalinkError } from './error';
import { chosenColumns, chosenFamily } from './reduce';
import { fromWire, toWire, WireFault, type PermalinkState } from './state';
import { BENCHMARK_LIMIT, MODEL_LIMIT } from './wire';

/** Characters up to which a link carries the whole table: longer ones are cut by chats and trackers. */
export const COMFORTABLE_LENGTH = 8_000;
/** Characters beyond which a link is no use. */
export const LENGTH_LIMIT = 32_000;

export interface Permalink {
  /** From `#d=` on; empty when `tooLong`. */
  fragment: string;
  /** Only the chosen family, or its two chosen benchmarks, are in it. */
  reduced: boolean;
  /** Even reduced it does not fit: offer the table as a file. */
  tooLong: boolean;
}

/**
 * Puts a state into a fragment: whole while that is comfortable, else the chosen family, else also only its two benchmarks.
 * A table whose columns were dropped has no eigenstructure of its own left, so its link carries no digest.
 * @throws PermalinkError when a value is outside what links carry (a score outside 0…100 %, two columns of one key)
 */
export async function encodePermalink(state: PermalinkState): Promise<Permalink> {
  const whole = await fragmentOf(state);
  if (whole !== null && whole.length <= COMFORTABLE_LENGTH)
    return { fragment: whole, reduced: false, tooLong: false };
  let best = whole;
  let reduced = false;
  for (const smaller of reductions(state)) {
    const fragment = await fragmentOf(smaller);
    if (fragment === null || (best !== null && fragment.length >= best.length)) continue;
    best = fragment;
    reduced = true;
    if (fragment.length <= COMFORTABLE_LENGTH) break;
  }
  if (best === null || best.length > LENGTH_LIMIT) return { fragment: '', reduced, tooLong: true };
  return { fragment: best, reduced, tooLong: false };
}

function reductions(state: PermalinkState): PermalinkState[] {
  const { source, options } = state;
  if (source.kind === 'panel' || source.table.panel !== null) return [];
  const family = chosenFamily(source.table, options);
  const columns = chosenColumns(family, options);
  const dropsColumns = columns.benchmarks.length < source.table.benchmarks.length;
  return [
    { ...state, source: { kind: 'table', table: family } },
    {
      ...state,
      source: { kind: 'table', table: columns },
      digest: dropsColumns ? null : state.digest,
    },
  ];
}

/** Null when the state is beyond the limits of any link. */
async function fragmentOf(state: PermalinkState): Promise<string | null> {
  const { source } = state;
  if (source.kind === 'table' && source.table.panel === null) {
    const { models, benchmarks } = source.table;
    if (models.length > MODEL_LIMIT || benchmarks.length > BENCHMARK_LIMIT) return null;
  }
  const json = JSON.stringify(toWire(state), refuseNonFinite);
  try {
    fromWire(JSON.parse(json) as object);
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    throw new PermalinkError(
      `No link can carry this table (${error.message}): correct it, or share the table as a file.`,
    );
  }
  const bytes = new TextEncoder().encode(json);
  if (bytes.length > INFLATED_LIMIT) return null;
  return `#d=${toBase64url(await deflate(bytes))}`;
}

/** JSON would turn NaN into null, a blank: another table than the one shared. */
function refuseNonFinite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new PermalinkError(`No link can carry ${value} (at ${key}): correct that cell, or clear it.`);
  return value;
}

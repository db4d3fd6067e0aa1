/**
 * The state of the Atlas ↔ URL fragment: `#d=`, base64url, deflate, JSON as for a diagnosis, told from one by `page`. What is
 * given out is read back by the same schema first; what comes in is bounded, validated, and refused with a sentence.
 */
import * as v from 'valibot';
import type { AtlasState } from '../atlas/state';
import { AtlasWireSchema } from './atlasWire';
import { toBase64url } from './base64url';
import { deflate, INFLATED_LIMIT } from './compress';
import { linkData } from './decode';
import { LENGTH_LIMIT, type Permalink } from './encode';
import { ASK_FOR_FILE, COPY_AGAIN, PermalinkError } from './error';
import { plainName, plainText } from './plainText';
import { WireFault } from './state';
import { tableOfWire, tableWire } from './tableWire';
import { BENCHMARK_LIMIT, MODEL_LIMIT } from './wire';

/** Where the state holds the reader's table. */
const TABLE = 'overlay.table';

/**
 * Puts the state into a fragment; a user's table that makes it too long for any link is left out (`reduced`).
 * @throws PermalinkError when a value of the table is outside what links carry
 */
export async function encodeAtlas(state: AtlasState): Promise<Permalink> {
  const whole = await fragmentOf(state);
  if (whole !== null) return { fragment: whole, reduced: false, tooLong: false };
  const fragment = await fragmentOf({ ...state, overlay: null, compare: state.compare.filter(isOfPanel) });
  return fragment === null
    ? { fragment: '', reduced: true, tooLong: true }
    : { fragment, reduced: true, tooLong: false };
}

const isOfPanel = (id: string) => !id.startsWith('own/');

/**
 * @param hash `location.hash`, as the browser gives it
 * @returns the state, or null when the fragment is no permalink
 * @throws PermalinkError, and nothing else, when it is one that cannot be used
 */
export async function decodeAtlas(hash: string): Promise<AtlasState | null> {
  const json = await linkData(hash);
  if (json === null) return null;
  if (!Object.hasOwn(json, 'page'))
    throw new PermalinkError(
      'The link holds the diagnosis of a family, not a state of the Atlas: open it on Diagnose.',
    );
  try {
    return stateOf(json);
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    throw new PermalinkError(
      `The link does not hold a usable state of the Atlas (${error.message}): ${COPY_AGAIN}.`,
    );
  }
}

/** Null when it is beyond the limits of any link. */
async function fragmentOf(state: AtlasState): Promise<string | null> {
  const { overlay } = state;
  if (overlay !== null) {
    const { models, benchmarks } = overlay.table;
    if (models.length > MODEL_LIMIT || benchmarks.length > BENCHMARK_LIMIT) return null;
  }
  const { pair, filter } = state;
  const wire = {
    v: 1,
    page: 'atlas',
    ...state,
    pair: pair && [plainName(pair[0]), plainName(pair[1])],
    filter: { ...filter, text: plainName(filter.text) },
    overlay: overlay && {
      table: tableWire(overlay.table, TABLE),
      drawn: overlay.drawn && plainName(overlay.drawn),
    },
  };
  const json = JSON.stringify(wire);
  try {
    stateOf(JSON.parse(json) as object);
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    throw new PermalinkError(
      `No link can carry this (${error.message}): correct it, or remove your table first; ${ASK_FOR_FILE}.`,
    );
  }
  const bytes = new TextEncoder().encode(json);
  if (bytes.length > INFLATED_LIMIT) return null;
  const fragment = `#d=${toBase64url(await deflate(bytes))}`;
  return fragment.length > LENGTH_LIMIT ? null : fragment;
}

function stateOf(json: object): AtlasState {
  const result = v.safeParse(AtlasWireSchema, json, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    throw new WireFault(`${v.getDotPath(issue) ?? 'data'}: ${plainText(issue.message).slice(0, 160)}`);
  }
  const { v: _version, page: _page, overlay, filter, ...state } = result.output;
  return {
    ...state,
    filter: { ...filter },
    overlay: overlay && { ...overlay, table: tableOfWire(overlay.table, TABLE) },
  };
}

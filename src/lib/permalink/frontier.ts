/**
 * The state of the Frontier page ↔ URL fragment: `#d=`, base64url, deflate, JSON as for a diagnosis, told from one by `page`. What is
 * given out is read back by the same schema first; what comes in is bounded, validated, and refused with a sentence.
 */
import * as v from 'valibot';
import type { FrontierState } from '../frontier/state';
import { toBase64url } from './base64url';
import { deflate, INFLATED_LIMIT } from './compress';
import { linkData } from './decode';
import { LENGTH_LIMIT, type Permalink } from './encode';
import { ASK_FOR_FILE, COPY_AGAIN, PermalinkError } from './error';
import { FrontierWireSchema } from './frontierWire';
import { plainName, plainText } from './plainText';
import { WireFault } from './state';
import { tableOfWire, tableWire } from './tableWire';
import { BENCHMARK_LIMIT, MODEL_LIMIT } from './wire';

/**
 * Puts the state into a fragment; models of the reader that make it too long for any link are left out (`reduced`).
 * @throws PermalinkError when a value of the reader's rows is outside what links carry
 */
export async function encodeFrontier(state: FrontierState): Promise<Permalink> {
  const whole = await fragmentOf(state);
  if (whole !== null) return { fragment: whole, reduced: false, tooLong: false };
  const fragment = await fragmentOf({ ...state, user: null });
  return fragment === null
    ? { fragment: '', reduced: true, tooLong: true }
    : { fragment, reduced: true, tooLong: false };
}

/**
 * @param hash `location.hash`, as the browser gives it
 * @returns the state, or null when the fragment is no permalink
 * @throws PermalinkError, and nothing else, when it is one that cannot be used
 */
export async function decodeFrontier(hash: string): Promise<FrontierState | null> {
  const json = await linkData(hash);
  if (json === null) return null;
  if (!('page' in json) || json.page !== 'frontier')
    throw new PermalinkError(
      'The link holds no state of the Frontier page: open it on the page of Crossover that it was made on.',
    );
  try {
    return stateOf(json);
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    throw new PermalinkError(
      `The link does not hold a usable state of the Frontier page (${error.message}): ${COPY_AGAIN}.`,
    );
  }
}

/** Null when it is beyond the limits of any link. */
async function fragmentOf({ options, line, lab, user }: FrontierState): Promise<string | null> {
  if (user !== null && (user.models.length > MODEL_LIMIT || user.benchmarks.length > BENCHMARK_LIMIT))
    return null;
  const named = (text: string | null) => text && plainName(text);
  const json = JSON.stringify({
    v: 1,
    page: 'frontier',
    options: { ...options, x: named(options.x), y: named(options.y) },
    line,
    lab: named(lab),
    user: user && tableWire(user, 'user'),
  });
  try {
    stateOf(JSON.parse(json) as object);
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    throw new PermalinkError(
      `No link can carry this (${error.message}): correct it, or remove your models first; ${ASK_FOR_FILE}.`,
    );
  }
  const bytes = new TextEncoder().encode(json);
  if (bytes.length > INFLATED_LIMIT) return null;
  const fragment = `#d=${toBase64url(await deflate(bytes))}`;
  return fragment.length > LENGTH_LIMIT ? null : fragment;
}

function stateOf(json: object): FrontierState {
  const result = v.safeParse(FrontierWireSchema, json, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    throw new WireFault(`${v.getDotPath(issue) ?? 'data'}: ${plainText(issue.message).slice(0, 160)}`);
  }
  const { options, line, lab, user } = result.output;
  return { options, line, lab, user: user && tableOfWire(user, 'user') };
}

/**
 * The state of the Steer page ↔ URL fragment: `#d=`, base64url, deflate, JSON as for a diagnosis, told from one by `page`. What is
 * given out is read back by the same schema first; what comes in is bounded, validated, and refused with a sentence. A model's
 * bytes are never in a link, nor is a number that was computed.
 */
import * as v from 'valibot';
import type { SteerState } from '../models/steering/state';
import { toBase64url } from './base64url';
import { deflate, INFLATED_LIMIT } from './compress';
import { linkData } from './decode';
import { LENGTH_LIMIT, type Permalink } from './encode';
import { COPY_AGAIN, PermalinkError } from './error';
import { plainName, plainText } from './plainText';
import { WireFault } from './state';
import { PAIRS_IN_LINK, plainPrompt, SteerWireSchema } from './steerWire';

/**
 * Puts the state into a fragment; pairs of the reader's own that are too many for a link, or make it too long, are left out
 * (`reduced`) and the built-in ones stand in.
 * @throws PermalinkError when a value is outside what links carry
 */
export async function encodeSteer(state: SteerState): Promise<Permalink> {
  const { pairs } = state;
  const whole = pairs.kind === 'own' && pairs.pairs.length > PAIRS_IN_LINK ? null : await fragmentOf(state);
  if (whole !== null) return { fragment: whole, reduced: false, tooLong: false };
  const fragment = await fragmentOf({ ...state, pairs: { kind: 'set', set: 'general' } });
  return fragment === null
    ? { fragment: '', reduced: true, tooLong: true }
    : { fragment, reduced: true, tooLong: false };
}

/**
 * @param hash `location.hash`, as the browser gives it
 * @returns the state, or null when the fragment is no permalink
 * @throws PermalinkError, and nothing else, when it is one that cannot be used
 */
export async function decodeSteer(hash: string): Promise<SteerState | null> {
  const json = await linkData(hash);
  if (json === null) return null;
  if (!('page' in json) || json.page !== 'steer')
    throw new PermalinkError(
      'The link holds no state of the Steer page: open it on the page of Crossover that it was made on.',
    );
  try {
    return stateOf(json);
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    throw new PermalinkError(
      `The link does not hold a usable state of the Steer page (${error.message}): ${COPY_AGAIN}.`,
    );
  }
}

/** Null when it is beyond the limits of any link. */
async function fragmentOf({ model, pairs, prompt, ...rest }: SteerState): Promise<string | null> {
  const json = JSON.stringify({
    v: 1,
    page: 'steer',
    model: model && { ...model, id: plainName(model.id), dtype: plainName(model.dtype) },
    pairs:
      pairs.kind === 'set'
        ? pairs.set
        : pairs.pairs.map(({ template, right, wrong }) => [template, right, wrong].map(plainText)),
    prompt: plainPrompt(prompt),
    ...rest,
  });
  try {
    stateOf(JSON.parse(json) as object);
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    throw new PermalinkError(
      `No link can carry this (${error.message}): correct it, or export it as a file.`,
    );
  }
  const bytes = new TextEncoder().encode(json);
  if (bytes.length > INFLATED_LIMIT) return null;
  const fragment = `#d=${toBase64url(await deflate(bytes))}`;
  return fragment.length > LENGTH_LIMIT ? null : fragment;
}

function stateOf(json: object): SteerState {
  const result = v.safeParse(SteerWireSchema, json, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    throw new WireFault(`${v.getDotPath(issue) ?? 'data'}: ${plainText(issue.message).slice(0, 160)}`);
  }
  const { v: _version, page: _page, pairs, ...state } = result.output;
  return {
    ...state,
    pairs: typeof pairs === 'string' ? { kind: 'set', set: pairs } : { kind: 'own', pairs },
  };
}

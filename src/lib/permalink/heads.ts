/**
 * The state of the Heads page ↔ URL fragment: `#d=`, base64url, deflate, JSON as for a diagnosis, told from one by `page`. What is
 * given out is read back by the same schema first; what comes in is bounded, validated, and refused with a sentence. A model's
 * bytes are never in a link, nor is a number that was computed.
 */
import * as v from 'valibot';
import { defaultHeadsState, type HeadsState, type SetChoice } from '../models/heads/state';
import type { ModelChoice } from '../models/languageModel';
import { toBase64url } from './base64url';
import { deflate, INFLATED_LIMIT } from './compress';
import { linkData } from './decode';
import { LENGTH_LIMIT, type Permalink } from './encode';
import { COPY_AGAIN, PermalinkError } from './error';
import { HeadsWireSchema, ITEMS_IN_LINK, type SetWire } from './headsWire';
import { plainName, plainText } from './plainText';
import { WireFault } from './state';

/**
 * Puts the state into a fragment; sets of the reader's own that are too large for a link, or make it too long, are left out
 * (`reduced`) and the built-in ones stand in.
 * @throws PermalinkError when a value is outside what links carry
 */
export async function encodeHeads(state: HeadsState): Promise<Permalink> {
  const tooMany = [state.first, state.second].some(
    (choice) => choice.kind === 'own' && choice.items.length > ITEMS_IN_LINK,
  );
  const whole = tooMany ? null : await fragmentOf(state);
  if (whole !== null) return { fragment: whole, reduced: false, tooLong: false };
  const { first, second } = defaultHeadsState();
  const fragment = await fragmentOf({
    ...state,
    first: state.first.kind === 'own' ? first : state.first,
    second: state.second.kind === 'own' ? second : state.second,
  });
  return fragment === null
    ? { fragment: '', reduced: true, tooLong: true }
    : { fragment, reduced: true, tooLong: false };
}

/**
 * @param hash `location.hash`, as the browser gives it
 * @returns the state, or null when the fragment is no permalink
 * @throws PermalinkError, and nothing else, when it is one that cannot be used
 */
export async function decodeHeads(hash: string): Promise<HeadsState | null> {
  const json = await linkData(hash);
  if (json === null) return null;
  if (!('page' in json) || json.page !== 'heads')
    throw new PermalinkError(
      'The link holds no state of the Heads page: open it on the page of Crossover that it was made on.',
    );
  try {
    return stateOf(json);
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    throw new PermalinkError(
      `The link does not hold a usable state of the Heads page (${error.message}): ${COPY_AGAIN}.`,
    );
  }
}

/** Null when it is beyond the limits of any link. */
async function fragmentOf({ model, beside, first, second, ...rest }: HeadsState): Promise<string | null> {
  const json = JSON.stringify({
    v: 1,
    page: 'heads',
    model: plainModel(model),
    beside: plainModel(beside),
    first: setWire(first),
    second: setWire(second),
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

const plainModel = (model: ModelChoice | null) =>
  model && { ...model, id: plainName(model.id), dtype: plainName(model.dtype) };

const setWire = (choice: SetChoice) =>
  choice.kind === 'set'
    ? choice
    : {
        kind: 'own',
        title: plainName(choice.title),
        items: choice.items.map(({ context, correct, incorrect }) =>
          [context, correct, incorrect].map(plainText),
        ),
      };

const setOf = (wire: SetWire): SetChoice =>
  wire.kind === 'set'
    ? wire
    : {
        ...wire,
        items: wire.items.map(([context, correct, incorrect]) => ({ context, correct, incorrect })),
      };

function stateOf(json: object): HeadsState {
  const result = v.safeParse(HeadsWireSchema, json, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    throw new WireFault(`${v.getDotPath(issue) ?? 'data'}: ${plainText(issue.message).slice(0, 160)}`);
  }
  const { v: _version, page: _page, first, second, ...state } = result.output;
  return { ...state, first: setOf(first), second: setOf(second) };
}

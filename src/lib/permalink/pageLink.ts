/**
 * The state of a page ↔ URL fragment: `#d=`, base64url, deflate, JSON as for a diagnosis, told from one by `page`. What is given
 * out is read back by the same schema first; what comes in is bounded, validated, and refused with a sentence.
 */
import * as v from 'valibot';
import { toBase64url } from './base64url';
import { deflate, INFLATED_LIMIT } from './compress';
import { linkData } from './decode';
import { LENGTH_LIMIT, type Permalink } from './encode';
import { COPY_AGAIN, PermalinkError } from './error';
import { plainText } from './plainText';
import { WireFault } from './state';

export interface PageLinkFormat<State, Schema extends v.GenericSchema> {
  /** As the link names it. */
  page: string;
  /** As it completes “a state of …”. */
  title: string;
  schema: Schema;
  /** What goes into the JSON beside `v` and `page`; null when the state is too large for any link. @throws WireFault */
  toWire(state: State): object | null;
  /** @throws WireFault */
  fromWire(wire: v.InferOutput<Schema>): State;
  /** The state without what is the reader's own and may be too large. */
  reduced(state: State): State;
  /** What the reader can do about a value that links do not carry, as it completes “correct it, or …”. */
  remedy: string;
}

export interface PageLink<State> {
  /**
   * Puts the state into a fragment; what of the reader's own makes it too long for any link is left out (`reduced`).
   * @throws PermalinkError when a value is outside what links carry
   */
  encode(state: State): Promise<Permalink>;
  /**
   * @param hash `location.hash`, as the browser gives it
   * @returns the state, or null when the fragment is no permalink
   * @throws PermalinkError, and nothing else, when it is one that cannot be used
   */
  decode(hash: string): Promise<State | null>;
}

export function pageLink<State, Schema extends v.GenericSchema>({
  page,
  title,
  schema,
  toWire,
  fromWire,
  reduced,
  remedy,
}: PageLinkFormat<State, Schema>): PageLink<State> {
  function stateOf(json: object): State {
    const result = v.safeParse(schema, json, { abortEarly: true });
    if (result.success) return fromWire(result.output);
    const [issue] = result.issues;
    throw new WireFault(`${v.getDotPath(issue) ?? 'data'}: ${plainText(issue.message).slice(0, 160)}`);
  }

  /** Null when it is beyond the limits of any link. */
  async function fragmentOf(state: State): Promise<string | null> {
    const wire = toWire(state);
    if (wire === null) return null;
    const json = JSON.stringify({ v: 1, page, ...wire });
    try {
      stateOf(JSON.parse(json) as object);
    } catch (error) {
      if (!(error instanceof WireFault)) throw error;
      throw new PermalinkError(`No link can carry this (${error.message}): correct it, or ${remedy}.`);
    }
    const bytes = new TextEncoder().encode(json);
    if (bytes.length > INFLATED_LIMIT) return null;
    const fragment = `#d=${toBase64url(await deflate(bytes))}`;
    return fragment.length > LENGTH_LIMIT ? null : fragment;
  }

  return {
    async encode(state) {
      const whole = await fragmentOf(state);
      if (whole !== null) return { fragment: whole, reduced: false, tooLong: false };
      const fragment = await fragmentOf(reduced(state));
      return { fragment: fragment ?? '', reduced: true, tooLong: fragment === null };
    },
    async decode(hash) {
      const json = await linkData(hash);
      if (json === null) return null;
      if (!('page' in json))
        throw new PermalinkError(
          `The link holds the diagnosis of a family, not a state of ${title}: open it on Diagnose.`,
        );
      if (json.page !== page)
        throw new PermalinkError(
          `The link holds no state of ${title}: open it on the page of Crossover that it was made on.`,
        );
      try {
        return stateOf(json);
      } catch (error) {
        if (!(error instanceof WireFault)) throw error;
        throw new PermalinkError(
          `The link does not hold a usable state of ${title} (${error.message}): ${COPY_AGAIN}.`,
        );
      }
    },
  };
}

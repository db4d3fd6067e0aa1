/** URL fragment → state. Untrusted input: bounded, validated, and refused with a sentence. Nothing is computed or fetched here. */
import { fromBase64url } from './base64url';
import { inflate, INFLATED_LIMIT } from './compress';
import { ASK_FOR_FILE, COPY_AGAIN, PermalinkError } from './error';
import { fromWire, WireFault, type PermalinkState } from './state';

const PREFIX = '#d=';
const VERSION = 1;
/** Data that does not compress at all still fits; anything longer inflates beyond the limit or is no link. */
const TEXT_LIMIT = Math.ceil((INFLATED_LIMIT * 4) / 3) + 1024;

/**
 * @param hash `location.hash`, as the browser gives it
 * @returns the state, or null when the fragment is no permalink (it does not begin with `#d=`)
 * @throws PermalinkError, and nothing else, when it is one that cannot be used
 */
export async function decodePermalink(hash: string): Promise<PermalinkState | null> {
  const json = await linkData(hash);
  if (json === null) return null;
  if (Object.hasOwn(json, 'page'))
    throw new PermalinkError('The link is of another page of Crossover: open it there.');
  try {
    return fromWire(json);
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    throw new PermalinkError(
      `The link does not hold a usable diagnosis (${error.message}): ${ASK_FOR_FILE}.`,
    );
  }
}

/**
 * What a fragment holds, before any page's schema: a JSON object of a known version, bounded.
 * @returns null when the fragment is no permalink
 * @throws PermalinkError, and nothing else
 */
export async function linkData(hash: string): Promise<object | null> {
  if (!hash.startsWith(PREFIX)) return null;
  const text = hash.slice(PREFIX.length);
  if (text === '') throw new PermalinkError(`The link is cut short, it holds no data: ${COPY_AGAIN}.`);
  if (text.length > TEXT_LIMIT)
    throw new PermalinkError(
      `The link is too large: ${text.length} characters, more than 1 MB of data; ${ASK_FOR_FILE}.`,
    );
  return ofKnownVersion(parsed(await inflate(fromBase64url(text))));
}

function parsed(bytes: Uint8Array<ArrayBuffer>): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new PermalinkError(`The link is damaged, its data is not JSON: ${COPY_AGAIN}.`);
  }
}

function ofKnownVersion(json: unknown): object {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new PermalinkError(`The link does not hold a diagnosis: ${COPY_AGAIN}.`);
  const version = Object.hasOwn(json, 'v') ? (json as { v: unknown }).v : undefined;
  if (version === VERSION) return json;
  if (typeof version === 'number' && Number.isInteger(version) && version > VERSION)
    throw new PermalinkError(
      `The link was made by a newer version of Crossover (format ${version}, this page reads ${VERSION}): reload the page, or ${ASK_FOR_FILE}.`,
    );
  const shown = typeof version === 'number' ? String(version) : 'no number';
  throw new PermalinkError(
    `The link has an unknown format version (${shown}; this page reads ${VERSION}): ${COPY_AGAIN}.`,
  );
}

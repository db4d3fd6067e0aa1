/**
 * One file over the network, whole: bytes told as they come, broken connections taken up where they broke, and every
 * failure in a sentence that names the file, the host and what to check.
 */
import { DownloadError } from './errors';

export interface DownloadOptions {
  /** For messages: the file’s path in its model. */
  file: string;
  signal?: AbortSignal;
  /** Bytes that are here, and of how many; null while that is not told. */
  onBytes?(loaded: number, total: number | null): void;
  /** For tests. */
  fetch?: typeof fetch;
  /** Waits between two tries. */
  wait?(ms: number): Promise<void>;
  /** Longest silence of a connection before it counts as broken, ms. */
  silence?: number;
}

/** A host learns the file that is asked for, and nothing of this site or its user. */
const ANONYMOUS = { credentials: 'omit', referrerPolicy: 'no-referrer' } as const;
/** Waits before the second, third … try, ms. */
const PAUSES = [500, 2000, 5000];
const SILENCE = 30_000;
/** Answers that may be another when asked again. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** What has come so far of a file. */
interface Part {
  buffer: Uint8Array<ArrayBuffer>;
  length: number;
  total: number | null;
  etag: string | null;
}

/** A broken connection: the next try may go on from where it broke. */
class Broken extends Error {}

/**
 * @throws DownloadError; the signal’s reason
 */
export async function download(url: string, options: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { signal, wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)) } = options;
  const part: Part = { buffer: new Uint8Array(0), length: 0, total: null, etag: null };
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    try {
      await fetchRest(url, part, options);
      return checked(url, part, options.file);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Broken)) throw error;
      if (attempt === PAUSES.length) throw brokenFor(url, part, options.file, error);
      await wait(PAUSES[attempt]);
    }
  }
}

async function fetchRest(url: string, part: Part, options: DownloadOptions): Promise<void> {
  const { signal, onBytes, fetch: ask = globalThis.fetch, silence = SILENCE } = options;
  const stalled = new AbortController();
  const both = signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(new Broken(`nothing came for ${silence / 1000} s`)), silence);
  };
  /** What the network does not bring is a broken connection; every other error is what it is. */
  const fromNetwork = async <T>(brought: Promise<T>): Promise<T> => {
    heard();
    try {
      return await brought;
    } catch (error) {
      if (stalled.signal.reason instanceof Broken) throw stalled.signal.reason;
      throw new Broken(error instanceof Error ? error.message : String(error));
    }
  };
  try {
    // A range from one byte on is the only header that needs no question to another host beforehand.
    const headers: Record<string, string> = part.length ? { range: `bytes=${part.length}-` } : {};
    const response = await fromNetwork(ask(url, { headers, signal: both, ...ANONYMOUS }));
    if (response.status === 416) {
      // What is here is not the beginning of what is there now.
      restart(part);
      throw new Broken('the range was refused');
    }
    await refuseOther(response, url, options.file);
    await begin(response, part);
    const reader = response.body?.getReader();
    if (!reader) throw new Broken('the answer had no body');
    onBytes?.(part.length, part.total);
    for (;;) {
      const { done, value } = await fromNetwork(reader.read());
      if (done) break;
      append(part, value);
      onBytes?.(part.length, part.total);
    }
    if (part.total !== null && part.length < part.total)
      throw new Broken(`${part.length} of ${part.total} bytes came`);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws DownloadError for an answer that is not the file; Broken for one that may be another when asked again */
async function refuseOther(response: Response, url: string, file: string): Promise<void> {
  const at = hostOf(response.url || url);
  const { status } = response;
  const refusal = refusalOf(status, at, hostOf(url), file);
  if (refusal || !response.ok) await response.body?.cancel();
  if (refusal) throw refusal;
  if (PASSING.has(status)) throw new Broken(`${at} answered ${status}`);
  if (!response.ok)
    throw new DownloadError('refused', `${at} answered ${status} for “${file}”. Try again later.`);
  if (response.headers.get('content-type')?.includes('text/html')) {
    await response.body?.cancel();
    throw webPage(url, file);
  }
}

function refusalOf(status: number, at: string, host: string, file: string): DownloadError | null {
  if (status === 404 || status === 410)
    return new DownloadError(
      'not-found',
      `${host} has no file “${file}” in this model. Check the model’s id and revision, and that it is published in the chosen format.`,
    );
  if (status === 401 || status === 403)
    return new DownloadError(
      'not-allowed',
      `${at} does not give out “${file}” (it answered ${status}). The model does not exist, is private, or asks for an agreement first: get it there and open it as a folder.`,
    );
  return null;
}

const webPage = (url: string, file: string) =>
  new DownloadError(
    'web-page',
    `${hostOf(url)} sent a web page in place of “${file}”. A sign-in page of the network, or a site without this model, does that; open ${hostOf(url)} in a tab and look.`,
  );

/** Reads an answer’s head: goes on with what is here, or begins anew. */
async function begin(response: Response, part: Part): Promise<void> {
  const etag = response.headers.get('etag');
  const range = /bytes (\d+)-\d+\/(\d+)/.exec(response.headers.get('content-range') ?? '');
  if (response.status === 206 && part.length) {
    const same = !etag || !part.etag || etag === part.etag;
    // A host need not show its range to another site’s page; the answer is then taken at its word.
    if (same && (!range || Number(range[1]) === part.length)) {
      if (range) part.total = Number(range[2]);
      return;
    }
    restart(part);
    await response.body?.cancel();
    throw new Broken('the file changed on the way');
  }
  restart(part);
  part.etag = etag;
  part.total = lengthOf(response);
  if (part.total !== null) part.buffer = new Uint8Array(part.total);
}

/** The length of a compressed answer is not that of the file. */
function lengthOf({ headers }: Response): number | null {
  const length = Number(headers.get('content-length'));
  return length > 0 && !headers.get('content-encoding') ? length : null;
}

function restart(part: Part): void {
  part.length = 0;
  part.total = null;
  part.etag = null;
}

function append(part: Part, chunk: Uint8Array): void {
  const needed = part.length + chunk.length;
  if (needed > part.buffer.length) {
    const grown = new Uint8Array(Math.max(needed, 2 * part.buffer.length, 1 << 16));
    grown.set(part.buffer.subarray(0, part.length));
    part.buffer = grown;
  }
  part.buffer.set(chunk, part.length);
  part.length = needed;
  // A host that hides its compression tells a length that is too short.
  if (part.total !== null && part.length > part.total) part.total = null;
}

/** Beginnings of what is sent where a model was asked for. */
const PAGE = /^\s*<(!doctype|html|\?xml)/i;
const POINTER = /^version https:\/\/git-lfs/;

function checked(url: string, part: Part, file: string): Uint8Array<ArrayBuffer> {
  const bytes = part.buffer.length === part.length ? part.buffer : part.buffer.slice(0, part.length);
  if (!bytes.length)
    throw new DownloadError('empty', `${hostOf(url)} sent an empty file for “${file}”. Try again later.`);
  const head = new TextDecoder().decode(bytes.subarray(0, 200));
  if (PAGE.test(head)) throw webPage(url, file);
  if (POINTER.test(head))
    throw new DownloadError(
      'pointer',
      `“${file}” is a pointer to a large file, not the file itself. Download the model with its large files (git lfs pull).`,
    );
  return bytes;
}

function brokenFor(url: string, part: Part, file: string, cause: Error): DownloadError {
  const host = hostOf(url);
  if (part.length)
    return new DownloadError(
      'truncated',
      `The download of “${file}” from ${host} broke off after ${part.length.toLocaleString('en-GB')} bytes${part.total === null ? '' : ` of ${part.total.toLocaleString('en-GB')}`} (${cause.message}). Nothing was stored; load the model again.`,
      { cause },
    );
  const offline = globalThis.navigator?.onLine === false;
  return new DownloadError(
    'unreachable',
    offline
      ? `“${file}” cannot be downloaded: this device is offline. Models that are stored here, and those of this site, work without a network.`
      : `${host} cannot be reached for “${file}” (${cause.message}). Check the connection, and that nothing between blocks ${host} or the hosts that it sends downloads to.`,
    { cause },
  );
}

const hostOf = (url: string) => new URL(url).host;

/**
 * Size of a file before it is downloaded. Its first byte is asked for: addresses that hubs redirect to are signed for GET,
 * and a range is not compressed.
 * @returns null where the host does not tell
 * @throws DownloadError when there is no such file; the signal’s reason
 */
export async function sizeOf(url: string, options: DownloadOptions): Promise<number | null> {
  const { fetch: ask = globalThis.fetch, signal, file } = options;
  const headers = { range: 'bytes=0-0' };
  const response = await ask(url, { headers, signal, ...ANONYMOUS }).catch(() => null);
  signal?.throwIfAborted();
  if (!response) return null;
  void response.body?.cancel();
  const refusal = refusalOf(response.status, hostOf(response.url || url), hostOf(url), file);
  if (refusal) throw refusal;
  if (response.status === 200) return lengthOf(response);
  const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
  return total ? Number(total[1]) : null;
}

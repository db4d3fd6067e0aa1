/**
 * A model hub on this machine, in the layout of the real one: small files are answered at once, large ones by a redirect to
 * a second host that knows ranges, and each can be made to fail as networks do.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export type Fault =
  /** Waits before the answer. */
  | { kind: 'slow'; ms: number }
  /** Sends so many bytes and then drops the connection. */
  | { kind: 'cut'; after: number }
  /** Sends so many bytes and then nothing more. */
  | { kind: 'silent'; after: number }
  /** Sends so many bytes at a time, with a pause between. */
  | { kind: 'drip'; bytes: number; ms: number }
  /** Ends in good order, but short of the file: what a broken proxy does. */
  | { kind: 'short'; after: number }
  /** A sign-in page with status 200. */
  | { kind: 'page' }
  | { kind: 'status'; status: number };

export interface HubRequest {
  method: string;
  /** `model/onnx/model.onnx` */
  file: string;
  range: string | null;
  /** Which of the two hosts was asked. */
  host: 'hub' | 'store';
}

export interface HubStandIn {
  /** Address of the hub, without a slash at the end; and of the host that it redirects to. */
  host: string;
  storeHost: string;
  requests: HubRequest[];
  /**
   * Makes a file fail.
   * @param file `model/onnx/model.onnx` @param times how many requests fail; afterwards all is well
   */
  fail(file: string, fault: Fault, times?: number): void;
  /** Where a browser finds the two on this machine. */
  ports: { hub: number; store: number };
  /** Answers ranges with the whole file, as some hosts do. */
  ignoreRanges(): void;
  close(): Promise<void>;
}

/** The only owner that the stand-in knows; models are folders of the fixtures. */
export const OWNER = 'stand-in';
const FIXTURES = fileURLToPath(new URL('../../fixtures/onnx/', import.meta.url));
/** The real hub’s hosts, which the secure stand-in answers for. */
export const REAL_HOSTS = { hub: 'huggingface.co', store: 'cas-bridge.xethub.hf.co' };
/** From here on a file is large: it lies with the second host. */
const LARGE = 100_000;

const ANY_ORIGIN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Content-Range, Accept-Ranges, X-Repo-Commit, X-Linked-Size',
};

/**
 * @param secure by TLS with the certificate beside this file, under the real hub’s names: for a browser that is told to find those
 *   names here
 */
export async function openHubStandIn({ secure = false } = {}): Promise<HubStandIn> {
  const requests: HubRequest[] = [];
  const faults = new Map<string, { fault: Fault; left: number }>();
  let ranges = true;

  const serve = (host: HubRequest['host']): Server => {
    const listener = (request: IncomingMessage, response: ServerResponse) =>
      void answer(host, request, response).catch(() => response.destroy());
    return secure ? createSecureServer(certificate(), listener) : createServer(listener);
  };
  const hub = serve('hub');
  const store = serve('store');
  const [hubPort, storePort] = await Promise.all([hub, store].map(listening));
  const hubHost = secure ? `https://${REAL_HOSTS.hub}` : `http://127.0.0.1:${hubPort}`;
  const storeHost = secure ? `https://${REAL_HOSTS.store}` : `http://127.0.0.1:${storePort}`;

  async function answer(host: HubRequest['host'], request: IncomingMessage, response: ServerResponse) {
    for (const [name, value] of Object.entries(ANY_ORIGIN)) response.setHeader(name, value);
    const path = decodeURIComponent((request.url ?? '').split('?')[0]);
    const [, owner, model, , , ...rest] = path.split('/');
    const file = `${model}/${rest.join('/')}`;
    requests.push({ method: request.method ?? '', file, range: request.headers.range ?? null, host });
    // The real hub does not tell a private model from none.
    if (owner !== OWNER || !existsSync(`${FIXTURES}${model}`))
      return end(response, 401, 'Repository not found');
    if (!rest.length || !existsSync(`${FIXTURES}${file}`)) return end(response, 404, 'Entry not found');
    const bytes = readFileSync(`${FIXTURES}${file}`);
    if (host === 'hub' && bytes.length >= LARGE) {
      response.setHeader('location', `${storeHost}${path}`);
      response.setHeader('x-linked-size', bytes.length);
      return end(response, 302, '');
    }
    const fault = faultOf(file);
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (fault?.kind === 'status') return end(response, fault.status, 'Try again later');
    if (fault?.kind === 'page') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      return end(response, 200, '<!doctype html><title>Sign in</title><p>Welcome to the network.');
    }
    await send(request, response, bytes, fault);
  }

  function faultOf(file: string): Fault | null {
    const planned = faults.get(file);
    if (!planned || planned.left <= 0) return null;
    planned.left--;
    return planned.fault;
  }

  async function send(
    request: IncomingMessage,
    response: ServerResponse,
    bytes: Buffer,
    fault: Fault | null,
  ): Promise<void> {
    const range = ranges ? /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') : null;
    const from = range ? Number(range[1]) : 0;
    const to = range?.[2] ? Math.min(Number(range[2]), bytes.length - 1) : bytes.length - 1;
    if (from > to) return void end(response, 416, '');
    const part = bytes.subarray(from, to + 1);
    response.setHeader('content-type', 'application/octet-stream');
    response.setHeader('etag', `"${createHash('sha256').update(bytes).digest('hex')}"`);
    if (range) response.setHeader('content-range', `bytes ${from}-${to}/${bytes.length}`);
    const broken = fault && 'after' in fault ? fault : null;
    response.writeHead(range ? 206 : 200, {
      'content-length': broken?.kind === 'short' ? broken.after : part.length,
    });
    if (request.method === 'HEAD') return void response.end();
    if (fault?.kind === 'drip') return drip(response, part, fault);
    if (!broken) return void response.end(part);
    if (broken.kind === 'short') return void response.end(part.subarray(0, broken.after));
    response.write(part.subarray(0, broken.after), () => {
      // A moment, so that what was sent arrives before the connection goes.
      if (broken.kind === 'cut') setTimeout(() => response.destroy(), 20);
    });
  }

  return {
    host: hubHost,
    storeHost,
    ports: { hub: hubPort, store: storePort },
    requests,
    fail: (file, fault, times = Infinity) => faults.set(file, { fault, left: times }),
    ignoreRanges: () => (ranges = false),
    async close() {
      await Promise.all([hub, store].map(closed));
    },
  };
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status).end(text);
}

async function drip(response: ServerResponse, part: Buffer, { bytes, ms }: { bytes: number; ms: number }) {
  for (let at = 0; at < part.length && !response.destroyed; at += bytes) {
    response.write(part.subarray(at, at + bytes));
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
  response.end();
}

function certificate(): { key: Buffer; cert: Buffer } {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url));
  return { key: read('key.pem'), cert: read('certificate.pem') };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

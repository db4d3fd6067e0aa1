/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
/**
 * Makes the site work offline after the first visit, below any base path. Contract: pages, scripts, panels and icons are
 * stored when a version is installed; what has its hash in its name is answered from the store, everything else from the
 * network while there is one; nothing of another origin, and nothing below models/, is touched; the stores of older
 * versions are deleted when a version takes over.
 */
import { base, build, files, prerendered, version } from '$service-worker';

const worker = self as unknown as ServiceWorkerGlobalScope;

/** Sites below one origin share its stores: the name says whose it is. */
const ownPrefix = `crossover:${base}:`;
const storeName = ownPrefix + version;
const immutable = `${base}/_app/immutable/`;
/** Tens of megabytes that only the model pages need; those pages look after them. */
const models = `${base}/models/`;

/** How long a page waits for a slow network before it opens as it was stored, ms. */
const PATIENCE = 4000;

/** Stored when a version is installed. What runs language models is left to the visit that needs it. */
const shell = [...build, ...files, ...prerendered].filter(
  (path) => !path.startsWith(models) && !/\.wasm$|\/(ort-wasm|models\.worker)[^/]*$/.test(path),
);

worker.addEventListener('install', (event) => event.waitUntil(storeShell()));

worker.addEventListener('activate', (event) => {
  event.waitUntil(deleteOlder().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const ours = url.origin === worker.location.origin && url.pathname.startsWith(`${base}/`);
  if (request.method !== 'GET' || !ours || url.pathname.startsWith(models) || request.headers.has('range'))
    return;
  event.respondWith(
    url.pathname.startsWith(immutable)
      ? fromStore(request, url.pathname)
      : fromNetwork(request, url.pathname),
  );
});

async function storeShell(): Promise<void> {
  const store = await caches.open(storeName);
  await Promise.all(
    shell.map(async (path) => {
      // What has no hash in its name may be stale in the browser's own cache.
      const response = await fetch(path, { cache: path.startsWith(immutable) ? 'default' : 'reload' });
      if (!response.ok) throw new Error(`${path} answered ${response.status}; the site is not stored`);
      await store.put(path, await direct(response));
    }),
  );
}

async function deleteOlder(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(ownPrefix) && name !== storeName);
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function fromStore(request: Request, path: string): Promise<Response> {
  const store = await caches.open(storeName);
  const stored = await store.match(path);
  if (stored) return stored;
  const response = await fetch(request);
  if (response.status === 200) await store.put(path, response.clone());
  return response;
}

/** The stored copy is that of this version, never a newer page whose scripts are not stored. */
async function fromNetwork(request: Request, path: string): Promise<Response> {
  const stored = fromShell(path);
  const network = fetch(request);
  // When the stored copy has been given, nobody waits for the network any more.
  network.catch(() => undefined);
  try {
    const patience = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null));
    const answer = await Promise.race([network, patience]);
    return answer ?? (await stored) ?? (await network);
  } catch (error) {
    const response = await stored;
    if (response) return response;
    throw error;
  }
}

/** A page asked for without its slash refers to its scripts wrongly: lead to its own address. */
async function fromShell(path: string): Promise<Response | undefined> {
  const page = prerendered.find((own) => path === own.replace(/\/$/, '') || path === `${own}index.html`);
  if (page) return Response.redirect(page);
  return (await caches.open(storeName)).match(path);
}

/** A browser refuses a redirected response as the answer to a navigation: keep its content only. */
async function direct(response: Response): Promise<Response> {
  if (!response.redirected) return response;
  return new Response(await response.blob(), { status: response.status, headers: response.headers });
}

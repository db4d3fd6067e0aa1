/** The browser’s Cache Storage as far as the byte store uses it, in memory. */

export interface FakeCaches {
  storage: CacheStorage;
  /** Replaces what is stored, as a damaged disk would. */
  damage(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  names(): string[];
  /** From now on nothing can be stored. */
  full(): void;
}

export function fakeCaches(): FakeCaches {
  const caches = new Map<string, Map<string, { body: ArrayBuffer; headers: [string, string][] }>>();
  let isFull = false;
  const keyOf = (request: RequestInfo | URL) => (request instanceof Request ? request.url : String(request));
  const open = (name: string) => {
    const entries = caches.get(name) ?? new Map<string, { body: ArrayBuffer; headers: [string, string][] }>();
    caches.set(name, entries);
    return {
      match(request: RequestInfo | URL) {
        const entry = entries.get(keyOf(request));
        return Promise.resolve(entry && new Response(entry.body, { headers: entry.headers }));
      },
      async put(request: RequestInfo | URL, response: Response) {
        if (isFull) throw new DOMException('no room', 'QuotaExceededError');
        entries.set(keyOf(request), { body: await response.arrayBuffer(), headers: [...response.headers] });
      },
      keys: () => Promise.resolve([...entries.keys()].map((url) => new Request(url))),
      delete: (request: RequestInfo | URL) => Promise.resolve(entries.delete(keyOf(request))),
    };
  };
  return {
    storage: {
      open: (name: string) => Promise.resolve(open(name)),
      delete: (name: string) => Promise.resolve(caches.delete(name)),
    } as unknown as CacheStorage,
    names: () => [...caches.keys()],
    full: () => (isFull = true),
    async damage(url, bytes) {
      for (const entries of caches.values()) {
        const entry = entries.get(url);
        if (entry) entry.body = await new Response(bytes).arrayBuffer();
      }
    },
  };
}

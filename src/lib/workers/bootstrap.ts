/**
 * Starts a module worker that is bound by the page's Content Security Policy. A worker started from a URL takes its policy
 * from that URL's headers, and a static host sends none; one started from a `blob:` inherits the page's. So the worker
 * starts from a few lines that import the real script. A worker may start others: they inherit its policy in turn.
 */

/**
 * @param url the worker's script, as `import url from './x.worker.ts?worker&url'` gives it; relative to the page; in a worker, to the site
 * @param name for the browser's tools
 * @returns the worker. Messages sent at once are kept until its script has run, also when that awaits something. A script
 *   that cannot be loaded, or throws, is an `error` event.
 */
export function startWorker(url: string, name?: string): Worker {
  // A worker's own address is a blob's, to which nothing is relative.
  const base = typeof document === 'undefined' ? location.origin : document.baseURI;
  const text = bootstrap(new URL(url, base).href);
  const blob = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  return new Worker(blob, { type: 'module', name });
}

/**
 * With a static import a script with a top-level await would miss what is posted while it waits: the queue opens when
 * the first evaluation returns. Once it runs, the blob has been read and its URL can go.
 */
const bootstrap = (url: string) => `
const early = [];
const keep = (event) => early.push(event);
addEventListener('message', keep);
URL.revokeObjectURL(import.meta.url);
import(${JSON.stringify(url)}).then(() => {
  removeEventListener('message', keep);
  for (const { data, ports } of early) dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
}, reportError);
`;

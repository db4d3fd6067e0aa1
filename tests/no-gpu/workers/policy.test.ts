import { afterEach, expect, test } from 'vitest';
import bootstrapUrl from '$lib/workers/bootstrap.ts?url';
import callerUrl from './caller.worker.ts?worker&url';
import nestingUrl from './nesting.worker.ts?worker&url';

/** The directives of the site that bear on workers; the inline script is this test's own. */
const policy = `default-src 'none'; script-src 'self' 'unsafe-inline'; worker-src 'self' blob:; connect-src 'self'`;

let frame: HTMLIFrameElement;
afterEach(() => frame.remove());

/** What a worker started in a page with the policy above says when it, or a worker of its own, calls `address`. */
function callFrom(script: string, address: string): Promise<unknown> {
  frame = document.createElement('iframe');
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}">
    <script type="module">
      import { startWorker } from '${new URL(bootstrapUrl, location.href).href}';
      const worker = startWorker('${new URL(script, location.href).href}');
      worker.onmessage = ({ data }) => parent.postMessage({ heard: data }, '*');
      worker.onerror = ({ message }) => parent.postMessage({ heard: message }, '*');
      worker.postMessage('${address}');
    </script>`;
  return new Promise((resolve) => {
    const listen = ({ data, source }: MessageEvent) => {
      if (source !== frame.contentWindow) return;
      removeEventListener('message', listen);
      resolve((data as { heard: unknown }).heard);
    };
    addEventListener('message', listen);
    document.body.append(frame);
  });
}

/** The same server under its other name is another origin, and it is there: only a policy keeps a worker from it. */
const elsewhere = location.origin.replace('localhost', '127.0.0.1') + '/elsewhere';

const workers = [
  ['a worker', callerUrl],
  ['a worker’s worker', nestingUrl],
];

test.each(workers)('%s may call its own site', async (_, script) => {
  expect(await callFrom(script, `${location.origin}/`)).toBe('reached');
});

test.each(workers)('%s is refused another origin by the page’s policy', async (_, script) => {
  expect(elsewhere).not.toContain('localhost');
  expect(await callFrom(script, elsewhere)).toBe('refused by connect-src');
});

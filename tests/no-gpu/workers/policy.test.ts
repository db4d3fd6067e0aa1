import { afterEach, expect, test } from 'vitest';
import bootstrapUrl from '$lib/workers/bootstrap.ts?url';
import callerUrl from './caller.worker.ts?worker&url';

/** The directives of the site that bear on workers; the inline script is this test's own. */
const policy = `default-src 'none'; script-src 'self' 'unsafe-inline'; worker-src 'self' blob:; connect-src 'self'`;

let frame: HTMLIFrameElement;
afterEach(() => frame.remove());

/** What a worker started in a page with the policy above says when it calls `address`. */
function callFrom(address: string): Promise<unknown> {
  frame = document.createElement('iframe');
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}">
    <script type="module">
      import { startWorker } from '${new URL(bootstrapUrl, location.href).href}';
      const worker = startWorker('${script}');
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

const script = new URL(callerUrl, location.href).href;
/** The same server under its other name is another origin, and it is there: only a policy keeps a worker from it. */
const elsewhere = location.origin.replace('localhost', '127.0.0.1') + '/elsewhere';

test('a worker may call its own site', async () => {
  expect(await callFrom(`${location.origin}/`)).toBe('reached');
});

test('a worker is refused another origin by the page’s policy', async () => {
  expect(elsewhere).not.toContain('localhost');
  expect(await callFrom(elsewhere)).toBe('refused by connect-src');
});

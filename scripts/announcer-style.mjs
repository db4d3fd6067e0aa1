import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * CSP hash of the one inline style on a page: the router's announcer, a visually hidden live region.
 * Read from the installed SvelteKit, so that an upgrade cannot leave a stale hash behind.
 * @returns {`sha256-${string}`}
 */
export function announcerStyleHash() {
  const kit = createRequire(import.meta.url).resolve('@sveltejs/kit/package.json');
  const source = readFileSync(kit.replace('package.json', 'src/core/sync/write_root.js'), 'utf8');
  const style = /id="svelte-announcer"[^>]*style="([^"]+)"/.exec(source)?.[1];
  if (!style) throw new Error("SvelteKit's announcer was not found in write_root.js: update this pattern");
  return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}

/**
 * Each page's own Content Security Policy. SvelteKit writes one policy for all pages; the model pages need more: WebAssembly,
 * and the hosts of a model hub, which they ask only for a model that the reader names. The other pages stay at their own origin.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of the pages that run language models. */
export const modelPages = ['steer', 'heads'];

/** The hub, and the hosts that it hands large files over to. MODEL_HUB names a mirror instead. */
export const hubOrigins = process.env.MODEL_HUB
  ? [new URL(process.env.MODEL_HUB).origin]
  : ['https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.co'];

/** What a model page's policy has beyond the others'. @type {Record<string, string[]>} */
export const modelPageSources = { 'script-src': ["'wasm-unsafe-eval'"], 'connect-src': hubOrigins };

/**
 * @param {string} html a built page
 * @param {Record<string, string[]>} sources by directive
 * @returns {string} the page, its policy widened
 * @throws when the page has no policy, or not the directive
 */
export function widened(html, sources) {
  const pattern = /(<meta http-equiv="content-security-policy" content=")([^"]+)/;
  if (!pattern.test(html)) throw new Error('the page has no policy to widen');
  return html.replace(pattern, (_, start, policy) => {
    const directives = String(policy).split('; ');
    for (const [name, more] of Object.entries(sources)) {
      const at = directives.findIndex((directive) => directive.startsWith(`${name} `));
      if (at < 0) throw new Error(`the policy has no ${name}: “${policy}”`);
      directives[at] = [directives[at], ...more].join(' ');
    }
    return start + directives.join('; ');
  });
}

/**
 * @param {import('@sveltejs/kit').Adapter} adapter writes the site
 * @param {string} folder it writes to
 * @returns {import('@sveltejs/kit').Adapter} that adapter, the model pages with their own policy
 */
export function withPagePolicies(adapter, folder) {
  return {
    ...adapter,
    async adapt(builder) {
      await adapter.adapt(builder);
      for (const page of modelPages) {
        const file = join(folder, page, 'index.html');
        writeFileSync(file, widened(readFileSync(file, 'utf8'), modelPageSources));
      }
    },
  };
}

import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { announcerStyleHash } from './scripts/announcer-style.mjs';
import { withPagePolicies } from './scripts/page-policies.mjs';

/** The built site works at any base path; BASE_PATH fixes one, BUILD_DIR says where the site is written. */
const base = /** @type {'' | `/${string}`} */ ((process.env.BASE_PATH ?? '').replace(/\/$/, ''));
const out = process.env.BUILD_DIR ?? 'build';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: withPagePolicies(adapter({ pages: out, assets: out, strict: true }), out),
    paths: { base, relative: true },
    alias: { $shaders: 'shaders' },
    serviceWorker: { register: true },
    // Static hosts send no headers, so the policy stands in each page. Scripts that SvelteKit writes into a page
    // are named by their hash; the router's announcer is the only element with an inline style.
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self'],
        'style-src': ['self'],
        'style-src-attr': ['unsafe-hashes', announcerStyleHash()],
        'img-src': ['self', 'data:', 'blob:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'worker-src': ['self', 'blob:'],
        'manifest-src': ['self'],
        'base-uri': ['none'],
        'form-action': ['none'],
      },
    },
  },
};

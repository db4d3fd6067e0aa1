import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export default defineConfig({
  plugins: [sveltekit()],
  define: { __CROSSOVER_VERSION__: JSON.stringify(version) },
  worker: { format: 'es' },
  build: { target: 'es2022' },
  server: { fs: { allow: ['shaders'] } },
});

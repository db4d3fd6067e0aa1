import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { chromiumPath, chromiumFlags, webgpuFlags } from './scripts/browser.mjs';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { dependencies } = JSON.parse(readFileSync(at('./package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};
const resolve = { alias: { $lib: at('./src/lib'), $shaders: at('./shaders') }, conditions: ['browser'] };
const define = { __CROSSOVER_VERSION__: JSON.stringify('test') };
/** Vitest defines names in the page alone; a worker's modules need them too. */
const versionInWorkers = {
  name: 'version-in-workers',
  transform: (code: string) => code.replaceAll('__CROSSOVER_VERSION__', define.__CROSSOVER_VERSION__),
};

/** One core is left free by default, which on two is half of them. */
const maxWorkers = availableParallelism();

/** See tests/propertySeed.ts. */
const wanted = process.env.PROPERTY_SEED ?? '1';
const properties = {
  setupFiles: [at('./tests/propertySeed.ts')],
  provide: { propertySeed: wanted === 'random' ? null : Number(wanted) },
};

/** Browser tests: the same Chromium with a software WebGPU adapter, and without any. */
const inChromium = (name: string, include: string, args: string[]) => ({
  resolve,
  define,
  plugins: [versionInWorkers],
  // Found only in a worker, a dependency would be bundled on the way, and the page reloaded under a running test.
  optimizeDeps: { include: [...Object.keys(dependencies), 'fast-check'] },
  test: {
    name,
    ...properties,
    include: [include],
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath: chromiumPath(), args } }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte()],
        resolve,
        define,
        test: {
          name: 'unit',
          ...properties,
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          testTimeout: 30_000,
          // A third of the time went into starting a process and reading all modules again for each file.
          pool: 'threads',
          isolate: false,
          maxWorkers,
        },
      },
      inChromium('gpu', 'tests/gpu/**/*.test.ts', [...chromiumFlags, ...webgpuFlags]),
      inChromium('no-gpu', 'tests/no-gpu/**/*.test.ts', chromiumFlags),
    ],
  },
});

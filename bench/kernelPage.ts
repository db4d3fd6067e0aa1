/** Pages of the bench in a Chromium with the software adapter: one with every kernel and every twin, one with language models. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { createServer } from 'vite';
import { chromiumFlags, chromiumPath, webgpuFlags } from '../scripts/browser.mjs';
import type { KernelBench } from './browser/kernels';

declare global {
  interface Window {
    kernelBench?: KernelBench;
  }
}

/** Runs `work` on the page of kernels. */
export const onKernelPage = <T>(work: (page: Page) => Promise<T>): Promise<T> =>
  onBenchPage('index.html', () => window.kernelBench !== undefined, work);

/** Runs `work` on a page of bench/browser. The modules are served unbuilt, as the tests in a browser have them. */
export async function onBenchPage<T>(
  file: string,
  ready: () => boolean,
  work: (page: Page, browser: Browser) => Promise<T>,
): Promise<T> {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const server = await createServer({
    configFile: false,
    logLevel: 'error',
    cacheDir: 'node_modules/.crossover-bench-vite',
    server: { port: 4198, strictPort: false, hmr: false, watch: null },
    resolve: { alias: { $lib: resolve('src/lib'), $shaders: resolve('shaders') } },
    worker: { format: 'es' },
    // Found late, a dependency would be bundled on the way and the page reloaded under a running bench.
    optimizeDeps: { include: Object.keys(dependencies), noDiscovery: true },
    plugins: [
      {
        name: 'version-in-workers',
        transform: (code) => code.replaceAll('__CROSSOVER_VERSION__', '"bench"'),
      },
    ],
  });
  await server.listen();
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--headless=new', ...chromiumFlags, ...webgpuFlags],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.resolvedUrls?.local[0]}bench/browser/${file}`);
    await page.waitForFunction(ready, null, { timeout: 60_000 });
    return await work(page, browser);
  } finally {
    await browser.close();
    await server.close();
  }
}

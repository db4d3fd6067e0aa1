/** Kernels against their CPU twins in the same Chromium, on the software adapter: no statement about any real GPU. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';
import { chromiumFlags, chromiumPath, webgpuFlags } from '../scripts/browser.mjs';
import type { TwinKind } from '../src/lib/coupling/twins';
import type { KernelBench } from './browser/kernels';
import { jobsOf, type Draws, type Jobs } from './jobs';
import { NEEDS, rateWords } from './limit';
import { result, whole, type BenchResult } from './measure';

const RUNS = 3;
const DRAWS: Draws = {
  phases: 20_000,
  turns: 20_000,
  permutations: 20_000,
  pairs: 2_000,
  items: 200,
  meta: 10_000,
};

declare global {
  interface Window {
    kernelBench?: KernelBench;
  }
}

export async function kernels(): Promise<BenchResult[]> {
  return onKernelPage(async (page) => {
    const told = await page.evaluate(async () => ({
      adapter: await window.kernelBench!.adapter(),
      cores: window.kernelBench!.cores,
    }));
    if (told.adapter === null) return [];
    const limit = await page.evaluate(() => window.kernelBench!.limit());
    const jobs = jobsOf(readFileSync('static/panels/uniform.csv', 'utf8'), DRAWS);
    const results: BenchResult[] = [];
    for (const kind of Object.keys(DRAWS) as TwinKind[]) {
      const { gpuMs, cpuMs, poolMs } = await page.evaluate(
        ([of, draws, runs]) => window.kernelBench!.measure(of, draws, runs),
        [kind, DRAWS, RUNS] as const,
      );
      const fields = {
        name: `kernel: ${kind}`,
        work: `${whole(DRAWS[kind])} draws of the uniform panel${ratesOf(kind, jobs, gpuMs, limit)}`,
        oursMs: gpuMs,
        backend: told.adapter,
        runs: RUNS,
        clock: 'wall',
      } as const;
      results.push(
        result(fields, 'the CPU twin on one thread of the same browser', cpuMs),
        result(fields, `the CPU twin on ${told.cores} workers of the same browser`, poolMs),
      );
    }
    return results;
  });
}

/** What the kinds have that the targets speak of. */
function ratesOf(kind: TwinKind, jobs: Jobs, ms: number, limit: number): string {
  if (kind !== 'phases' && kind !== 'pairs' && kind !== 'items') return '';
  const need = {
    phases: NEEDS.phases(jobs.phases),
    pairs: NEEDS.pairs(jobs.pairs),
    items: NEEDS.items(jobs.items),
  };
  return `: ${rateWords(need[kind], limit, ms)}`;
}

/** Serves the modules unbuilt, as the tests in a browser do. */
async function onKernelPage<T>(work: (page: Page) => Promise<T>): Promise<T> {
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
    await page.goto(`${server.resolvedUrls?.local[0]}bench/browser/index.html`);
    await page.waitForFunction(() => window.kernelBench !== undefined, null, { timeout: 60_000 });
    return await work(page);
  } finally {
    await browser.close();
    await server.close();
  }
}

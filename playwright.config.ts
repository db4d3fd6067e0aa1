import { defineConfig } from '@playwright/test';
import { chromiumFlags, chromiumPath, noGpuFlags, webgpuFlags } from './scripts/browser.mjs';

/**
 * End-to-end tests run on the built site, served below a non-root path as a static host would. Those named `.gpu.spec.ts` have a
 * software WebGPU adapter, which costs a test seconds; the others have none, as most continuous-integration machines. Only tests of
 * what the service worker does have one: it fetches the whole site at a first visit.
 */
const port = Number(process.env.E2E_PORT ?? 4179);
const launch = (args: string[]) => ({
  launchOptions: { executablePath: chromiumPath(), args: ['--headless=new', ...args] },
});

export default defineConfig({
  testDir: 'tests/e2e',
  // A test is a reader’s session with several visits; a busy machine takes three times as long.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? [['list'], ['json', { outputFile: 'test-results/e2e.json' }]] : 'list',
  use: {
    baseURL: `http://localhost:${port}/crossover/`,
    permissions: ['clipboard-read', 'clipboard-write'],
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'webgpu', use: launch([...chromiumFlags, ...webgpuFlags]), testMatch: /\.gpu\.spec\.ts$/ },
    { name: 'no-webgpu', use: launch([...chromiumFlags, ...noGpuFlags]), testIgnore: /\.gpu\.spec\.ts$/ },
  ],
  webServer: {
    command: 'node scripts/serve.mjs build-base',
    env: { PORT: String(port), BASE_PATH: '/crossover' },
    url: `http://localhost:${port}/crossover/`,
    reuseExistingServer: !process.env.CI,
  },
});

import { defineConfig } from '@playwright/test';
import { chromiumFlags, chromiumPath, webgpuFlags } from './scripts/browser.mjs';

/** End-to-end tests run on the built site, served below a non-root path as a static host would. */
const port = Number(process.env.E2E_PORT ?? 4179);
const launch = (args: string[]) => ({
  launchOptions: { executablePath: chromiumPath(), args: ['--headless=new', ...args] },
});

export default defineConfig({
  testDir: 'tests/e2e',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? [['list'], ['json', { outputFile: 'test-results/e2e.json' }]] : 'list',
  use: { baseURL: `http://localhost:${port}/crossover/`, permissions: ['clipboard-read', 'clipboard-write'] },
  projects: [
    { name: 'webgpu', use: launch([...chromiumFlags, ...webgpuFlags]), testIgnore: /\.nogpu\.spec\.ts$/ },
    { name: 'no-webgpu', use: launch(chromiumFlags), testMatch: /\.nogpu\.spec\.ts$/ },
  ],
  webServer: {
    command: 'node scripts/serve.mjs build-base',
    env: { PORT: String(port), BASE_PATH: '/crossover' },
    url: `http://localhost:${port}/crossover/`,
    reuseExistingServer: !process.env.CI,
  },
});

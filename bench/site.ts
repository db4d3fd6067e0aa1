/** The site as it ships, built once for a run of the bench and served to a Chromium without a GPU. */
import { execFileSync } from 'node:child_process';
import { chromium, type Page } from 'playwright';
import { chromiumFlags, chromiumPath } from '../scripts/browser.mjs';
import { serve } from '../scripts/serve.mjs';

const FOLDER = 'node_modules/.crossover-bench-site';
let served: Promise<string> | null = null;

async function buildAndServe(): Promise<string> {
  execFileSync('node', ['scripts/build.mjs'], {
    // Standard output is the bench's own.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, BUILD_DIR: FOLDER, BASE_PATH: '' },
  });
  return serve({ folder: FOLDER, port: 4197 });
}

/** Runs `work` on a fresh page of the built site, where the opening diagnosis stands. */
export async function onBuiltPage<T>(work: (page: Page, url: string) => Promise<T>): Promise<T> {
  const url = await (served ??= buildAndServe());
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--headless=new', ...chromiumFlags],
  });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.locator('[role=status][aria-busy=false]').first().waitFor();
    return await work(page, url);
  } finally {
    await browser.close();
  }
}

/**
 * Photographs the built site: `npm run screenshot` builds it, writes docs/diagnose.png for the README, and with
 * `-- --all FOLDER` every page in light and dark at 360 and 1440 px, to be looked at.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chromiumFlags, chromiumPath, webgpuFlags } from './browser.mjs';
import { serve } from './serve.mjs';
import { run } from './setup.mjs';

const pages = {
  diagnose: '',
  atlas: 'atlas/',
  frontier: 'frontier/',
  steer: 'steer/',
  heads: 'heads/',
  claims: 'claims/',
  methods: 'methods/',
};
const all = process.argv.indexOf('--all');
const folder = all > 0 ? process.argv[all + 1] : null;
if (!process.argv.includes('--no-build')) run('node', ['scripts/build.mjs']);
const url = await serve({ port: Number(process.env.PORT ?? 4188) });
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--headless=new', ...chromiumFlags, ...webgpuFlags],
});

/**
 * @param {string} path
 * @param {string} file
 * @param {{ width: number, colorScheme: 'light' | 'dark', fullPage: boolean }} look
 */
async function photograph(path, file, { width, colorScheme, fullPage }) {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 780 : 900 },
    deviceScaleFactor: width < 500 ? 2 : 1,
    colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(url + path);
  // Diagnose is ready when its first verdict stands, the Atlas when its population does; Methods as soon as it is loaded.
  if (path !== 'methods/') await page.locator('[role=status][aria-busy=false]').first().waitFor();
  if (fullPage) {
    // A window as tall as the page: a stitched screenshot can catch a drawing half re-rastered.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height });
  }
  await page.waitForTimeout(500);
  await page.screenshot({ path: file });
  await context.close();
  console.log(file);
}

if (folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, path] of Object.entries(pages))
    for (const colorScheme of /** @type {const} */ (['light', 'dark']))
      for (const width of [360, 1440])
        await photograph(path, join(folder, `${name}-${colorScheme}-${width}.png`), {
          width,
          colorScheme,
          fullPage: true,
        });
} else await photograph('', 'docs/diagnose.png', { width: 1280, colorScheme: 'light', fullPage: false });

await browser.close();
process.exit(0);

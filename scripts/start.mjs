/** `npm start`: installs, builds, serves, and opens the page where there is a display. */
import { spawn } from 'node:child_process';
import { installDependencies, run } from './setup.mjs';

installDependencies();
run('node', ['scripts/build.mjs']);
const { serve } = await import('./serve.mjs');
const base = (process.env.BASE_PATH ?? '').replace(/\/$/, '');
try {
  const url = await serve({ port: Number(process.env.PORT ?? 4173), base });
  console.log(`\nCrossover is at ${url}   (Ctrl+C to stop)`);
  openInBrowser(url);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** @param {string} url */
function openInBrowser(url) {
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!display || process.env.CI || !process.stdout.isTTY) return;
  const opener =
    process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open';
  // A missing opener is no failure: the URL is printed above.
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

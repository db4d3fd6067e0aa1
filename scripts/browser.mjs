/** Where the tests find Chromium, and how they start it. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of an installed Chromium: CHROMIUM_PATH, the system's, or the one Playwright downloaded. */
export function chromiumPath() {
  const system = candidates.find((path) => path && existsSync(path));
  return system ?? chromium.executablePath();
}

/** Quiet and closed: no call home, no profile left over. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A software WebGPU adapter (SwiftShader). Without these flags a machine with no GPU has no adapter at all. */
export const webgpuFlags = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** No GPU process that would draw and compute in software: pages are drawn by the processor at once. */
export const noGpuFlags = ['--disable-gpu', '--disable-software-rasterizer'];

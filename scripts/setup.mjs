/** Set-up shared by `npm start` and `npm test`: dependencies and, for tests, a browser. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * Runs a command in the project's root, its output shown; throws when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
export function run(command, args, env = {}) {
  const shell = process.platform === 'win32';
  execFileSync(command, args, { stdio: 'inherit', shell, env: { ...process.env, ...env } });
}

/**
 * Runs a command in the project's root without showing its output, which comes back with whether it succeeded.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runQuietly(command, args) {
  const shell = process.platform === 'win32';
  return new Promise((resolve) => {
    execFile(command, args, { shell, maxBuffer: 64e6 }, (error, stdout, stderr) =>
      resolve({ ok: error === null, output: `${stdout}${stderr}`.trimEnd() }),
    );
  });
}

/** Installs exactly what the lock file names, once per lock file. */
export function installDependencies() {
  const installed = 'node_modules/.package-lock.json';
  if (existsSync(installed) && sameVersions(installed)) return;
  console.log('Installing dependencies …');
  run('npm', ['ci', '--no-audit', '--no-fund']);
}

/**
 * A fresh checkout can touch the lock file's date without changing it, and the reverse: compare what it says.
 * @param {string} installed
 */
function sameVersions(installed) {
  /** @typedef {Record<string, { version: string, optional?: boolean }>} Packages */
  /** @type {Packages} */
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  /** @type {Packages} */
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

/** Finds Chromium, or installs it: the system's package where apt and root allow, else Playwright's own download. */
export async function installBrowser() {
  const { chromiumPath } = await import('./browser.mjs');
  if (existsSync(chromiumPath())) return;
  console.log('Installing Chromium for the tests …');
  const apt = spawnSync('apt-get', ['--version']).status === 0 && process.getuid?.() === 0;
  if (apt) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', 'chromium'], { DEBIAN_FRONTEND: 'noninteractive' });
  } else run('npx', ['playwright', 'install', '--with-deps', 'chromium']);
  if (!existsSync(chromiumPath()))
    throw new Error('No Chromium found. Install one and set CHROMIUM_PATH to its executable.');
}

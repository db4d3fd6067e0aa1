/**
 * Bundles a TypeScript entry for Node, so that what is timed is the code as it ships: run module by module, every import
 * in an inner loop would be a property look-up.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * @param {string} entry path of the entry, from the project's root
 * @returns {Promise<Record<string, any>>} what the entry exports
 */
export async function importBundled(entry) {
  // Beside node_modules, so that the bundle finds the packages it leaves out.
  const outDir = mkdtempSync(resolve('node_modules/.crossover-'));
  process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: 'error',
    define: { __CROSSOVER_VERSION__: JSON.stringify('bench') },
    resolve: { alias: { $lib: resolve('src/lib'), $shaders: resolve('shaders') } },
    build: {
      ssr: resolve(entry),
      outDir,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'entry.mjs' } },
    },
  });
  return import(pathToFileURL(join(outDir, 'entry.mjs')).href);
}

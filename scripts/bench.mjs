/** `npm run bench [-- --json] [-- --only NAME]`: what matters, as ratios measured side by side in one run. */
import { printResult } from './bench-lines.mjs';
import { importBundled } from './bundle.mjs';
import { installDependencies } from './setup.mjs';

installDependencies();
const json = process.argv.includes('--json');
const only = process.argv.indexOf('--only');
const wanted = only > 0 ? process.argv[only + 1] : '';

/** @type {{ benches: Record<string, () => Promise<import('../bench/measure').BenchResult[]>> }} */
const { benches } = /** @type {any} */ (await importBundled('bench/main.ts'));

for (const [name, bench] of Object.entries(benches)) {
  if (!name.includes(wanted)) continue;
  for (const result of await bench()) printResult(result, json);
}
process.exit(0);

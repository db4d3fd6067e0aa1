/** `npm run bench [-- --json] [-- --only NAME]`: what matters, as ratios measured side by side in one run. */
import { importBundled } from './bundle.mjs';
import { installDependencies } from './setup.mjs';

installDependencies();
const json = process.argv.includes('--json');
const only = process.argv.indexOf('--only');
const wanted = only > 0 ? process.argv[only + 1] : '';

/** @type {{ benches: Record<string, () => Promise<import('../bench/measure').BenchResult[]>> }} */
const { benches } = /** @type {any} */ (await importBundled('bench/main.ts'));

const ms = (/** @type {number | null} */ x) => (x === null ? '–' : x < 10 ? x.toFixed(2) : x.toFixed(0));
for (const [name, bench] of Object.entries(benches)) {
  if (!name.includes(wanted)) continue;
  for (const result of await bench()) {
    if (json) console.log(JSON.stringify(result));
    else {
      const against = result.peer
        ? `  ${result.peer}: ${ms(result.peerMs)} ms  → ×${result.ratio?.toFixed(2) ?? '–'}`
        : '';
      console.log(
        `${result.name} [${result.backend}] ${result.work}\n   ours: ${ms(result.oursMs)} ms${against}  (${result.runs} runs)`,
      );
    }
  }
}
process.exit(0);

/** `npm run bench [-- --json] [-- --only NAME]`: what matters, as ratios measured side by side in one run. */
import { createServer } from 'vite';
import { installDependencies } from './setup.mjs';

installDependencies();
const json = process.argv.includes('--json');
const only = process.argv.indexOf('--only');
const wanted = only > 0 ? process.argv[only + 1] : '';

const vite = await createServer({
  server: { port: 0 },
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
});
await vite.listen();
/** @type {{ benches: Record<string, (url: string) => Promise<import('../bench/measure').BenchResult[]>> }} */
const { benches } = /** @type {any} */ (await vite.ssrLoadModule('/bench/main.ts'));
const url = vite.resolvedUrls?.local[0] ?? '';

const ms = (/** @type {number | null} */ x) => (x === null ? '–' : x < 10 ? x.toFixed(2) : x.toFixed(0));
for (const [name, bench] of Object.entries(benches)) {
  if (!name.includes(wanted)) continue;
  for (const result of await bench(url)) {
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
await vite.close();
process.exit(0);

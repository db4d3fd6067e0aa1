/**
 * `node scripts/bench-device.mjs [--json]`: the kernels on the GPU of this machine, through Dawn for Node. That package is
 * large and nobody else's need, so it is no dependency: install it where it is wanted, `npm install --no-save webgpu`.
 */
import { importBundled } from './bundle.mjs';
import { printResult } from './bench-lines.mjs';

/** @returns {Promise<boolean>} whether Node has a `navigator.gpu` from now on */
async function openDawn() {
  if (globalThis.navigator?.gpu) return true;
  try {
    // A name that the type checker need not know.
    const dawn = 'webgpu';
    const { create, globals } = await import(dawn);
    Object.assign(globalThis, globals);
    Object.defineProperty(globalThis, 'navigator', {
      value: { gpu: create([]), hardwareConcurrency: 1 },
      configurable: true,
    });
    return true;
  } catch (error) {
    console.error(`Dawn for Node is not there (${error instanceof Error ? error.message : error}).`);
    return false;
  }
}

if (!(await openDawn())) {
  console.error('Install it with `npm install --no-save webgpu`, on a machine with a GPU and its driver.');
  process.exit(1);
}
/** @type {{ deviceBench: () => Promise<import('../bench/measure').BenchResult[]> }} */
const { deviceBench } = /** @type {any} */ (await importBundled('bench/device.ts'));
const results = await deviceBench();
if (results.length === 0) {
  console.error('Dawn finds no adapter here: a GPU with a Vulkan, Metal or Direct3D 12 driver is needed.');
  process.exit(1);
}
for (const result of results) printResult(result, process.argv.includes('--json'));
process.exit(0);

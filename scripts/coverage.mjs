/**
 * `node scripts/coverage.mjs [--replicates N] [--slice TEXT] [--threads N] [--save FILE] [--from FILE]`: how often are the
 * intervals right? Writes docs/validity.md and src/lib/methods/validity.json; with --slice it runs the cells whose name
 * contains TEXT and prints their counts instead. --save keeps the counts of a run, --from writes the documents from them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createServer } from 'vite';

/** @typedef {Record<string, Record<string, number>>} Counts counters by cell */
/** @typedef {typeof import('../bench/coverage/main')} Study */

async function loadStudy() {
  const vite = await createServer({
    server: { middlewareMode: true, ws: false, watch: null },
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
  });
  const study = /** @type {Study} */ (await vite.ssrLoadModule('/bench/coverage/main.ts'));
  return { study, close: () => vite.close() };
}

/** A thread runs the cells that it is handed, by number, until it is told to stop. */
async function serveCells() {
  const { study, close } = await loadStudy();
  const cells = study.cellsOf(workerData.replicates);
  parentPort?.on('message', async (/** @type {number} */ number) => {
    if (number < 0) {
      await close();
      process.exit(0);
    }
    parentPort?.postMessage({ number, counters: await study.runCell(cells[number], study.SEED) });
  });
  parentPort?.postMessage({ number: -1, counters: null });
}

/**
 * Runs cells on threads, slowest kinds first.
 * @param {number[]} waiting @param {number} threads @param {number} replicates
 * @param {(number: number, counters: Record<string, number>) => void} done
 */
function runOnThreads(waiting, threads, replicates, done) {
  const one = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { replicates } });
      worker.on('message', ({ number, counters }) => {
        if (counters !== null) done(number, counters);
        worker.postMessage(waiting.shift() ?? -1);
      });
      worker.on('error', reject);
      worker.on('exit', resolve);
    });
  return Promise.all(Array.from({ length: threads }, one));
}

/** @param {string} name @param {string} otherwise */
function option(name, otherwise) {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : otherwise;
}

async function main() {
  const { study, close } = await loadStudy();
  const replicates = Number(option('--replicates', String(study.REPLICATES)));
  if (!Number.isInteger(replicates) || replicates < 4)
    throw new RangeError(`--replicates ${option('--replicates', '')}; give a whole number of 4 or more`);
  const slice = option('--slice', '');
  const from = option('--from', '');
  const save = option('--save', '');

  const cells = study.cellsOf(replicates);
  const chosen = cells.flatMap(({ id }, i) => (id.includes(slice) ? [i] : []));
  /** @type {import('../bench/coverage/report').Run} */
  let run;
  if (from) run = JSON.parse(readFileSync(from, 'utf8'));
  else {
    /** @type {Counts} */
    const counts = {};
    const began = Date.now();
    let finished = 0;
    let told = began;
    await runOnThreads([...chosen], Number(option('--threads', '2')), replicates, (number, counters) => {
      counts[cells[number].id] = counters;
      finished++;
      if (Date.now() - told < 20_000 && finished < chosen.length) return;
      told = Date.now();
      console.log(`${finished} of ${chosen.length} cells, ${Math.round((told - began) / 1000)} s`);
    });
    const { user, system } = process.cpuUsage();
    run = {
      generated: {
        date: new Date().toISOString().slice(0, 10),
        replicates,
        cpuMinutes: Math.round((user + system) / 6e6) / 10,
        seed: study.SEED,
      },
      counts,
    };
    if (save) writeFileSync(save, JSON.stringify(run));
  }
  if (slice) console.log(JSON.stringify(run, null, 1));
  else {
    const { json, markdown } = await study.documents(run);
    writeFileSync('src/lib/methods/validity.json', json);
    writeFileSync('docs/validity.md', markdown);
    console.log(`wrote docs/validity.md and src/lib/methods/validity.json`);
  }
  await close();
}

if (isMainThread) await main();
else await serveCells();

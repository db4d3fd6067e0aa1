/** A small language model in the browser: text with and without a vector beside transformers.js alone, loading, memory; and a large file edited. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright';
import { instrument } from '../src/lib/models/onnx/instrument';
import type { ModelBench } from './browser/models';
import { onBenchPage } from './kernelPage';
import { medians, result, wallMs, whole, type BenchResult } from './measure';

const TOKENS = 120;
const RUNS = 61;
const LOADS = 5;
const EDITS = 3;
const GIGABYTE = 1e9;

export async function models(): Promise<BenchResult[]> {
  const { times, peakMB } = await onBenchPage(
    'models.html',
    () => (window as { modelBench?: unknown }).modelBench !== undefined,
    async (page, browser) => ({
      times: await page.evaluate(
        (work) => (window as unknown as { modelBench: ModelBench }).modelBench.measure(work),
        { tokens: TOKENS, runs: RUNS, loads: LOADS },
      ),
      peakMB: await peakOfRenderers(browser),
    }),
  );
  const large = largeModel();
  const [editMs] = await medians([
    { run: () => wallMs(() => instrument(large, { steer: [1], resid: [1] })), runs: EDITS },
  ]);
  const editPeakMB = process.resourceUsage().maxRSS / 1000;
  const common = { runs: RUNS, backend: 'wasm, one thread', clock: 'wall' } as const;
  const alone = 'transformers.js alone';
  const text = `${whole(TOKENS)} tokens of organism 4×96, greedy`;
  return [
    result(
      { ...common, name: 'text, unsteered', work: text, oursMs: times.unsteeredMs },
      alone,
      times.plainMs,
    ),
    result(
      { ...common, name: 'text, steered', work: `${text}, a vector added`, oursMs: times.steeredMs },
      alone,
      times.plainMs,
    ),
    result({
      ...common,
      name: 'model load',
      runs: LOADS,
      work: `2.9 MB from the browser’s store to the end of the self-check; the renderer’s peak was ${whole(peakMB)} MB`,
      oursMs: times.loadMs,
    }),
    result({
      ...common,
      name: 'graph edit',
      work: `a file of 1 GB: a steering input and a tap; the process’ peak, file and result in it, was ${whole(editPeakMB)} MB`,
      oursMs: editMs,
      runs: EDITS,
      backend: 'cpu',
    }),
  ];
}

/** Highest resident memory of the page’s process, MB; 0 where the system does not tell. */
async function peakOfRenderers(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      try {
        return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1000;
      } catch {
        return 0;
      }
    });
  return Math.max(0, ...peaks);
}

/** The fixture behind a field of a gigabyte that no reader knows: it is passed over and copied as weights are. */
function largeModel(): Uint8Array {
  const model = readFileSync('tests/fixtures/onnx/organism_4x96/onnx/model.onnx');
  // Field 2047, length-delimited, and its length as base-128 digits.
  const head = [0xfa, 0x7f];
  let length = GIGABYTE;
  for (; length > 127; length = Math.floor(length / 128)) head.push((length % 128) | 128);
  head.push(length);
  const bytes = new Uint8Array(head.length + GIGABYTE + model.length);
  bytes.set(head);
  bytes.set(model, head.length + GIGABYTE);
  return bytes;
}

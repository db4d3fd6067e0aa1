/** In the browser: loading a small model, and writing text with it, beside transformers.js as it comes. */
import { AutoModelForCausalLM, env, Tensor } from '@huggingface/transformers';
import { openByteStore } from '../../src/lib/models/runtime/byteStore';
import { loadModel, type LoadedModel } from '../../src/lib/models/runtime/load';
import { ortFiles } from '../../src/lib/models/runtime/ortFiles';
import { generate } from '../../src/lib/models/runtime/tokenLoop';
import { median, wallMs } from '../measure';

export interface ModelTimes {
  /** From the choice to a model that has proved itself, its files in the browser’s store. */
  loadMs: number;
  /** For so many tokens of text: transformers.js by itself, then ours without and with a vector. */
  tokens: number;
  plainMs: number;
  unsteeredMs: number;
  steeredMs: number;
}

export interface ModelBench {
  measure(work: { tokens: number; runs: number; loads: number }): Promise<ModelTimes>;
}

const ID = 'organism_4x96';
const FOLDER = '/tests/fixtures/onnx/';

async function openPlain() {
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new Error('this build of ONNX Runtime has no wasm');
  wasm.wasmPaths = ortFiles('wasm');
  wasm.numThreads = 1;
  env.localModelPath = FOLDER;
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  env.useBrowserCache = false;
  return AutoModelForCausalLM.from_pretrained(ID, { device: 'wasm', dtype: 'fp32' });
}

const load = (): Promise<LoadedModel> =>
  loadModel(
    {
      source: { kind: 'bundled', id: ID, base: new URL(FOLDER, location.href).href, edition: null },
      device: 'wasm',
      dtype: 'fp32',
    },
    { store: openByteStore() },
    { onProgress: () => undefined, signal: new AbortController().signal },
  );

const bench: ModelBench = {
  async measure({ tokens, runs, loads }) {
    // Before ours: the library has one configuration, which a load of ours makes its own.
    const plain = await openPlain();
    let loaded = await load();
    const loadTimes: number[] = [];
    for (let run = 0; run < loads; run++) {
      await loaded.model.release();
      loadTimes.push(await wallMs(async () => (loaded = await load())));
    }
    const { model } = loaded;
    const prompt = model.tokenize('The capital of France is');
    const steering = { layer: 1, vector: new Float32Array(model.shape.hidden).fill(0.1) };
    // No text ends early: each way writes every token.
    const endless = new Proxy(model, {
      get: (target, key, receiver) => (key === 'endTokens' ? [] : Reflect.get(target, key, receiver)),
    });
    const ways = [
      () =>
        plain.generate({
          inputs: new Tensor('int64', BigInt64Array.from(prompt, BigInt), [1, prompt.length]),
          max_new_tokens: tokens,
          min_new_tokens: tokens,
          do_sample: false,
        } as never),
      () => generate(endless, { prompt, maxTokens: tokens, sampling: null }),
      () => generate(endless, { prompt, maxTokens: tokens, steering, sampling: null }),
    ];
    // Each way has its own session, and the first run of it compiles. Then in turn, so that all see the same machine.
    for (const way of ways) await way();
    const times = ways.map((): number[] => []);
    for (let run = 0; run < runs; run++)
      for (const [i, way] of ways.entries()) times[i].push(await wallMs(way));
    const [plainMs, unsteeredMs, steeredMs] = times.map(median);
    return { loadMs: median(loadTimes), tokens, plainMs, unsteeredMs, steeredMs };
  },
};

declare global {
  interface Window {
    modelBench?: ModelBench;
  }
}
window.modelBench = bench;

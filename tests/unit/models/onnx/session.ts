/** Runs a model in ONNX Runtime’s wasm build, in Node: prompts, and greedy text with a key/value cache. */
import type { InstrumentInfo } from '../../../../src/lib/models/onnx/instrument';

interface Tensor {
  data: Float32Array;
  dims: readonly number[];
}
export interface Session {
  inputNames: readonly string[];
  outputNames: readonly string[];
  run(feeds: Record<string, unknown>): Promise<Record<string, Tensor>>;
  release(): Promise<void>;
}
interface Runtime {
  InferenceSession: {
    create(
      model: Uint8Array,
      options: { executionProviders: string[]; externalData: { path: string; data: Uint8Array }[] },
    ): Promise<Session>;
  };
  Tensor: new (type: string, data: Float32Array | BigInt64Array, dims: number[]) => Tensor;
  env: { wasm: { numThreads: number }; logLevel: string };
}

/** The runtime. A test without it fails: nothing here may be skipped unseen. */
export async function wasmRuntime(): Promise<Runtime> {
  const runtime = (await import('onnxruntime-web')) as unknown as Runtime;
  // More threads would sum in another order, and the bits are to be compared.
  runtime.env.wasm.numThreads = 1;
  runtime.env.logLevel = 'error';
  return runtime;
}

export async function openSession(
  runtime: Runtime,
  model: Uint8Array,
  externalData: { path: string; data: Uint8Array }[] = [],
): Promise<Session> {
  const before = globalThis.Worker;
  try {
    return await runtime.InferenceSession.create(model, { executionProviders: ['wasm'], externalData });
  } finally {
    // Its wasm module gives Node the browser's `Worker`, which tests run later in this thread would take for a browser's.
    globalThis.Worker = before;
  }
}

export type Cache = Record<string, Tensor>;

/** One run over `ids`, after what the cache holds. */
export async function runModel(
  runtime: Runtime,
  session: Session,
  info: InstrumentInfo,
  ids: number[],
  {
    vector,
    vectorDims,
    scales = {},
    cache,
  }: {
    vector?: Float32Array;
    vectorDims?: number[];
    scales?: Record<string, Float32Array>;
    cache?: Cache;
  } = {},
) {
  const past = cache ? cache['past_key_values.0.value'].dims[2] : 0;
  const integers = (values: number[]) =>
    new runtime.Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const feeds: Record<string, unknown> = {
    input_ids: integers(ids),
    attention_mask: integers(Array<number>(past + ids.length).fill(1)),
    position_ids: integers(ids.map((_, i) => past + i)),
    steering_vector: new runtime.Tensor(
      'float32',
      vector ?? new Float32Array(info.hidden),
      vectorDims ?? [info.hidden],
    ),
  };
  const width = info.heads * info.headDim;
  for (const name of session.inputNames)
    if (name.startsWith('head_scale.'))
      feeds[name] = new runtime.Tensor('float32', scales[name] ?? new Float32Array(width).fill(1), [width]);
  for (const name of session.inputNames)
    if (name.startsWith('past_key_values'))
      feeds[name] =
        cache?.[name] ??
        new runtime.Tensor('float32', new Float32Array(0), [1, info.kvHeads, 0, info.headDim]);
  for (const name of Object.keys(feeds)) if (!session.inputNames.includes(name)) delete feeds[name];
  const outputs = await session.run(feeds);
  const next: Cache = {};
  for (const [name, tensor] of Object.entries(outputs))
    if (name.startsWith('present')) next[name.replace('present', 'past_key_values')] = tensor;
  return { outputs, cache: next };
}

/** Prompt and `count` greedy tokens. */
export async function greedy(
  runtime: Runtime,
  session: Session,
  info: InstrumentInfo,
  prompt: number[],
  count: number,
  vector?: Float32Array,
): Promise<number[]> {
  const ids = [...prompt];
  let given = prompt;
  let cache: Cache | undefined;
  for (let i = 0; i < count; i++) {
    const step = await runModel(runtime, session, info, given, { vector, cache });
    const { data } = step.outputs.logits;
    const last = data.subarray(data.length - (info.vocabulary ?? 0));
    given = [last.indexOf(Math.max(...last))];
    ids.push(...given);
    cache = step.cache;
  }
  return ids;
}

export const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  if (a.length !== b.length) throw new Error(`${a.length} numbers against ${b.length}`);
  let largest = 0;
  // A NaN must fail a comparison, and Math.max keeps it.
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
};

/**
 * A model through transformers.js and ONNX Runtime: architecture, tokeniser and positions are theirs, the graph is edited
 * on its way in, and only the outputs that are wanted are computed and copied. One model at a time in a worker: the library
 * has one configuration, and the runtime one compiled module.
 */
import { AutoModelForCausalLM, AutoTokenizer, env, LogLevel, Tensor } from '@huggingface/transformers';
import type { ModelIdentity, ModelShape } from '../languageModel';
import { externalFiles } from '../onnx/externalFiles';
import { instrument, type InstrumentInfo } from '../onnx/instrument';
import { decodeModel } from '../onnx/model';
import { type Dtype, graphFile } from './dtypes';
import { createEditedFetch, VIRTUAL_HOST, VIRTUAL_MODEL } from './editedFetch';
import { ModelFilesError, runtimeError } from './errors';
import type { ModelFiles } from './modelFiles';
import { ortFiles } from './ortFiles';
import type { OpenSession, SessionModelParts } from './sessionModel';
import { instrumentPlan, type SessionPlan } from './sessionPlan';

export type Device = 'wasm' | 'webgpu';
type Cache = Record<string, Tensor>;

/** The graph’s file as it came, read anew when it is large; see `ModelFiles`. */
export interface GraphFile {
  /** Path in the model’s folder. */
  path: string;
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
}

export interface TransformersModelOptions {
  files: ModelFiles;
  graph: GraphFile;
  info: InstrumentInfo;
  identity: ModelIdentity;
  dtype: Dtype;
}

/** Said once in a worker, before the first session. */
export function configureRuntime(device: Device): void {
  const isolated = globalThis.crossOriginIsolated;
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new Error('this build of ONNX Runtime has no wasm');
  wasm.wasmPaths = ortFiles(device);
  // Threads share memory, which browsers give to isolated pages alone.
  wasm.numThreads = isolated ? Math.min(4, Math.ceil(navigator.hardwareConcurrency / 2)) : 1;
  wasm.proxy = false;
  env.logLevel = LogLevel.ERROR;
  env.allowLocalModels = false;
  env.allowRemoteModels = true;
  env.remoteHost = VIRTUAL_HOST;
  // It would keep the edited bytes under the original’s address.
  env.useBrowserCache = false;
  env.useWasmCache = false;
}

export async function transformersModel(
  options: TransformersModelOptions,
): Promise<Omit<SessionModelParts<Cache>, 'open'> & { open: OpenOn }> {
  const { files, info, identity } = options;
  const config = await configOf(files);
  const shape = shapeOf(info, config);
  env.fetch = createEditedFetch({
    graph: '',
    edited: () => Promise.reject(new Error('no graph is read for a tokeniser')),
    read: (path) => files.read(path, { optional: true }),
  });
  const tokenizer = await AutoTokenizer.from_pretrained(VIRTUAL_MODEL);
  return {
    identity,
    shape,
    endTokens: await endTokensOf(files, config),
    tokenize: (text) => tokenizer.encode(text),
    text: (ids) => (ids.length ? tokenizer.decode([...ids], { skip_special_tokens: true }) : ''),
    cachesEndWithSession: identity.device === 'webgpu',
    disposeCache(cache) {
      for (const tensor of Object.values(cache)) tensor.dispose();
    },
    open: (plan, device = identity.device) => openSession(options, shape, plan, device),
  };
}

export type OpenOn = (plan: SessionPlan, device?: Device) => Promise<OpenSession<Cache>>;

interface ModelConfig {
  vocab_size?: number;
  eos_token_id?: number | number[] | null;
}

async function jsonOf(files: ModelFiles, path: string, optional = false): Promise<unknown> {
  const bytes = await files.read(path, { optional });
  if (!bytes) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    await files.forget(path);
    throw new ModelFilesError(`“${path}” is no JSON. Download the model again, or choose another.`);
  }
}

async function required(files: ModelFiles, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await files.read(path);
  if (!bytes) throw new ModelFilesError(`The model has no file “${path}”.`);
  return bytes;
}

const configOf = async (files: ModelFiles) => ((await jsonOf(files, 'config.json')) ?? {}) as ModelConfig;

/** The generation’s own list goes before the model’s: chat models end a turn with another token. */
async function endTokensOf(files: ModelFiles, config: ModelConfig): Promise<number[]> {
  const generation = (await jsonOf(files, 'generation_config.json', true)) as ModelConfig | null;
  const ids = generation?.eos_token_id ?? config.eos_token_id ?? [];
  return [ids].flat();
}

function shapeOf(info: InstrumentInfo, config: ModelConfig): ModelShape {
  const vocabulary = info.vocabulary ?? config.vocab_size;
  if (!vocabulary)
    throw new ModelFilesError('Neither the graph nor config.json tells how many tokens the model knows.');
  const { layers, hidden, heads, headDim } = info;
  return { layers, hidden, heads, headDim, vocabulary };
}

async function openSession(
  { files, graph, dtype }: TransformersModelOptions,
  { vocabulary }: ModelShape,
  plan: SessionPlan,
  device: Device,
): Promise<OpenSession<Cache>> {
  const original = await graph.bytes();
  const folder = graph.path.includes('/') ? graph.path.slice(0, graph.path.lastIndexOf('/') + 1) : '';
  const externalData = await Promise.all(
    externalFiles(decodeModel(original)).map(async ({ path }) => ({
      path,
      data: await required(files, `${folder}${path}`),
    })),
  );
  env.fetch = createEditedFetch({
    graph: `onnx/${graphFile(dtype)}`,
    edited: () =>
      Promise.resolve(instrument(original, instrumentPlan(plan)).model as Uint8Array<ArrayBuffer>),
    read: (path) => files.read(path, { optional: true }),
  });
  try {
    const model = await AutoModelForCausalLM.from_pretrained(VIRTUAL_MODEL, {
      device,
      dtype,
      use_external_data_format: false,
      ...(externalData.length ? { session_options: { externalData } } : {}),
    });
    return sessionOf(model, vocabulary, dtype, device);
  } catch (error) {
    throw runtimeError(error, dtype, device);
  }
}

interface OrtSession {
  run(feeds: object, fetches: readonly string[]): Promise<Record<string, unknown>>;
  outputNames: readonly string[];
}

type Loaded = Awaited<ReturnType<typeof AutoModelForCausalLM.from_pretrained>>;

function sessionOf(model: Loaded, vocabulary: number, dtype: Dtype, device: Device): OpenSession<Cache> {
  const session = (model.sessions as { model: OrtSession }).model;
  const run = session.run.bind(session);
  const caches = session.outputNames.filter((name) => name.startsWith('present'));
  let fetches: readonly string[] = [];
  // transformers.js asks for all outputs; those not wanted would be copied at each token.
  session.run = (feeds) => run(feeds, fetches);

  return {
    async run({ sequences, past, pastLength, extra, outputs, cache }) {
      const length = sequences[0].length;
      const shaped = (columns: number, value: (row: number, i: number) => number) =>
        new Tensor(
          'int64',
          BigInt64Array.from({ length: sequences.length * columns }, (_, i) =>
            BigInt(value(Math.floor(i / columns), i % columns)),
          ),
          [sequences.length, columns],
        );
      fetches = [...outputs, ...(cache ? caches : [])];
      const inputs = {
        input_ids: shaped(length, (row, i) => sequences[row][i]),
        attention_mask: shaped(pastLength + length, () => 1),
        past_key_values: past,
        ...Object.fromEntries(
          Object.entries(extra).map(([name, { data, dims }]) => [name, new Tensor('float32', data, dims)]),
        ),
      };
      try {
        const made = (await model.forward(inputs)) as Record<string, Tensor>;
        const rows = sequences.length * length * vocabulary;
        if (outputs.includes('logits') && made.logits.data.length !== rows)
          throw new ModelFilesError(
            `This export gives logits of shape [${made.logits.dims.join(', ')}] for ${sequences.length} × ${length} tokens; it must give them for every token.`,
          );
        return {
          outputs: Object.fromEntries(
            outputs.map((name) => [name, made[name].to('float32').data as Float32Array]),
          ),
          cache: cache
            ? Object.fromEntries(
                caches.map((name) => [name.replace('present', 'past_key_values'), made[name]]),
              )
            : null,
        };
      } catch (error) {
        throw error instanceof ModelFilesError ? error : runtimeError(error, dtype, device);
      }
    },
    async release() {
      await model.dispose();
    },
  };
}

/** From a choice of model, device and format to a model that has proved itself. Nothing is chosen or switched here. */
import type { ModelIdentity, ModelShape } from '../languageModel';
import { instrument } from '../onnx/instrument';
import { digestOf } from './digest';
import { directPathOf } from './directPath';
import type { Dtype } from './dtypes';
import { ModelDeviceError, ModelFilesError } from './errors';
import { type FileRead, type FilesContext, openModelFiles } from './modelFiles';
import { ortFiles } from './ortFiles';
import { CHECK_TEXT, CHECK_TOKENS, type SelfCheck, selfCheck, selfCheckFailure } from './selfCheck';
import { createSessionModel, type SessionModel } from './sessionModel';
import { type ModelSource, nameOf } from './source';
import { configureRuntime, type Device, transformersModel } from './transformersModel';
import { readWeights } from './weights';

export interface LoadRequest {
  source: ModelSource;
  device: Device;
  dtype: Dtype;
}

export interface LoadControl {
  /** Share of the load done, and what is being done, with bytes where there are any. */
  onProgress(fraction: number, stage: string): void;
  signal: AbortSignal;
}

/** What is told of a loaded model; plain data. */
export interface LoadReport {
  identity: ModelIdentity;
  shape: ModelShape;
  endTokens: readonly number[];
  selfCheck: SelfCheck;
  files: FileRead[];
  /** Bytes of all files together. */
  bytes: number;
  /** Addresses of the runtime’s own compiled files, for a page that keeps them. */
  runtime: string[];
  seconds: { files: number; check: number };
}

export interface LoadedModel {
  model: SessionModel;
  report: LoadReport;
}

/** Shares of a load’s progress: small files, the model’s own, and the check with its sessions. */
const SHARE = { small: 0.02, files: 0.88 };
/** Up to here a second session in wasm is affordable beside WebGPU’s. */
const SECOND_SESSION = 1024 ** 3;

/**
 * @throws DownloadError, ModelFilesError, UnsupportedModelError, OnnxFormatError, ModelMemoryError, ModelDeviceError; the
 *   signal’s reason
 */
export async function loadModel(
  { source, device, dtype }: LoadRequest,
  context: FilesContext,
  control: LoadControl,
): Promise<LoadedModel> {
  const { onProgress, signal } = control;
  const began = performance.now();
  if (device === 'webgpu') await requireAdapter();
  const files = openModelFiles(source, context);

  // The smallest first: an id with a slip in it is told in a second.
  for (const path of ['config.json', 'tokenizer.json', 'tokenizer_config.json'])
    await files.read(path, { signal, onBytes: () => onProgress(0, `Reading ${path}`) });
  await files.read('generation_config.json', { optional: true, signal });

  const { path, bytes: original } = await readWeights(source, files, dtype, {
    signal,
    onProgress: (fraction, stage) => onProgress(SHARE.small + SHARE.files * fraction, stage),
  });
  signal.throwIfAborted();
  const { info } = instrument(original);
  const identity: ModelIdentity = {
    kind: source.kind,
    id: nameOf(source),
    revision: source.kind === 'hub' ? (source.revision ?? 'main') : null,
    digest: await digestOf(original),
    dtype,
    device,
  };
  const graph = {
    path,
    bytes: async () => {
      const bytes = await files.read(path);
      if (!bytes) throw new ModelFilesError(`“${path}” is gone. Load the model again.`);
      return bytes;
    },
  };
  configureRuntime(device);
  const parts = await transformersModel({ files, graph, info, identity, dtype });
  const downloaded = performance.now();

  let step = 0;
  const before = SHARE.small + SHARE.files;
  const { check, first } = await selfCheck({
    info,
    device,
    ids: parts.tokenize(CHECK_TEXT).slice(0, CHECK_TOKENS),
    noSecond:
      original.length > SECOND_SESSION ? 'the model is too large to be run in wasm beside WebGPU' : null,
    onStep: (stage) => {
      signal.throwIfAborted();
      onProgress(before + ((1 - before) * step++) / 3, stage);
    },
    open: parts.open,
  });
  const failure = selfCheckFailure(check, device);
  if (failure) {
    await first.session.release();
    throw new ModelDeviceError(failure);
  }
  onProgress(1, 'Ready');
  return {
    model: createSessionModel({ ...parts, directPath: directPathOf(files, graph) }, first),
    report: {
      identity,
      shape: parts.shape,
      endTokens: parts.endTokens,
      selfCheck: check,
      files: files.reads(),
      bytes: files.reads().reduce((sum, { bytes }) => sum + bytes, 0),
      runtime: Object.values(ortFiles(device)),
      seconds: { files: (downloaded - began) / 1000, check: (performance.now() - downloaded) / 1000 },
    },
  };
}

async function requireAdapter(): Promise<void> {
  const gpu: GPU | undefined = globalThis.navigator?.gpu;
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (!adapter) throw new ModelDeviceError('This browser has no WebGPU adapter. Choose the device “wasm”.');
}

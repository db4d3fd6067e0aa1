/** A model’s graph and, where they lie in files of their own, its weights: read once, with bytes told. */
import { type ExternalFile, externalFiles } from '../onnx/externalFiles';
import { decodeModel } from '../onnx/model';
import { type Dtype, graphFile } from './dtypes';
import { ModelFilesError } from './errors';
import type { ModelFiles } from './modelFiles';
import type { ModelSource } from './source';

export interface WeightsControl {
  /** Share of the present file, and what is being read. */
  onProgress(fraction: number, stage: string): void;
  signal: AbortSignal;
}

export interface Graph {
  /** Path in the model’s folder. */
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Between two messages of bytes, ms. */
const BETWEEN = 100;

/** @throws as `ModelFiles.read`; OnnxFormatError when the graph is none */
export async function readWeights(
  source: ModelSource,
  files: ModelFiles,
  dtype: Dtype,
  control: WeightsControl,
): Promise<Graph> {
  const path = graphPath(source, dtype);
  const bytes = await readTold(files, path, control);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  // Read here for the progress; a session reads them again from the store, or from memory where they are small.
  for (const external of await externalOf(files, path, bytes)) {
    const name = `${folder}${external.path}`;
    const weights = await readTold(files, name, control);
    if (weights.length >= external.bytes) continue;
    await files.forget(name);
    throw new ModelFilesError(
      `“${name}” is cut off: ${weights.length.toLocaleString('en-GB')} bytes where the graph needs ${external.bytes.toLocaleString('en-GB')}. Load the model again.`,
    );
  }
  return { path, bytes };
}

/** A graph that does not parse is not kept: the next load fetches it anew. */
async function externalOf(files: ModelFiles, path: string, bytes: Uint8Array): Promise<ExternalFile[]> {
  try {
    return externalFiles(decodeModel(bytes));
  } catch (error) {
    await files.forget(path);
    throw error;
  }
}

/** Where the graph of a format lies; a folder may have it beside config.json. */
function graphPath(source: ModelSource, dtype: Dtype): string {
  const file = graphFile(dtype);
  if (source.kind !== 'folder') return `onnx/${file}`;
  const found = [`onnx/${file}`, file].find((path) => source.files.some((entry) => entry.path === path));
  if (found) return found;
  const graphs = source.files.map(({ path }) => path).filter((name) => name.endsWith('.onnx'));
  throw new ModelFilesError(
    `The folder “${source.name}” has no “onnx/${file}”. ${graphs.length ? `It has ${graphs.slice(0, 6).join(', ')}: choose the format of one of these.` : 'It has no onnx file at all.'}`,
  );
}

async function readTold(
  files: ModelFiles,
  path: string,
  control: WeightsControl,
): Promise<Uint8Array<ArrayBuffer>> {
  let told = -Infinity;
  const bytes = await files.read(path, {
    signal: control.signal,
    onBytes(loaded, total) {
      const now = performance.now();
      if (now - told < BETWEEN && loaded !== total) return;
      told = now;
      const of = total === null ? '' : ` of ${megabytes(total)}`;
      control.onProgress(total ? loaded / total : 0, `Downloading ${path}: ${megabytes(loaded)}${of}`);
    },
  });
  if (!bytes) throw new ModelFilesError(`The model has no file “${path}”.`);
  return bytes;
}

/** Decimal megabytes, as shops and hubs count them. */
export const megabytes = (bytes: number) =>
  `${(bytes / 1e6).toLocaleString('en-GB', { maximumFractionDigits: bytes < 1e7 ? 1 : 0 })} MB`;

/** In which formats a model is published, and how large each is, before anything is downloaded. */
import { DTYPES, type Dtype, graphFile } from './dtypes';
import { sizeOf } from './download';
import { DownloadError } from './errors';
import { addressOf, type ModelSource } from './source';

export interface PublishedFormat {
  dtype: Dtype;
  /** Of the graph and of the weights beside it; null where the host does not tell. */
  bytes: number | null;
}

/**
 * Asks the model’s host, which the user has chosen, about each format.
 * @returns formats in the order of DTYPES; none where the model has no graph in the usual place
 * @throws DownloadError when the host gives nothing out; the signal’s reason
 */
export async function publishedFormats(
  source: ModelSource,
  signal?: AbortSignal,
  fetch?: typeof globalThis.fetch,
): Promise<PublishedFormat[]> {
  const sizeAt = async (path: string): Promise<number | null | 'missing'> => {
    if (source.kind === 'folder') {
      const found = source.files.find((entry) => [path, path.replace('onnx/', '')].includes(entry.path));
      return found ? found.file.size : 'missing';
    }
    try {
      return await sizeOf(addressOf(source, path), { file: path, signal, fetch });
    } catch (error) {
      if (error instanceof DownloadError && error.reason === 'not-found') return 'missing';
      throw error;
    }
  };
  const formats = await Promise.all(
    DTYPES.map(async (dtype): Promise<PublishedFormat | null> => {
      const path = `onnx/${graphFile(dtype)}`;
      const graph = await sizeAt(path);
      if (graph === 'missing') return null;
      const weights = await sizeAt(`${path}_data`);
      const bytes = graph === null || weights === null ? null : graph + (weights === 'missing' ? 0 : weights);
      return { dtype, bytes };
    }),
  );
  return formats.filter((format) => format !== null);
}

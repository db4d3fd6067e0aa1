/** The weights on the direct way from the heads to the logits, from a loaded model's files: read anew, since none is kept. */
import type { LanguageModel } from '../languageModel';
import { readDirectPath } from '../onnx/directPath';
import { ModelFilesError } from './errors';
import type { ModelFiles } from './modelFiles';
import type { GraphFile } from './transformersModel';

/** What cannot be read again is a reason, not a failure: nothing else depends on it. */
export function directPathOf(files: ModelFiles, graph: GraphFile): NonNullable<LanguageModel['directPath']> {
  const folder = graph.path.slice(0, graph.path.lastIndexOf('/') + 1);
  const external = async (path: string): Promise<Uint8Array> => {
    const bytes = await files.read(`${folder}${path}`);
    if (!bytes) throw new ModelFilesError(`The model has no file “${folder}${path}”.`);
    return bytes;
  };
  return async (tokens, layers) => {
    try {
      return await readDirectPath(await graph.bytes(), { tokens, layers }, external);
    } catch (error) {
      const told = error instanceof Error ? error.message : String(error);
      return { reason: `its weights could not be read again (${told.replace(/\.$/, '')})` };
    }
  };
}

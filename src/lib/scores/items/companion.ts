/**
 * The results file that the harness writes beside its samples logs (`results_<time>.json`): it names the model with its
 * revision, its size, and the shots of each task, which the samples do not tell.
 */
import { harnessModel, harnessSize } from '../import/harnessTask';
import { isObject, type JsonObject } from '../import/json';
import { isHarnessFile } from '../import/lmEval';
import { folderOf, savedIn } from './sourceName';

export interface Companion {
  folder: string;
  saved: string | null;
  model: string | null;
  paramsB: number | null;
  shotsOf(task: string): number | null;
}

/** Bytes; results files are a small part of this. */
const LARGEST = 50 * 2 ** 20;

/** Reads a results file; null when the file is none. */
export async function readCompanion(file: Blob, path: string): Promise<Companion | null> {
  if (file.size > LARGEST || !/\.json$/i.test(path)) return null;
  let content: unknown;
  try {
    content = JSON.parse(await file.text());
  } catch {
    return null;
  }
  if (!isHarnessFile(content)) return null;
  const results: JsonObject = content;
  return {
    folder: folderOf(path),
    saved: savedIn(path),
    model: harnessModel(results),
    paramsB: harnessSize(results),
    shotsOf(task) {
      const shots = [
        member(results['n-shot'], task),
        member(member(results.configs, task), 'num_fewshot'),
        member(results.config, 'num_fewshot'),
      ].find((value) => typeof value === 'number' && Number.isInteger(value) && value >= 0);
      return typeof shots === 'number' ? shots : null;
    },
  };
}

const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

/** The results file of the same run: same folder and time; else the only one of that folder. */
export function companionOf(
  { folder, saved }: { folder: string; saved: string | null },
  companions: readonly Companion[],
): Companion | null {
  const beside = companions.filter((one) => one.folder === folder);
  const same = saved === null ? [] : beside.filter((one) => one.saved === saved);
  if (same.length === 1) return same[0];
  return beside.length === 1 && (folder !== '' || saved === null || beside[0].saved === null)
    ? beside[0]
    : null;
}

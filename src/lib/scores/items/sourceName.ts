/**
 * What the path of a samples log tells: `EleutherAI__pythia-1.4b/samples_hellaswag_2024-07-01T10-20-30.123456.jsonl` as the
 * harness writes it, or a name that somebody gave it.
 */
import { recogniseBenchmark, slug } from '../benchmark';
import { guessModel, ownName } from '../modelName';

export interface NamedSource {
  /** Task in the harness's spelling; never empty. */
  task: string;
  /** Null when neither folder nor name tells it. */
  model: string | null;
  /** When the run was saved, as the harness writes it; null when the name does not tell. It sorts as text. */
  saved: string | null;
  folder: string;
}

const SAVED = String.raw`\d{4}-\d{2}-\d{2}T[\d.:-]+`;
const HARNESS_NAME = new RegExp(`^samples_(.+?)(?:_(${SAVED}))?$`, 'i');
/** Folders that every tool makes. */
const NAMELESS =
  /^(?:results?|outputs?|samples?|logs?|runs?|evals?|evaluations?|lm[-_]?eval(?:[-_].*)?|data|downloads?|details|tmp|home|users?|documents|desktop|.*\d+-?shot|\.*)$/i;

/** The name of the file without what a compressor, a browser's second download or a format adds. */
function stemOf(name: string): string {
  return name
    .replace(/\.gz$/i, '')
    .replace(/\.(?:jsonl?|ndjson|txt)$/i, '')
    .replace(/\s*\(\d{1,2}\)$/, '');
}

/** When the harness saved a file; null when its name does not tell. */
export const savedIn = (name: string): string | null => new RegExp(SAVED).exec(stemOf(name))?.[0] ?? null;

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** @param path folders and name, separated by slashes; the name alone when that is all there is */
export function readSourceName(path: string): NamedSource {
  const parts = path.split(/[/\\]/).filter((part) => part !== '');
  const stem = stemOf(parts.pop() ?? '');
  const folders = parts.reverse().filter((part) => !NAMELESS.test(part));
  const harness = HARNESS_NAME.exec(stem);
  const { task, rest } = harness ? { task: harness[1], rest: '' } : splitStem(stem);
  const folderTask = folders.find((part) => recogniseBenchmark(part) !== null);
  const modelFolders = folders.filter((part) => part !== folderTask);
  const model =
    modelFolders.find((part) => part.includes('__')) ??
    modelFolders.find(hasSize) ??
    (hasSize(rest) ? rest : null) ??
    (task === null ? null : (modelFolders[0] ?? (rest === '' ? null : rest)));
  return {
    task: task ?? folderTask ?? slug(model === rest ? 'items' : stem),
    model: model === null ? null : asModel(model),
    saved: harness?.[2] ?? savedIn(stem),
    folder: folderOf(path),
  };
}

const hasSize = (name: string) => guessModel(name).paramsB !== null;

/** The harness writes the slashes of a hub id, or of a path on its machine, as two underscores. */
function asModel(written: string): string {
  if (/^__|__.*__/.test(written)) return ownName(written) || written;
  return written.replace('__', '/');
}

/** A name such as `pythia-70m_hellaswag` → the longest part that names a benchmark, and what stands around it. */
function splitStem(stem: string): { task: string | null; rest: string } {
  const plain = stem.replace(new RegExp(`[_.-]?${SAVED}`), '');
  // Words and what separates them, in turn.
  const pieces = plain.split(/([_\s.-]+)/).slice(0, 41);
  let best: { from: number; to: number; text: string } | null = null;
  for (let from = 0; from < pieces.length; from += 2)
    for (let to = from; to < Math.min(pieces.length, from + 10); to += 2) {
      const text = pieces.slice(from, to + 1).join('');
      if (text.length > (best?.text.length ?? 0) && recogniseBenchmark(text) !== null)
        best = { from, to, text };
    }
  if (best === null) return { task: null, rest: plain };
  const around = [pieces.slice(0, best.from).join(''), pieces.slice(best.to + 1).join('')];
  const rest = around
    .map((part) =>
      part
        .replace(/^[_\s.-]+|[_\s.-]+$/g, '')
        .replace(/^samples?$|^(?:samples?|results?)[_\s.-]+|[_\s.-]+(?:samples?|results?)$/gi, ''),
    )
    .filter((part) => part !== '')
    .join('-');
  return { task: best.text, rest };
}

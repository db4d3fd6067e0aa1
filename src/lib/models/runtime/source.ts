/** What a model is before it is loaded: one that the site brings, one on a hub, or a folder of the user’s. */
import { ModelFilesError } from './errors';

export interface BundledSource {
  kind: 'bundled';
  id: string;
  /** Where the site’s models lie, absolute, with a slash at the end. */
  base: string;
  /** What the files’ bytes are known by: stored copies of another edition are not used. Null: none is known. */
  edition: string | null;
}

export interface HubSource {
  kind: 'hub';
  /** `owner/name` */
  id: string;
  /** Branch, tag or commit; default `main`. */
  revision?: string;
  /** Default `https://huggingface.co`. Another host must use the same layout. */
  host?: string;
}

export interface FolderSource {
  kind: 'folder';
  name: string;
  /** Paths below the folder. Files keep their names when sent to a worker, but not their paths. */
  files: readonly { path: string; file: File }[];
}

export type ModelSource = BundledSource | HubSource | FolderSource;

export const HUB_HOST = 'https://huggingface.co';

const HUB_ID = /^[\w.-]{1,96}\/[\w.-]{1,96}$/;
const REVISION = /^[\w.\-/]{1,200}$/;

/**
 * @param id as typed: `owner/name`, or a model page’s address
 * @throws ModelFilesError when it is neither
 */
export function hubSource(id: string, revision?: string, host?: string): HubSource {
  const trimmed = id
    .trim()
    .replace(/^https?:\/\/[^/]+\//, '')
    .replace(/\/(tree|blob|resolve)\/.*$|\/+$/g, '');
  if (!HUB_ID.test(trimmed) || trimmed.includes('..'))
    throw new ModelFilesError(
      `“${id}” is no model’s id; give it as owner/name, such as onnx-community/Qwen3-0.6B-ONNX`,
    );
  if (revision !== undefined && (!REVISION.test(revision) || revision.includes('..')))
    throw new ModelFilesError(`“${revision}” is no revision; give a branch, a tag or a commit, such as main`);
  return {
    kind: 'hub',
    id: trimmed,
    ...(revision === undefined ? {} : { revision }),
    ...(host === undefined ? {} : { host }),
  };
}

/** The files of an `<input webkitdirectory>`. @throws ModelFilesError when there are none */
export function folderSource(files: Iterable<File>): FolderSource {
  const all = [...files];
  if (!all.length)
    throw new ModelFilesError('the folder is empty; choose one with config.json and an onnx file');
  const name = all[0].webkitRelativePath.split('/')[0] || 'folder';
  return {
    kind: 'folder',
    name,
    files: all.map((file) => ({
      path: file.webkitRelativePath.split('/').slice(1).join('/') || file.name,
      file,
    })),
  };
}

/** Address of a file of a bundled or a hub’s model. */
export function addressOf(source: BundledSource | HubSource, path: string): string {
  if (source.kind === 'bundled') {
    const edition = source.edition === null ? '' : `?edition=${encodeURIComponent(source.edition)}`;
    return new URL(`${source.id}/${path}${edition}`, source.base).href;
  }
  const { id, revision = 'main', host = HUB_HOST } = source;
  return new URL(`/${id}/resolve/${encodeURIComponent(revision)}/${path}`, host).href;
}

/** What a stored file is listed under. */
export const nameOf = (source: ModelSource) => (source.kind === 'folder' ? source.name : source.id);

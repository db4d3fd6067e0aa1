/** The model that a page’s state names: brought back from a link, compared with the one that was loaded. */
import type { ModelChoice, ModelIdentity } from '$lib/models/languageModel';
import { isDtype } from '$lib/models/runtime/dtypes';
import type { ModelChooser } from './modelChooser.svelte';

/**
 * Sets the chooser to the model of a link; null is the one that the chooser has.
 * @returns null when it can be loaded at once. A hub is not asked before the reader presses Load, and a folder is the reader’s to
 *   choose: then what to do, as a sentence
 */
export function chooseLinked(chooser: ModelChooser, model: ModelChoice | null): string | null {
  if (model === null || model.kind === 'bundled') {
    chooser.kind = 'bundled';
    if (model && chooser.organisms.some(({ id }) => id === model.id)) chooser.bundledId = model.id;
    return null;
  }
  chooser.kind = model.kind;
  if (isDtype(model.dtype)) chooser.dtype = model.dtype;
  if (model.kind === 'folder')
    return `The link is of a model in a folder named “${model.id}”. Choose that folder and press Load; its bytes are in no link.`;
  chooser.hubId = model.id;
  chooser.revision = model.revision ?? '';
  return `The link is of ${model.id}, a model on a hub. Nothing has been asked of the hub: press Load to fetch it.`;
}

export const choiceOf = ({ kind, id, revision, dtype, digest }: ModelIdentity): ModelChoice => ({
  kind,
  id,
  revision,
  dtype,
  digest,
});

/** Whether both name the same bytes in the same way: a link of one is then a link of the other. */
export const sameModel = (one: ModelChoice | null, other: ModelChoice | null): boolean =>
  one === null || other === null
    ? one === other
    : (['kind', 'id', 'revision', 'dtype', 'digest'] as const).every((key) => one[key] === other[key]);

/** That the loaded file is another than the link was made with, as a sentence; null when it is not, or the link does not tell. */
export const anotherFile = (linked: ModelChoice | null, { id, digest }: ModelIdentity): string | null =>
  linked?.id === id && linked.digest !== null && linked.digest !== digest
    ? `This is another file than the link was made with: its SHA-256 begins ${digest.slice(0, 12)}, that of the link ${linked.digest.slice(0, 12)}.`
    : null;

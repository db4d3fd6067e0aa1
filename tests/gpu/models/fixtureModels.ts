/** The fixtures as models of the site, and their references, for tests in a browser: Vitest serves the repository’s root. */
import { openByteStore } from '$lib/models/runtime/byteStore';
import type { Dtype } from '$lib/models/runtime/dtypes';
import { loadModel, type LoadedModel } from '$lib/models/runtime/load';
import type { BundledSource } from '$lib/models/runtime/source';

export const bundled = (id: string): BundledSource => ({
  kind: 'bundled',
  id,
  base: `${location.origin}/tests/fixtures/onnx/`,
  edition: null,
});

/** On the test’s own thread, where its activations can be looked at. */
export const loadHere = (id: string, device: 'wasm' | 'webgpu', dtype: Dtype): Promise<LoadedModel> =>
  loadModel(
    { source: bundled(id), device, dtype },
    { store: openByteStore() },
    {
      onProgress: () => undefined,
      signal: new AbortController().signal,
    },
  );

export interface Reference {
  text: string;
  ids: number[];
  v: number[];
  L: number;
  n: number;
  logits0: number[];
  logits: number[];
  resid: number[][];
  heads: number[][];
  gen0: number[];
  gen: number[];
}

export async function referenceOf(name: string): Promise<Reference> {
  const response = await fetch(`/tests/fixtures/reference/${name}.json`);
  return (await response.json()) as Reference;
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`${a.length} numbers against ${b.length}`);
  let largest = 0;
  // A NaN must fail a comparison, and Math.max keeps it.
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}

/**
 * Makes a model page work without a network after a first visit: the site's own models and the runtime that runs them are
 * brought into the browser's stores in idle time. Nothing of another host is.
 */
import { openModelFiles } from '$lib/models/runtime/modelFiles';
import { graphFile } from '$lib/models/runtime/dtypes';
import type { BundledSource } from '$lib/models/runtime/source';
import type { ByteStore } from '$lib/models/runtime/byteStore';
import type { Organism } from '$lib/models/organisms';
import { MODEL_WORKER } from '$lib/workers/modelsClient';

/**
 * @param runtime addresses of what runs the models, as a load reported them
 * @param sources of the bundled models, each with its list entry
 * @returns whether all is there; a full disk or a browser without a service worker is no fault
 */
export async function keepForLater(
  runtime: readonly string[],
  sources: readonly { source: BundledSource; organism: Organism }[],
  store: ByteStore,
): Promise<boolean> {
  // A first visit's worker takes the page over when it has stored the pages; a browser without one keeps nothing.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return false;
  try {
    await container.ready;
    if (!container.controller)
      await new Promise<void>((taken) =>
        container.addEventListener('controllerchange', () => taken(), { once: true }),
      );
    // The runtime was fetched before the service worker could see it: asked for once more, it is answered by the browser's
    // own cache and stored on the way.
    for (const file of [new URL(MODEL_WORKER, document.baseURI).href, ...runtime])
      await (await fetch(file)).arrayBuffer();
    for (const { source, organism } of sources) {
      const files = openModelFiles(source, { store, locks: navigator.locks });
      for (const path of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'generation_config.json'])
        await files.read(path, { optional: true });
      await files.read(`onnx/${graphFile(organism.dtype)}`);
    }
    return true;
  } catch {
    // Gone offline in between, or no room: the next visit tries again.
    return false;
  }
}

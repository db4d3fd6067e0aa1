/**
 * Scans of bundled models other than the one that the page shows, in a worker beside the page's own: one that the reader sets
 * beside it, and, when nothing is asked, the rest of the family.
 */
import type { ContrastSet } from '$lib/models/heads/contrast';
import type { HeadScan } from '$lib/models/heads/scanResult';
import type { ModelChooser } from '../models/modelChooser.svelte';
import { ModelWork, WorkQueue, type WorkHooks } from '../models/modelWork.svelte';

export interface BundledScanRequest {
  sets: readonly [ContrastSet, ContrastSet];
  seed: number;
}

export class BundledScans {
  readonly chooser: ModelChooser;
  #queue = new WorkQueue();
  /** The model that the reader sets beside. */
  readonly one = new ModelWork<HeadScan>(this.#queue);
  /** The rest of the family; its result is how many were scanned. */
  readonly family = new ModelWork<number>(this.#queue, true);

  constructor(chooser: ModelChooser) {
    this.chooser = chooser;
  }

  scan(id: string, request: BundledScanRequest): Promise<HeadScan | null> {
    return this.one.run((hooks) => this.#scanned(id, request, hooks));
  }

  /** @param onscan with each model's scan, as soon as it is there */
  async scanAll(
    ids: readonly string[],
    request: BundledScanRequest,
    onscan: (scan: HeadScan) => void,
  ): Promise<void> {
    await this.family.run(async (hooks) => {
      for (const [i, id] of ids.entries()) {
        const scan = await this.#scanned(id, request, {
          ...hooks,
          onProgress: (fraction, stage) =>
            hooks.onProgress((i + fraction) / ids.length, stage.includes(id) ? stage : `${id}: ${stage}`),
        });
        hooks.signal.throwIfAborted();
        onscan(scan);
      }
      return ids.length;
    });
  }

  async #scanned(id: string, request: BundledScanRequest, hooks: WorkHooks): Promise<HeadScan> {
    const { chooser } = this;
    hooks.onProgress(0, `Loading ${id}`);
    chooser.kind = 'bundled';
    chooser.bundledId = id;
    const stop = () => chooser.cancel();
    hooks.signal.addEventListener('abort', stop, { once: true });
    try {
      if (!(await chooser.load())) throw new Error(chooser.failure ?? `${id} was not loaded.`);
      hooks.signal.throwIfAborted();
      return (await chooser.client.run('scan', request, hooks)).scan;
    } finally {
      hooks.signal.removeEventListener('abort', stop);
      // Its worker holds a model's memory, and nothing more is asked of it.
      chooser.dispose();
    }
  }

  clear(): void {
    this.one.clear();
    this.family.clear();
  }
}

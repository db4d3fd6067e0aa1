/**
 * The results of single items beside a session: once its diagnosis stands, the paired item bootstrap of the chosen models
 * and benchmarks is made where the items are, and given to the session. Which models, pair and seed it was made for is kept,
 * so that an edit of a score asks for nothing: the engine then uses the formula until the scores are the items' again.
 */
import type { Diagnosis, ItemBootstrap } from '$lib/coupling/diagnosis';
import type { ItemRequest } from '$lib/coupling/itemEvidence';
import type { ItemOrigin, ScoreDocument } from './edits';
import { shortDigest } from './format';
import type { Session } from './session.svelte';

/** The part of the items client that is needed. */
export interface ItemResampler {
  bootstrap(
    pair: readonly [string, string],
    request: ItemRequest,
    hooks: { onProgress?: (fraction: number, stage: string) => void; signal?: AbortSignal },
  ): Promise<ItemBootstrap>;
}

/** Resamples of all items: intervals to about a hundredth of their width. */
export const ITEM_DRAWS = 10_000;
/** A computation that takes longer shows its progress and a way to cancel it, ms. */
const PATIENCE = 500;

export class ItemFlow {
  #session: Session;
  #resampler: () => ItemResampler;
  #generation: () => number;
  #made = '';
  #running: AbortController | null = null;

  progress = $state.raw<number | null>(null);
  /** Why there is no bootstrap, as a sentence. */
  failure = $state.raw<string | null>(null);

  /** @param generation which import the items worker holds now */
  constructor(session: Session, resampler: () => ItemResampler, generation: () => number) {
    this.#session = session;
    this.#resampler = resampler;
    this.#generation = generation;
  }

  /** To be called when one of the two has changed. @param current diagnosis of the document; null while there is none */
  follow(document: ScoreDocument | null, current: Diagnosis | null): void {
    const here = document?.items?.generation ?? null;
    if (here === null || here !== this.#generation()) return this.#forget();
    if (current === null) return;
    const { request, pair } = requestOf(current);
    const key = JSON.stringify([here, pair, request]);
    if (key === this.#made) return;
    this.#made = key;
    void this.#make(pair, request);
  }

  cancel(): void {
    this.#running?.abort();
    this.#running = null;
    this.progress = null;
  }

  #forget(): void {
    this.cancel();
    this.#made = '';
    this.failure = null;
  }

  async #make(pair: readonly [string, string], request: ItemRequest): Promise<void> {
    this.cancel();
    const run = new AbortController();
    this.#running = run;
    this.failure = null;
    let latest = 0;
    const patience = setTimeout(() => (this.progress = latest), PATIENCE);
    try {
      const items = await this.#resampler().bootstrap(pair, request, {
        signal: run.signal,
        onProgress: (fraction) => {
          latest = fraction;
          if (this.progress !== null && this.#running === run) this.progress = fraction;
        },
      });
      if (this.#running === run) this.#session.witness(items);
    } catch (error) {
      if (this.#running === run)
        this.failure = `The items could not be resampled (${error instanceof Error ? error.message : String(error)}); the intervals are those of the noise formula.`;
    } finally {
      clearTimeout(patience);
      if (this.#running === run) {
        this.#running = null;
        this.progress = null;
      }
    }
  }
}

function requestOf({ input, options }: Diagnosis): {
  pair: readonly [string, string];
  request: ItemRequest;
} {
  const models = input.models
    .filter(({ sizeTwin }) => !sizeTwin)
    .map(({ model, paramsB }) => ({ model, paramsB }));
  return {
    pair: [input.benchmark1.key, input.benchmark2.key],
    request: { models, seed: options.seed, draws: ITEM_DRAWS },
  };
}

/** Whether the items here are the sender's, or that they are not here, as a sentence; null for nothing to say. */
export function itemOriginWords(
  origin: ItemOrigin | null | undefined,
  items: ItemBootstrap | null,
): string | null {
  if (!origin?.digests) return null;
  const { digests } = origin;
  if (origin.generation === null)
    return 'The sender had the results of single items, which no link carries: drop the same samples logs to have their paired bootstrap here.';
  if (items === null) return null;
  const compared = items.benchmarks.flatMap((key, i) =>
    Object.hasOwn(digests, key) ? [{ sender: digests[key], here: items.digests[i] }] : [],
  );
  if (compared.length === 0) return null;
  const differing = compared.find(({ sender, here }) => sender !== here);
  return differing === undefined
    ? `The item results are the sender’s (${compared.map(({ here }) => shortDigest(here)).join(', ')}).`
    : `The item results (${shortDigest(differing.here)}) are not those of the sender (${shortDigest(differing.sender)}).`;
}

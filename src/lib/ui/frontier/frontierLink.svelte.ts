/** The link of what the Frontier page shows: made on Share, followed when the page opens or the address changes. */
import { defaultFrontierState, type FrontierState } from '$lib/frontier/state';
import { decodeFrontier, encodeFrontier } from '$lib/permalink/frontier';
import type { FrontierModel } from './frontierModel.svelte';

export interface FrontierLink {
  /** What the link stands for: after a change it is of no use. */
  state: FrontierState;
  url: string;
  reduced: boolean;
  tooLong: boolean;
  copied: boolean;
  fault: string | null;
}

export class FrontierLinks {
  #page: FrontierModel;
  #show: (fragment: string) => string;
  #turn = 0;
  /** What the link in the address bar stands for; null when there is none. */
  #addressed: FrontierState | null = null;
  link = $state.raw<FrontierLink | null>(null);
  /** Why a link could not be used, as a sentence; null for nothing to say. */
  alert = $state<string | null>(null);

  /** @param show puts a fragment into the address bar, an empty one to clear it, and gives back the whole address */
  constructor(page: FrontierModel, show: (fragment: string) => string) {
    this.#page = page;
    this.#show = show;
  }

  /** Opens what the fragment holds; without a permalink in it, the default on the first visit. */
  async follow(hash: string): Promise<void> {
    const turn = ++this.#turn;
    const first = this.#page.answer === null;
    try {
      const state = await decodeFrontier(hash);
      if (turn !== this.#turn) return;
      this.alert = null;
      if (state !== null) {
        this.#addressed = state;
        await this.#page.open(state);
        if (this.#page.failure === null || turn !== this.#turn) return;
        // A link is as good as its author: a column that no panel has is told, and the page stands.
        this.alert = `The link asks for what cannot be shown: ${this.#page.failure} Shown instead: the frozen panel.`;
        await this.#page.open(defaultFrontierState());
      } else if (first) await this.#page.open(defaultFrontierState());
    } catch (error) {
      if (turn !== this.#turn) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.alert = first ? `${reason} Shown instead: the frozen panel.` : reason;
      if (first) await this.#page.open(defaultFrontierState());
    }
  }

  async share(): Promise<void> {
    const { state } = this.#page;
    const made = { state, url: '', reduced: false, tooLong: false, copied: false, fault: null };
    try {
      const { fragment, reduced, tooLong } = await encodeFrontier(state);
      this.#addressed = tooLong ? null : state;
      this.link = { ...made, reduced, tooLong, url: tooLong ? '' : this.#show(fragment) };
      await this.copy();
    } catch (error) {
      this.link = { ...made, fault: error instanceof Error ? error.message : String(error) };
    }
  }

  async copy(): Promise<void> {
    const { link } = this;
    if (!link?.url) return;
    try {
      await navigator.clipboard.writeText(link.url);
      this.link = { ...link, copied: true };
    } catch {
      // The browser withholds the clipboard; the field is selected, and the words ask to copy from it.
      this.link = { ...link, copied: false };
    }
  }

  /** A link that no longer is what the page shows would be copied, or reloaded, by mistake. */
  changed(state: FrontierState): void {
    if (this.link && this.link.state !== state) this.link = null;
    if (this.#addressed === null || this.#addressed === state) return;
    this.#addressed = null;
    this.#show('');
  }

  close(): void {
    this.link = null;
  }
}

/** The link of what the Atlas shows: made on Share, followed when the page opens or the address changes. */
import { defaultAtlas, type AtlasState } from '$lib/atlas/state';
import { decodeAtlas, encodeAtlas } from '$lib/permalink/atlas';
import type { Atlas } from './atlas.svelte';

export interface AtlasLink {
  /** What the link stands for: after a change it is of no use. */
  state: AtlasState;
  url: string;
  reduced: boolean;
  tooLong: boolean;
  copied: boolean;
  fault: string | null;
}

export class AtlasLinks {
  #atlas: Atlas;
  #show: (fragment: string) => string;
  #turn = 0;
  /** What the link in the address bar stands for; null when there is none. */
  #addressed: AtlasState | null = null;
  link = $state.raw<AtlasLink | null>(null);
  /** Why a link could not be used, as a sentence; null for nothing to say. */
  alert = $state<string | null>(null);

  /** @param show puts a fragment into the address bar, an empty one to clear it, and gives back the whole address */
  constructor(atlas: Atlas, show: (fragment: string) => string) {
    this.#atlas = atlas;
    this.#show = show;
  }

  /** Opens what the fragment holds; without a permalink in it, the default on the first visit. */
  async follow(hash: string): Promise<void> {
    const turn = ++this.#turn;
    const first = this.#atlas.table === null;
    try {
      const state = await decodeAtlas(hash);
      if (turn !== this.#turn) return;
      this.alert = null;
      if (state !== null) {
        this.#addressed = state;
        await this.#atlas.open(state);
      } else if (first) await this.#atlas.open(defaultAtlas());
    } catch (error) {
      if (turn !== this.#turn) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.alert = first ? `${reason} Shown instead: the uniform panel.` : reason;
      if (first) await this.#atlas.open(defaultAtlas());
    }
  }

  async share(): Promise<void> {
    const { state } = this.#atlas;
    const made = { state, url: '', reduced: false, tooLong: false, copied: false, fault: null };
    try {
      const { fragment, reduced, tooLong } = await encodeAtlas(state);
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
  changed(state: AtlasState): void {
    if (this.link && this.link.state !== state) this.link = null;
    if (this.#addressed === null || this.#addressed === state) return;
    this.#addressed = null;
    this.#show('');
  }

  close(): void {
    this.link = null;
  }
}

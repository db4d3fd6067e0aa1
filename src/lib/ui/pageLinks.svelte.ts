/** The link of what a page shows: made on Share, followed when the page opens or the address changes. */

/** The page's state, its whole content a link can carry. */
export interface LinkedPage<State> {
  readonly state: State;
  /** Something is open already: a link that cannot be used then leaves it as it is. */
  readonly opened: boolean;
  /** Why nothing can be shown of the state, once it was opened; null when something is. */
  readonly failure: string | null;
  open(state: State): Promise<void>;
}

export interface LinkFormat<State> {
  /** @returns null when the fragment holds no permalink @throws with a sentence for the reader when it holds a bad one */
  decode(fragment: string): Promise<State | null>;
  encode(state: State): Promise<{ fragment: string; reduced: boolean; tooLong: boolean }>;
  /** What a first visit opens, and its name as it completes "Shown instead: ". */
  start: () => State;
  startName: string;
}

export interface PageLink<State> {
  /** What the link stands for: after a change it is of no use. */
  state: State;
  url: string;
  reduced: boolean;
  tooLong: boolean;
  copied: boolean;
  fault: string | null;
}

export class PageLinks<State> {
  #page: LinkedPage<State>;
  #format: LinkFormat<State>;
  #show: (fragment: string) => string;
  #turn = 0;
  /** What the link in the address bar stands for; null when there is none. */
  #addressed: State | null = null;
  link = $state.raw<PageLink<State> | null>(null);
  /** Why a link could not be used, as a sentence; null for nothing to say. */
  alert = $state<string | null>(null);

  /** @param show puts a fragment into the address bar, an empty one to clear it, and gives back the whole address */
  constructor(page: LinkedPage<State>, format: LinkFormat<State>, show: (fragment: string) => string) {
    this.#page = page;
    this.#format = format;
    this.#show = show;
  }

  /** Opens what the fragment holds; without a permalink in it, the start on the first visit. */
  async follow(fragment: string): Promise<void> {
    const turn = ++this.#turn;
    const { decode, start, startName } = this.#format;
    const first = !this.#page.opened;
    try {
      const state = await decode(fragment);
      if (turn !== this.#turn) return;
      this.alert = null;
      if (state === null) {
        if (first) await this.#page.open(start());
        return;
      }
      this.#addressed = state;
      await this.#page.open(state);
      if (this.#page.failure === null || turn !== this.#turn) return;
      // A link is as good as its author: what it asks for may be in no panel. That is told, and the page stands.
      this.alert = `The link asks for what cannot be shown: ${this.#page.failure} Shown instead: ${startName}.`;
      await this.#page.open(start());
    } catch (error) {
      if (turn !== this.#turn) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.alert = first ? `${reason} Shown instead: ${startName}.` : reason;
      if (first) await this.#page.open(start());
    }
  }

  async share(): Promise<void> {
    const { state } = this.#page;
    const made = { state, url: '', reduced: false, tooLong: false, copied: false, fault: null };
    try {
      const { fragment, reduced, tooLong } = await this.#format.encode(state);
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
  changed(state: State): void {
    if (this.link && this.link.state !== state) this.link = null;
    if (this.#addressed === null || this.#addressed === state) return;
    this.#addressed = null;
    this.#show('');
  }

  close(): void {
    this.link = null;
  }
}

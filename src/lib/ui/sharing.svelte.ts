/** Making the link of a session's document, and keeping what the share panel says about it. */
import type { Diagnosis } from '$lib/coupling/diagnosis';
import { encodePermalink } from '$lib/permalink/encode';
import type { PermalinkState } from '$lib/permalink/state';
import { onlyFamily, type ScoreDocument } from './edits';
import type { Session } from './session.svelte';

export interface SharedLink {
  /** What the link stands for: after an edit it is of no use. */
  document: ScoreDocument;
  url: string;
  reduced: boolean;
  tooLong: boolean;
  copied: boolean;
  fault: string | null;
}

/** What a permalink of this document holds. A table that is part of a larger file goes with its chosen family. */
export function permalinkState(
  document: ScoreDocument,
  family: string | null,
  diagnosis: Diagnosis | null,
): PermalinkState {
  const { table, options } = document;
  const items = itemDigests(document, diagnosis);
  const shared = { v: 1 as const, options: { ...options, family }, digest: diagnosis?.digest ?? null, items };
  if (table.panel !== null) return { ...shared, source: { kind: 'panel', panel: table.panel, family } };
  const carried = document.partOf && family !== null ? onlyFamily(document, family) : document;
  return { ...shared, source: { kind: 'table', table: carried.table } };
}

/** Of the results here; else those that came with a link, which still belong to its scores. */
function itemDigests({ items }: ScoreDocument, diagnosis: Diagnosis | null): PermalinkState['items'] {
  const bootstrap = diagnosis?.itemBootstrap ?? null;
  if (bootstrap === null) return items?.generation === null ? items.digests : null;
  return Object.fromEntries(bootstrap.benchmarks.map((key, i) => [key, bootstrap.digests[i]]));
}

export class Sharing {
  #session: Session;
  #show: (fragment: string) => string;
  link = $state.raw<SharedLink | null>(null);

  /** @param show puts a fragment into the address bar and gives back the whole address */
  constructor(session: Session, show: (fragment: string) => string) {
    this.#session = session;
    this.#show = show;
  }

  /** Waits for the diagnosis of the present document, so that its digest goes with the link. */
  async share(): Promise<void> {
    await this.#session.settled();
    const { document, current, family } = this.#session;
    if (!document) return;
    try {
      const { fragment, reduced, tooLong } = await encodePermalink(permalinkState(document, family, current));
      const url = tooLong ? '' : this.#show(fragment);
      this.link = {
        document,
        url,
        reduced: reduced || document.partOf !== null,
        tooLong,
        copied: false,
        fault: null,
      };
      if (url) await this.copy();
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      this.link = { document, url: '', reduced: false, tooLong: false, copied: false, fault };
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

  close(): void {
    this.link = null;
  }
}

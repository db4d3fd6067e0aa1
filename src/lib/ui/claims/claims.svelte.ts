/**
 * What the Claims page shows: rows as they are recomputed, the filter, which rows are open. While claims are recomputed again
 * the rows of before stay, each until its new one comes.
 */
import type { SentenceVerdict } from '$lib/claims/abstract';
import { ABSTRACT, sentenceVerdict } from '$lib/claims/abstract';
import { noFilter, ordered, passes, type ClaimFilter, type ClaimSort } from '$lib/claims/filter';
import type { ClaimSource } from '$lib/claims/sources';
import type { ClaimRow, ClaimsClient } from '$lib/workers/claimsClient';
import { againSentence, claimInFragment } from './claimWords';

export interface AbstractLine {
  id: string;
  text: string;
  versions: string | null;
  /** Those that have come, of all it rests on. */
  rows: ClaimRow[];
  /** Null for a sentence without a number, and while its claims are on their way. */
  verdict: SentenceVerdict | null;
  waiting: boolean;
}

export class Claims {
  #client: Pick<ClaimsClient, 'recompute'>;
  #turn = 0;
  #stop: AbortController | null = null;

  rows = $state.raw<ClaimRow[]>([]);
  sources = $state.raw<ClaimSource[]>([]);
  filter = $state.raw<ClaimFilter>(noFilter());
  sort = $state.raw<ClaimSort>({ by: 'verdict', down: false });
  open = $state.raw<ReadonlySet<string>>(new Set());
  busy = $state(false);
  /** Sections of the table, by title, whose every row is shown. */
  whole = $state.raw<ReadonlySet<string>>(new Set());
  /** All claims have been recomputed at least once. */
  complete = $state(false);
  progress = $state.raw<{ done: number; of: number } | null>(null);
  /** Time of the last whole recomputation, ms. */
  elapsed = $state<number | null>(null);
  /** How the last recomputation compares with the one before; empty for the first. */
  again = $state('');
  failure = $state<string | null>(null);
  /** A link named a claim that does not exist. */
  alert = $state<string | null>(null);

  constructor(client: Pick<ClaimsClient, 'recompute'>) {
    this.#client = client;
  }

  readonly shown = $derived.by((): ClaimRow[] =>
    ordered(
      this.rows.filter((row) => passes(row, this.filter)),
      this.sort,
    ),
  );

  readonly abstract = $derived.by((): AbstractLine[] => {
    const byId = new Map(this.rows.map((row) => [row.id, row]));
    return ABSTRACT.map(({ id, text, versions = null, claims }) => {
      const rows = claims.map((claim) => byId.get(claim)).filter((row) => row !== undefined);
      const waiting = rows.length < claims.length;
      const verdict = waiting ? null : sentenceVerdict(rows.map((row) => row.verdict));
      return { id, text, versions, rows, verdict, waiting };
    });
  });

  /** Of the abstract's claims those that reproduce as stated. */
  readonly holding = $derived(
    this.abstract.flatMap(({ rows }) => rows.filter(({ verdict }) => verdict === 'reproduces')),
  );

  async recompute(): Promise<void> {
    const turn = ++this.#turn;
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    const before = this.complete ? this.rows : null;
    this.busy = true;
    this.failure = null;
    this.again = '';
    this.elapsed = null;
    this.progress = { done: 0, of: 0 };
    const start = performance.now();
    let done = 0;
    try {
      const { rows, sources } = await this.#client.recompute({
        signal: stop.signal,
        onRow: (row, of) => {
          if (turn !== this.#turn) return;
          this.progress = { done: ++done, of };
          this.#place(row);
        },
      });
      if (turn !== this.#turn) return;
      this.rows = rows;
      this.sources = sources;
      this.complete = true;
      this.elapsed = performance.now() - start;
      if (before) this.again = againSentence(before, rows);
    } catch (error) {
      if (turn === this.#turn && !stop.signal.aborted)
        this.failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (turn === this.#turn) {
        this.busy = false;
        this.progress = null;
      }
    }
  }

  cancel(): void {
    this.#stop?.abort();
  }

  dispose(): void {
    this.#turn++;
    this.#stop?.abort();
  }

  toggle(id: string): void {
    const open = new Set(this.open);
    if (!open.delete(id)) open.add(id);
    this.open = open;
  }

  showWhole(title: string): void {
    this.whole = new Set([...this.whole, title]);
  }

  /**
   * Opens the claim that a fragment names, past any filter that would hide it.
   * @returns its id, when it is there to be shown
   */
  follow(hash: string): string | null {
    const id = claimInFragment(hash);
    if (id === null) return null;
    const row = this.rows.find((one) => one.id === id);
    if (row === undefined) {
      this.alert = this.complete
        ? `There is no claim “${id}” on this page: the link may be of another version.`
        : null;
      return null;
    }
    this.alert = null;
    if (!passes(row, this.filter)) this.filter = noFilter();
    this.open = new Set([...this.open, id]);
    return id;
  }

  #place(row: ClaimRow): void {
    const at = this.rows.findIndex(({ id }) => id === row.id);
    this.rows = at < 0 ? [...this.rows, row] : this.rows.with(at, row);
  }
}

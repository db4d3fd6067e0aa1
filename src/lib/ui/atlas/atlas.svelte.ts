/**
 * What the Atlas page shows and what is computed for it. The state is plain and changes by `change`; families come first, the
 * population after them, the user's own table beside both. What was computed for an earlier panel or pair stays until the
 * new one stands.
 */
import type { AtlasFamily, Survey } from '$lib/atlas/family';
import { passes } from '$lib/atlas/filter';
import { matchBenchmark } from '$lib/atlas/identity';
import type { PopulationView } from '$lib/atlas/populationView';
import { sorted } from '$lib/atlas/sort';
import { COMPARED, defaultAtlas, type AtlasPanel, type AtlasState } from '$lib/atlas/state';
import { defaultOptions, type DiagnosisOptions } from '$lib/coupling/options';
import type { ScoreTable } from '$lib/scores/table';
import type { AtlasClient } from '$lib/workers/atlasClient';

/** A computation that takes longer shows its progress, ms. */
const PATIENCE = 400;

export class Atlas {
  #client: Pick<AtlasClient, 'survey' | 'population'>;
  #loadPanel: (id: AtlasPanel) => Promise<ScoreTable>;
  #turn = 0;
  #ownTurn = 0;
  #stop: AbortController | null = null;

  state = $state.raw<AtlasState>(defaultAtlas());
  /** The panel as it is shown; null before the first has come. */
  table = $state.raw<ScoreTable | null>(null);
  survey = $state.raw<Survey | null>(null);
  view = $state.raw<PopulationView | null>(null);
  own = $state.raw<Survey | null>(null);
  /** How the user's columns were read, or why they are not drawn; empty for nothing to say. */
  ownNote = $state('');
  /** Families or population are being computed. */
  busy = $state(true);
  progress = $state.raw<{ fraction: number; stage: string } | null>(null);
  /** Why nothing is shown of the present choice; null when something is. */
  failure = $state.raw<string | null>(null);

  constructor(
    client: Pick<AtlasClient, 'survey' | 'population'>,
    loadPanel: (id: AtlasPanel) => Promise<ScoreTable>,
  ) {
    this.#client = client;
    this.#loadPanel = loadPanel;
  }

  get opened(): boolean {
    return this.table !== null;
  }

  /** Of the panel, filtered and in order. */
  readonly shown = $derived.by((): AtlasFamily[] => {
    const { filter, sort } = this.state;
    return sorted(
      (this.survey?.families ?? []).filter((family) => passes(family, filter)),
      sort,
    );
  });
  readonly ownFamilies = $derived(this.own?.families ?? []);
  /** The user's family that is drawn on every card. */
  readonly overlay = $derived(
    this.ownFamilies.find(({ family }) => family === this.state.overlay?.drawn) ?? null,
  );
  readonly compared = $derived.by((): AtlasFamily[] => {
    const all = [...this.ownFamilies, ...(this.survey?.families ?? [])];
    return this.state.compare
      .map((id) => all.find((family) => family.id === id))
      .filter((family) => family !== undefined);
  });

  /** Starts with a state: of a link, or the default. */
  async open(state: AtlasState): Promise<void> {
    this.state = state;
    await Promise.all([this.#compute(), this.#computeOwn()]);
  }

  change(change: Partial<AtlasState>): void {
    const before = this.state;
    const next = { ...before, ...change };
    this.state = next;
    if (next.panel !== before.panel || next.pair !== before.pair) void this.#compute();
    else if (next.overlay?.table !== before.overlay?.table) void this.#computeOwn();
  }

  choosePanel(panel: AtlasPanel): void {
    // The keys of one panel are not those of another; what is chosen by default is HellaSwag and TruthfulQA in both.
    const compare = this.state.compare.filter((id) => id.startsWith('own/'));
    this.change({ panel, pair: null, compare });
  }

  /** Choosing the benchmark that stands on the other side swaps the two. */
  chooseBenchmark(side: 1 | 2, key: string): void {
    if (!this.survey) return;
    const [first, second] = [this.survey.benchmark1.key, this.survey.benchmark2.key];
    const pair: [string, string] = side === 1 ? [key, second] : [first, key];
    this.change({ pair: pair[0] === pair[1] ? [second, first] : pair });
  }

  /** Adds a family to the comparison or takes it out; a full comparison takes no more. */
  toggleCompared(id: string): void {
    const { compare } = this.state;
    if (compare.includes(id)) this.change({ compare: compare.filter((other) => other !== id) });
    else if (compare.length < COMPARED) this.change({ compare: [...compare, id] });
  }

  cancel(): void {
    this.#stop?.abort();
  }

  dispose(): void {
    this.#turn++;
    this.#ownTurn++;
    this.#stop?.abort();
  }

  get #options(): DiagnosisOptions {
    const [benchmark1, benchmark2] = this.state.pair ?? [null, null];
    return { ...defaultOptions(), benchmark1, benchmark2 };
  }

  async #compute(): Promise<void> {
    const turn = ++this.#turn;
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    this.busy = true;
    this.progress = null;
    let patient = true;
    const patience = setTimeout(() => (patient = false), PATIENCE);
    const onProgress = (fraction: number, stage: string) => {
      if (!patient && turn === this.#turn) this.progress = { fraction, stage };
    };
    const hooks = { signal: stop.signal, onProgress };
    try {
      const table = await this.#loadPanel(this.state.panel);
      const survey = await this.#client.survey(table, this.#options, false, hooks);
      if (turn !== this.#turn) return;
      this.table = table;
      this.survey = survey;
      this.view = null;
      this.failure = null;
      void this.#computeOwn();
      const view = await this.#client.population(table, this.#options, hooks);
      if (turn === this.#turn) this.view = view;
    } catch (error) {
      if (turn === this.#turn && !stop.signal.aborted)
        this.failure = error instanceof Error ? error.message : String(error);
    } finally {
      clearTimeout(patience);
      if (turn === this.#turn) {
        this.busy = false;
        this.progress = null;
      }
    }
  }

  /** The user's table on the panel's pair: the same identities, or marked, or refused. */
  async #computeOwn(): Promise<void> {
    const turn = ++this.#ownTurn;
    const { overlay } = this.state;
    if (!overlay || !this.survey) {
      this.own = null;
      this.ownNote = '';
      return;
    }
    const { benchmarks } = overlay.table;
    const matches = [this.survey.benchmark1, this.survey.benchmark2].map((wanted) =>
      matchBenchmark(wanted, benchmarks, 'your table'),
    );
    const [first, second] = matches;
    if (first.kind === 'refused' || second.kind === 'refused') {
      this.own = null;
      this.ownNote = matches.flatMap((match) => (match.kind === 'refused' ? [match.why] : [])).join(' ');
      return;
    }
    try {
      const options = {
        ...defaultOptions(),
        benchmark1: first.benchmark.key,
        benchmark2: second.benchmark.key,
      };
      const own = await this.#client.survey(overlay.table, options, true);
      if (turn !== this.#ownTurn) return;
      this.own = own;
      this.ownNote = matches.flatMap((match) => (match.kind === 'marked' ? [match.why] : [])).join(' ');
    } catch (error) {
      if (turn !== this.#ownTurn) return;
      this.own = null;
      this.ownNote = error instanceof Error ? error.message : String(error);
    }
  }
}

/**
 * The state of the Heads page and what follows from it: model and two capabilities → scan of all heads → one head looked at →
 * what scaling it does. Small models are scanned and measured at once; larger ones when asked.
 */
import { foremostHead } from '$lib/charts/heads/mapWords';
import type { AblationResult, HeadPlace } from '$lib/models/heads/ablation';
import { census, type CensusRow } from '$lib/models/heads/census';
import type { ContrastSet } from '$lib/models/heads/contrast';
import type { HeadProjections } from '$lib/models/heads/pairProjections';
import { publishedRows } from '$lib/models/heads/publishedRecords';
import type { HeadScan } from '$lib/models/heads/scanResult';
import { defaultHeadsState, type HeadsState, type SetChoice } from '$lib/models/heads/state';
import type { ModelChoice } from '$lib/models/languageModel';
import type { FactList } from '$lib/models/steering/factItems';
import type { ScanAnswer } from '$lib/workers/headsJobs';
import type { ModelChooser } from '../models/modelChooser.svelte';
import { anotherFile, chooseLinked, choiceOf, sameModel } from '../models/linkedModel';
import { ModelWork, WorkQueue } from '../models/modelWork.svelte';
import { BundledScans } from './bundledScans.svelte';
import { builtInSets, setOf, withChoice } from './capabilitySets';

/** Below this a scan takes seconds, and nobody need ask for it. Bytes of the model. */
const SMALL = 20e6;

export class HeadsPage {
  readonly chooser: ModelChooser;
  /** Scans of other bundled models, in a worker of their own. */
  readonly bundled: BundledScans;
  /** What the bundled models were taught. */
  readonly taught: FactList;
  readonly queue = new WorkQueue();
  #familySeen = false;

  state = $state.raw<HeadsState>(defaultHeadsState());
  /** On the chosen head's output: 0 ablates it, 1 leaves it. */
  factor = $state(0);
  /** Something to know about the model of a link. */
  notice = $state<string | null>(null);
  /** Scans of this visit: made here, or brought as files. */
  scans = $state.raw<HeadScan[]>([]);
  /** The scan that stands beside; null for none. */
  besideScan = $state.raw<HeadScan | null>(null);
  /** Records released with the paper; null before they are read. */
  records = $state.raw<CensusRow[] | null>(null);
  recordsFailure = $state.raw<string | null>(null);

  readonly scan = new ModelWork<ScanAnswer>(this.queue);
  readonly ablation = new ModelWork<AblationResult>(this.queue);
  readonly projections = new ModelWork<HeadProjections>(this.queue);

  constructor(chooser: ModelChooser, besideChooser: ModelChooser, taught: FactList) {
    this.chooser = chooser;
    this.bundled = new BundledScans(besideChooser);
    this.taught = taught;
  }

  readonly report = $derived.by(() => this.chooser.report);
  readonly small = $derived.by(() => (this.report?.bytes ?? Infinity) < SMALL);
  /** Bundled models are asked what they were taught, others common facts. */
  readonly builtIn = $derived.by(() =>
    builtInSets((this.report?.identity.kind ?? this.chooser.kind) === 'bundled' ? this.taught : null),
  );
  readonly sets = $derived.by((): [ContrastSet, ContrastSet] => [
    setOf(this.state.first, this.builtIn),
    setOf(this.state.second, this.builtIn),
  ]);
  /** What the page shows; null before there is one. */
  readonly shown = $derived.by((): HeadScan | null => this.scan.result?.scan ?? null);
  readonly head = $derived.by(() => {
    const { shown } = this;
    if (!shown) return null;
    const { head } = this.state;
    const found =
      head && shown.heads.find((record) => record.layer === head.layer && record.head === head.head);
    return found ?? foremostHead(shown.heads);
  });
  readonly titles = $derived.by((): [string, string] => {
    const [first, second] = this.shown?.capabilities ?? this.sets;
    return [first.title, second.title];
  });
  /** The scan shown comes last, so that it counts as its model's latest. */
  readonly census = $derived.by(() => {
    const [first, second] = this.shown?.capabilities ?? this.sets;
    return census(this.scans, this.records ?? [], [first.id, second.id]);
  });

  get opened(): boolean {
    return this.chooser.report !== null || this.chooser.progress !== null;
  }
  /** What keeps a link from being shown: a link names a model, and the reader decides whether it is fetched. */
  readonly failure = null;

  /** Takes a state over: of a link, or the default. */
  async open(state: HeadsState): Promise<void> {
    this.#forget();
    this.state = state;
    this.notice = chooseLinked(this.chooser, state.model);
    if (this.notice === null) await this.load();
  }

  /** Loads the model as chosen; a small one is scanned at once. */
  async load(): Promise<void> {
    this.#forget();
    if (!(await this.chooser.load())) return;
    const { identity } = this.chooser.report ?? {};
    if (!identity) return;
    const model = choiceOf(identity);
    const before = this.state.model;
    this.notice = anotherFile(before, identity);
    if (!sameModel(before, model))
      // Another model has other heads; a link without a model's digest keeps the head it names.
      this.change({ model, ...(before === null || before.id === model.id ? {} : { head: null }) });
    if (this.small) await this.run();
  }

  change(change: Partial<HeadsState>): void {
    this.state = { ...this.state, ...change };
  }

  /** Another set for one of the two capabilities. */
  choose(side: 'first' | 'second', choice: SetChoice): void {
    this.change({ ...withChoice(this.state, side, choice), head: null });
    this.#clearScan();
    if (this.small) void this.run();
  }

  /** Scans the model for the two capabilities; then looks at one head, and scans the model beside. */
  async run(): Promise<void> {
    this.ablation.clear();
    this.projections.clear();
    const { sets } = this;
    const { seed, beside } = this.state;
    const made = await this.scan.run((hooks) => this.chooser.client.run('scan', { sets, seed }, hooks));
    if (!made) return;
    this.scans = [...this.scans, made.scan];
    if (this.small) this.#look();
    if (this.#familySeen) this.seeFamily();
    if (beside === null) return;
    const known = this.scans.find((scan) => scan !== made.scan && isOf(scan, beside, made.scan));
    if (known) this.besideScan = known;
    else if (beside.kind === 'bundled') void this.compareWith(beside.id);
    else
      this.notice = `${beside.id} stood beside this model, and there is no scan of it here for these capabilities. Load and scan it, or import its scan, and choose it under “Two models side by side”.`;
  }

  chooseHead(head: HeadPlace): void {
    this.change({ head });
    this.ablation.clear();
    this.projections.clear();
    if (this.small) this.#look();
  }

  #look(): void {
    void this.ablate();
    void this.project();
  }

  async ablate(): Promise<void> {
    const { head, sets, factor } = this;
    if (!head) return;
    const target = { layer: head.layer, head: head.head };
    const { seed } = this.state;
    await this.ablation.run((hooks) =>
      this.chooser.client.run('ablate', { sets, target, factor, seed }, hooks),
    );
  }

  async project(): Promise<void> {
    const { head, sets } = this;
    if (!head) return;
    const place = { layer: head.layer, head: head.head };
    await this.projections.run((hooks) => this.chooser.client.run('projectPairs', { sets, place }, hooks));
  }

  /** Loads a second bundled model and scans it for the same capabilities. */
  async compareWith(id: string): Promise<void> {
    this.besideScan = null;
    const made = await this.bundled.scan(id, this.#ofBundled());
    if (!made) return;
    this.besideScan = made;
    this.#keepBefore(made);
    const choice = choiceOf(made.model);
    if (!sameModel(this.state.beside, choice)) this.change({ beside: choice });
  }

  /** The bundled models, each with its scan for the capabilities asked, if there is one. */
  readonly family = $derived.by(() => {
    const asked = this.sets.map(({ id }) => id).join();
    const scans = this.scans.filter(
      ({ model, capabilities, options }) =>
        model.kind === 'bundled' &&
        options.seed === this.state.seed &&
        capabilities.map(({ id }) => id).join() === asked,
    );
    return this.chooser.organisms.map((organism) => ({
      organism,
      scan: scans.findLast(({ model }) => model.id === organism.id) ?? null,
    }));
  });

  /** The card of the family came into view: from now on its other models are scanned once the page's own is. */
  seeFamily(): void {
    this.#familySeen = true;
    if (this.shown?.model.kind === 'bundled' && !this.bundled.family.busy) void this.scanFamily();
  }

  /** Scans the bundled models that have not been scanned for these capabilities. */
  async scanFamily(): Promise<void> {
    const ids = this.family.flatMap(({ organism, scan }) => (scan ? [] : [organism.id]));
    if (ids.length) await this.bundled.scanAll(ids, this.#ofBundled(), (scan) => this.#keepBefore(scan));
  }

  /** Another bundled model becomes the page's own. */
  showBundled(id: string): void {
    this.chooser.kind = 'bundled';
    this.chooser.bundledId = id;
    void this.load();
  }

  #ofBundled() {
    const built = builtInSets(this.taught);
    const { first, second, seed } = this.state;
    return { sets: [setOf(first, built), setOf(second, built)] as const, seed };
  }

  /** A scan of this visit stands beside; null for none. */
  showBeside(scan: HeadScan | null): void {
    this.bundled.one.clear();
    this.besideScan = scan;
    this.change({ beside: scan && choiceOf(scan.model) });
  }

  /** A scan from a file joins the census, and can stand beside. */
  importScan(scan: HeadScan): void {
    this.#keepBefore(scan);
    if (this.besideScan === null && this.shown) this.showBeside(scan);
  }

  #keepBefore(scan: HeadScan): void {
    const { shown } = this;
    this.scans = [...this.scans.filter((one) => one !== shown), scan, ...(shown ? [shown] : [])];
  }

  async readRecords(read: () => Promise<unknown>): Promise<void> {
    try {
      this.records = publishedRows(await read());
    } catch (error) {
      this.recordsFailure = error instanceof Error ? error.message : String(error);
    }
  }

  dispose(): void {
    this.#forget();
    this.chooser.dispose();
    this.bundled.chooser.dispose();
  }

  #clearScan(): void {
    for (const work of [this.scan, this.ablation, this.projections]) work.clear();
    this.bundled.clear();
    this.besideScan = null;
  }

  #forget(): void {
    this.notice = null;
    this.#clearScan();
  }
}

/** Whether a scan is of that model, for the same capabilities as another scan. */
const isOf = ({ model, capabilities }: HeadScan, choice: ModelChoice, like: HeadScan): boolean =>
  model.id === choice.id &&
  (choice.digest === null || model.digest === choice.digest) &&
  capabilities.every(({ id }, i) => id === like.capabilities[i].id);
